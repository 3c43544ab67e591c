//! A table in which each region has each sector: what a region lacks is added as an industry of zeros.
//!
//! Accounts of consumption and trade are attributed to (consuming region, sector of the good):
//! a region that buys what it does not make needs a place for it.

use super::table::{Extensions, Mrio};
use crate::error::Error;
use faer::Mat;

/// A table may grow to this multiple of its industries; beyond, its regions do not share sectors.
const GROWTH: f64 = 2.0;

/// A completed table.
#[derive(Debug, Clone)]
pub struct Completed {
    /// The table with every sector in every region.
    pub table: Mrio,
    /// Its extensions, zero for what was added.
    pub extensions: Option<Extensions>,
    /// Labels of the industries that were added.
    pub added: Vec<String>,
}

/// Adds what regions lack, each in the order of sectors within its region.
///
/// # Errors
/// The regions hardly share sectors: they would more than double the table.
pub fn complete(table: Mrio, extensions: Option<Extensions>) -> Result<Completed, Error> {
    let (regions, sectors) = (table.regions().len(), table.sectors().len());
    let grid = super::accounts::grid(&table);
    if grid.iter().all(Option::is_some) {
        return Ok(Completed { table, extensions, added: Vec::new() });
    }
    #[expect(clippy::cast_precision_loss, reason = "industries")]
    let growth = (regions * sectors) as f64 / table.len() as f64;
    if growth > GROWTH && regions * sectors > 1000 {
        return Err(Error::economy(
            "Z",
            format!("{regions} regions and {sectors} sectors, but {} industries", table.len()),
            "name the sectors of all regions alike",
        ));
    }
    // The industries of the table in their order, each lacking one before the next sector of its region.
    let mut order: Vec<(usize, usize, Option<usize>)> =
        table.industries().iter().enumerate().map(|(i, at)| (at.region, at.sector, Some(i))).collect();
    let mut added = Vec::new();
    for (at, _) in grid.iter().enumerate().filter(|(_, found)| found.is_none()) {
        let (region, sector) = (at / sectors, at % sectors);
        let next = order.iter().position(|&(r, s, _)| r == region && s > sector);
        let last = order.iter().rposition(|&(r, ..)| r == region).map_or(order.len(), |last| last + 1);
        order.insert(next.unwrap_or(last), (region, sector, None));
        added.push(format!("{}|{}", table.regions()[region], table.sectors()[sector]));
    }
    let n = order.len();
    let label =
        |&(r, s, _): &(usize, usize, Option<usize>)| (table.regions()[r].clone(), table.sectors()[s].clone());
    let industries: Vec<_> = order.iter().map(label).collect();
    let columns: Vec<_> = table
        .columns()
        .iter()
        .map(|column| (table.regions()[column.region].clone(), column.category.clone()))
        .collect();
    let from: Vec<Option<usize>> = order.iter().map(|&(.., from)| from).collect();
    let cell = |m: &Mat<f64>, i: usize, j: usize| from[i].map_or(0.0, |i| m[(i, j)]);
    let z = Mat::from_fn(n, n, |i, j| from[j].map_or(0.0, |j| cell(table.z(), i, j)));
    let y = Mat::from_fn(n, columns.len(), |i, k| cell(table.y(), i, k));
    let extensions = extensions.map(|e| Extensions {
        f: Mat::from_fn(e.names.len(), n, |e_row, j| from[j].map_or(0.0, |j| e.f[(e_row, j)])),
        ..e
    });
    let table = Mrio::new(&industries, &columns, z, y, table.unit())?;
    Ok(Completed { table, extensions, added })
}

#[cfg(test)]
mod tests {
    use super::super::table::tests::table;
    use super::*;

    #[test]
    fn a_region_gets_the_sector_that_it_lacks_in_its_place() {
        let t = table(
            ["A|1", "A|2", "B|2"],
            ["A|y", "B|y"],
            [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]],
            [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]],
        )
        .unwrap();
        let extensions = Extensions {
            names: vec!["ore".to_owned()],
            units: vec![String::new()],
            f: Mat::from_fn(1, 3, |_, j| [1.0, 2.0, 3.0][j]),
            f_y: Mat::zeros(1, 2),
        };
        let whole = complete(t, Some(extensions)).unwrap();
        assert_eq!(whole.added, ["B|1"]);
        let labels: Vec<String> = (0..4).map(|i| whole.table.label(i)).collect();
        assert_eq!(labels, ["A|1", "A|2", "B|1", "B|2"]);
        assert_eq!(
            (whole.table.z()[(0, 3)], whole.table.z()[(2, 0)], whole.table.z()[(0, 2)]),
            (3.0, 0.0, 0.0)
        );
        assert_eq!((whole.table.y()[(3, 1)], whole.extensions.unwrap().f[(0, 3)]), (6.0, 3.0));
    }
}
