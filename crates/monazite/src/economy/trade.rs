//! Gross trade: what crosses a border, intermediate and final together.

use super::table::Mrio;
use faer::Mat;

/// Gross trade of each industry, money per year.
#[derive(Debug, Clone)]
pub struct GrossTrade {
    /// Exports of industry `(r, s)` to each region, zero at home, `industries x regions`.
    pub bilateral: Mat<f64>,
    /// Exports of industry `(r, s)`.
    pub exports: Vec<f64>,
    /// Imports of region `r` of the goods of sector `s`.
    pub imports: Vec<f64>,
}

/// Gross trade of a table: `Z` and `Y` with the domestic blocks left out.
#[must_use]
pub fn gross_trade(table: &Mrio) -> GrossTrade {
    let regions = table.regions().len();
    let mut bilateral = Mat::zeros(table.len(), regions);
    let industry_region = |i: usize| table.industries()[i].region;
    let flows = (0..table.len())
        .map(|j| (industry_region(j), table.z().col_as_slice(j)))
        .chain(table.columns().iter().enumerate().map(|(k, c)| (c.region, table.y().col_as_slice(k))));
    for (to, column) in flows {
        for (i, &v) in column.iter().enumerate() {
            if industry_region(i) != to {
                bilateral[(i, to)] += v;
            }
        }
    }
    let exports = (0..table.len()).map(|i| (0..regions).map(|r| bilateral[(i, r)]).sum()).collect();
    let mut imports = vec![0.0; table.len()];
    let at = super::accounts::grid(table);
    for (i, industry) in table.industries().iter().enumerate() {
        for r in 0..regions {
            if let Some(user) = at[r * table.sectors().len() + industry.sector] {
                imports[user] += bilateral[(i, r)];
            }
        }
    }
    GrossTrade { bilateral, exports, imports }
}

#[cfg(test)]
mod tests {
    use super::super::table::tests::table;
    use super::*;

    #[test]
    fn the_domestic_blocks_do_not_count() {
        let t = table(["A|1", "B|1"], ["A|y", "B|y"], [[7.0, 2.0], [1.0, 5.0]], [[9.0, 3.0], [4.0, 8.0]])
            .unwrap();
        let trade = gross_trade(&t);
        assert_eq!(trade.exports, [5.0, 5.0]);
        assert_eq!(trade.imports, [5.0, 5.0]);
        assert_eq!(trade.bilateral[(0, 0)], 0.0);
    }
}
