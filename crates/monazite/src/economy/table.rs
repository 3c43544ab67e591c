//! A multi-regional input-output table with its labels.

use crate::error::Error;
use faer::Mat;
use std::collections::{BTreeMap, BTreeSet};

/// An industry: a sector in a region, as positions in [`Mrio::regions`] and [`Mrio::sectors`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Industry {
    /// Position of the region.
    pub region: usize,
    /// Position of the sector.
    pub sector: usize,
}

/// A column of final demand: a category (households, government, ...) in a region.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DemandColumn {
    /// Position of the region in [`Mrio::regions`].
    pub region: usize,
    /// The category as the table names it.
    pub category: String,
}

/// Extensions: what industries and final demand use or emit besides money flows.
#[derive(Debug, Clone)]
pub struct Extensions {
    /// One name a row of `f`.
    pub names: Vec<String>,
    /// One unit a row of `f`; blank where the table states none.
    pub units: Vec<String>,
    /// Extensions by industry, `names x industries`, per year.
    pub f: Mat<f64>,
    /// Extensions by final-demand column, `names x demand columns`, per year.
    pub f_y: Mat<f64>,
}

/// A multi-regional input-output table: intermediate flows `Z` and final demand `Y`, with labels.
///
/// Every value is finite, every industry and demand column is named once.
#[derive(Debug, Clone)]
pub struct Mrio {
    regions: Vec<String>,
    sectors: Vec<String>,
    industries: Vec<Industry>,
    columns: Vec<DemandColumn>,
    z: Mat<f64>,
    y: Mat<f64>,
    unit: String,
    usd: Option<f64>,
}

impl Mrio {
    /// A table from labelled parts; regions and sectors are numbered in order of first appearance.
    ///
    /// `industries` are (region, sector), `columns` are (region, category); `z` is `industries x industries`
    /// and `y` is `industries x columns`, both in `unit` per year.
    ///
    /// # Errors
    /// Shapes that do not fit the labels, a label given twice, a value that is not finite,
    /// a demand column of a region without industries.
    pub fn new(
        industries: &[(String, String)],
        columns: &[(String, String)],
        z: Mat<f64>,
        y: Mat<f64>,
        unit: &str,
    ) -> Result<Self, Error> {
        let (mut regions, mut sectors) = (Names::default(), Names::default());
        let coded: Vec<Industry> = industries
            .iter()
            .map(|(r, s)| Industry { region: regions.add(r), sector: sectors.add(s) })
            .collect();
        once("industry", industries)?;
        once("final-demand column", columns)?;
        let coded_columns = columns
            .iter()
            .map(|(r, category)| match regions.position.get(r) {
                Some(&region) => Ok(DemandColumn { region, category: category.clone() }),
                None => Err(Error::economy(
                    format!("Y, column {r}|{category}"),
                    "the region has no industry in Z",
                    "use one name for the region in Z and Y, or add its industries",
                )),
            })
            .collect::<Result<Vec<_>, _>>()?;
        let n = coded.len();
        if n == 0 {
            return Err(Error::economy("Z", "no industry", "give at least one industry"));
        }
        shape("Z", &z, n, n)?;
        shape("Y", &y, n, coded_columns.len())?;
        let table = Self {
            regions: regions.names,
            sectors: sectors.names,
            industries: coded,
            columns: coded_columns,
            z,
            y,
            unit: unit.to_owned(),
            usd: None,
        };
        table.check_finite()?;
        Ok(table)
    }

    fn check_finite(&self) -> Result<(), Error> {
        let bad = |m: &Mat<f64>| {
            (0..m.ncols()).find_map(|j| m.col_as_slice(j).iter().position(|v| !v.is_finite()).map(|i| (i, j)))
        };
        let hint = "replace it by a number; an unknown flow is 0 only if the source says so";
        if let Some((i, j)) = bad(&self.z) {
            let place = format!("Z, row {}, column {}", self.label(i), self.label(j));
            return Err(Error::economy(place, format!("{} is not a number", self.z[(i, j)]), hint));
        }
        if let Some((i, j)) = bad(&self.y) {
            let place = format!("Y, row {}, column {}", self.label(i), self.column_label(j));
            return Err(Error::economy(place, format!("{} is not a number", self.y[(i, j)]), hint));
        }
        Ok(())
    }

    /// Region names in order of first appearance.
    #[must_use]
    pub fn regions(&self) -> &[String] {
        &self.regions
    }
    /// Sector names in order of first appearance.
    #[must_use]
    pub fn sectors(&self) -> &[String] {
        &self.sectors
    }
    /// The industries, in the order of the rows and columns of `Z`.
    #[must_use]
    pub fn industries(&self) -> &[Industry] {
        &self.industries
    }
    /// The final-demand columns, in the order of the columns of `Y`.
    #[must_use]
    pub fn columns(&self) -> &[DemandColumn] {
        &self.columns
    }
    /// Intermediate flows, supplier by user, money per year.
    #[must_use]
    pub const fn z(&self) -> &Mat<f64> {
        &self.z
    }
    /// Final demand, supplier by demand column, money per year.
    #[must_use]
    pub const fn y(&self) -> &Mat<f64> {
        &self.y
    }
    /// The unit of money, as the table states it.
    #[must_use]
    pub fn unit(&self) -> &str {
        &self.unit
    }
    /// The same table, its money counted as it stands: dollars for one of its unit.
    #[must_use]
    pub fn counted_in_usd(self, usd: f64) -> Self {
        Self { usd: Some(usd), ..self }
    }
    /// Dollars for one of its unit, if its money counts as it stands; without, the table tells only structure and
    /// whoever needs dollars scales each region to its GDP.
    #[must_use]
    pub const fn usd(&self) -> Option<f64> {
        self.usd
    }
    /// How many industries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.industries.len()
    }
    /// Whether there is no industry; never so for a table that was built.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.industries.is_empty()
    }
    /// The label `region|sector` of an industry.
    #[must_use]
    pub fn label(&self, industry: usize) -> String {
        let Industry { region, sector } = self.industries[industry];
        format!("{}|{}", self.regions[region], self.sectors[sector])
    }
    /// The label `region|category` of a final-demand column.
    #[must_use]
    pub fn column_label(&self, column: usize) -> String {
        format!("{}|{}", self.regions[self.columns[column].region], self.columns[column].category)
    }
    /// The position of the industry `region|sector`.
    #[must_use]
    pub fn position(&self, region: &str, sector: &str) -> Option<usize> {
        let region = self.regions.iter().position(|r| r == region)?;
        let sector = self.sectors.iter().position(|s| s == sector)?;
        self.industries.iter().position(|&i| i == Industry { region, sector })
    }
    /// Final demand by consuming region, `industries x regions`: the categories are summed.
    #[must_use]
    pub fn y_by_region(&self) -> Mat<f64> {
        let mut out = Mat::zeros(self.len(), self.regions.len());
        for (k, column) in self.columns.iter().enumerate() {
            for (i, &v) in self.y.col_as_slice(k).iter().enumerate() {
                out[(i, column.region)] += v;
            }
        }
        out
    }

    /// Sums regions, sectors and categories of final demand into larger ones.
    ///
    /// `region`, `sector` and `category` give the new name of each old one; a name without an entry stays as it is.
    /// Flows inside a new industry are kept in its diagonal cell.
    ///
    /// # Errors
    /// As [`Mrio::new`]; it does not happen for a table that was built and finite sums.
    pub fn aggregate(
        &self,
        region: &BTreeMap<String, String>,
        sector: &BTreeMap<String, String>,
        category: &BTreeMap<String, String>,
    ) -> Result<Self, Error> {
        let new = |map: &BTreeMap<String, String>, old: &String| map.get(old).unwrap_or(old).clone();
        let (mut rows, mut columns) = (Pairs::default(), Pairs::default());
        let row_of: Vec<usize> = self
            .industries
            .iter()
            .map(|i| rows.add(new(region, &self.regions[i.region]), new(sector, &self.sectors[i.sector])))
            .collect();
        let column_of: Vec<usize> = self
            .columns
            .iter()
            .map(|c| columns.add(new(region, &self.regions[c.region]), new(category, &c.category)))
            .collect();
        let mut z = Mat::zeros(rows.names.len(), rows.names.len());
        for j in 0..self.len() {
            for (i, &v) in self.z.col_as_slice(j).iter().enumerate() {
                z[(row_of[i], row_of[j])] += v;
            }
        }
        let mut y = Mat::zeros(rows.names.len(), columns.names.len());
        for k in 0..self.columns.len() {
            for (i, &v) in self.y.col_as_slice(k).iter().enumerate() {
                y[(row_of[i], column_of[k])] += v;
            }
        }
        let table = Self::new(&rows.names, &columns.names, z, y, &self.unit)?;
        Ok(Self { usd: self.usd, ..table })
    }
}

/// Names numbered in order of first appearance.
#[derive(Default)]
struct Names {
    names: Vec<String>,
    position: BTreeMap<String, usize>,
}

impl Names {
    fn add(&mut self, name: &str) -> usize {
        if let Some(&at) = self.position.get(name) {
            return at;
        }
        self.names.push(name.to_owned());
        self.position.insert(name.to_owned(), self.names.len() - 1);
        self.names.len() - 1
    }
}

/// Pairs of names numbered in order of first appearance.
#[derive(Default)]
struct Pairs {
    names: Vec<(String, String)>,
    position: BTreeMap<(String, String), usize>,
}

impl Pairs {
    fn add(&mut self, first: String, second: String) -> usize {
        let key = (first, second);
        if let Some(&at) = self.position.get(&key) {
            return at;
        }
        self.names.push(key.clone());
        self.position.insert(key, self.names.len() - 1);
        self.names.len() - 1
    }
}

fn once(kind: &str, labels: &[(String, String)]) -> Result<(), Error> {
    let mut seen = BTreeSet::new();
    match labels.iter().find(|pair| !seen.insert(*pair)) {
        None => Ok(()),
        Some((a, b)) => Err(Error::economy(
            format!("{kind} {a}|{b}"),
            "the label is given twice",
            "sum the two, or tell them apart by name",
        )),
    }
}

pub(super) fn shape(name: &str, m: &Mat<f64>, rows: usize, columns: usize) -> Result<(), Error> {
    if (m.nrows(), m.ncols()) == (rows, columns) {
        return Ok(());
    }
    Err(Error::economy(
        name,
        format!("{} x {} values for {rows} x {columns} labels", m.nrows(), m.ncols()),
        "give one value for each pair of labels",
    ))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    fn pairs(labels: &[&str]) -> Vec<(String, String)> {
        labels
            .iter()
            .map(|l| {
                let (a, b) = l.split_once('|').unwrap();
                (a.to_owned(), b.to_owned())
            })
            .collect()
    }

    /// A small table from rows of numbers, labels `region|sector`.
    pub(crate) fn table<const N: usize, const K: usize>(
        industries: [&str; N],
        columns: [&str; K],
        z: [[f64; N]; N],
        y: [[f64; K]; N],
    ) -> Result<Mrio, Error> {
        Mrio::new(
            &pairs(&industries),
            &pairs(&columns),
            Mat::from_fn(N, N, |i, j| z[i][j]),
            Mat::from_fn(N, K, |i, j| y[i][j]),
            "",
        )
    }

    #[test]
    fn a_label_twice_and_a_nan_are_named() {
        let twice = table(["A|1", "A|1"], ["A|y"], [[0.0; 2]; 2], [[1.0]; 2]).unwrap_err();
        assert!(twice.to_string().contains("industry A|1"), "{twice}");
        let nan = table(["A|1", "B|1"], ["A|y"], [[0.0, f64::NAN], [0.0; 2]], [[1.0]; 2]).unwrap_err();
        assert!(nan.to_string().contains("row A|1, column B|1"), "{nan}");
        let stranger = table(["A|1"], ["C|y"], [[0.0]], [[1.0]]).unwrap_err();
        assert!(stranger.to_string().contains("C|y"), "{stranger}");
    }

    #[test]
    fn aggregation_keeps_every_sum() {
        let t =
            table(["A|1", "A|2", "B|1", "B|2"], ["A|y", "B|y"], [[1.0, 2.0, 3.0, 4.0]; 4], [[1.0, 2.0]; 4])
                .unwrap();
        let sectors = BTreeMap::from([("1".to_owned(), "s".to_owned()), ("2".to_owned(), "s".to_owned())]);
        let small = t.aggregate(&BTreeMap::new(), &sectors, &BTreeMap::new()).unwrap();
        assert_eq!(small.len(), 2);
        assert_eq!(small.z()[(0, 0)], 6.0);
        assert_eq!(small.z()[(0, 1)], 14.0);
        assert_eq!(small.y()[(1, 1)], 4.0);
    }
}
