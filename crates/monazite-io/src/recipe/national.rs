//! National input-output tables that are newer than the world table, in our industries and million USD (or the money of
//! the country, where only shares are used): the United States 2023, China 2020, Japan 2018.

use super::error::Error;
use super::gdp::Series;
use super::own::own;
use super::table::{Line, Table};
use faer::Mat;
use std::collections::BTreeMap;
use std::path::Path;

/// Categories of final demand, in the order of the columns of [`National::spent`].
pub(super) const CATEGORIES: [&str; 3] = ["households", "government", "investment"];

/// A national table; imports are in what is used.
#[derive(Debug, Clone)]
pub(super) struct National {
    /// ISO code.
    pub(super) country: &'static str,
    /// Year that it describes.
    pub(super) year: i32,
    /// Key of its source.
    pub(super) source: &'static str,
    /// Names of our industries, the order of rows and columns.
    pub(super) industries: Vec<String>,
    /// Output by industry.
    pub(super) output: Vec<f64>,
    /// Value added by industry.
    pub(super) value_added: Vec<f64>,
    /// What industries use of each industry's goods, from home and abroad.
    pub(super) used: Mat<f64>,
    /// What each category of final demand takes of them, from home and abroad.
    pub(super) spent: Mat<f64>,
    /// What is sold abroad.
    pub(super) exports: Vec<f64>,
    /// What is bought abroad.
    pub(super) imports: Vec<f64>,
}

impl National {
    /// Part of what is used of an industry's goods that is made at home: imports are used by all in the same part.
    pub(super) fn at_home(&self, industry: usize) -> f64 {
        let sum = |m: &Mat<f64>| (0..m.ncols()).map(|j| m[(industry, j)]).sum::<f64>();
        let used = sum(&self.used) + sum(&self.spent);
        if used > 0.0 { (1.0 - self.imports[industry] / used).clamp(0.0, 1.0) } else { 1.0 }
    }

    /// The same in money of which value added is so much in all.
    fn worth(mut self, value_added: f64) -> Self {
        let factor = value_added / self.value_added.iter().sum::<f64>();
        for values in [&mut self.output, &mut self.value_added, &mut self.exports, &mut self.imports] {
            values.iter_mut().for_each(|v| *v *= factor);
        }
        let scaled = |m: &Mat<f64>| Mat::from_fn(m.nrows(), m.ncols(), |i, j| factor * m[(i, j)]);
        (self.used, self.spent) = (scaled(&self.used), scaled(&self.spent));
        self
    }
}

/// The national tables at hand.
pub(super) fn national_tables(raw: &Path, gdp: &Series) -> Result<Vec<National>, Error> {
    let china = Layout::CHINA.read(raw)?;
    let in_usd = gdp.get(&(china.country.to_owned(), china.year)).ok_or_else(|| Error::Content {
        table: "world-bank/gdp.csv".to_owned(),
        reason: format!("no GDP of {} for {}", china.country, china.year),
    })?;
    let china = china.worth(in_usd / 1e6);
    Ok(vec![united_states(raw)?, china, Layout::JAPAN.read(raw)?])
}

/// How a table of industries by industries is laid out: one row of output and value added below, final demand beside.
struct Layout {
    country: &'static str,
    year: i32,
    source: &'static str,
    file: &'static str,
    /// Word of `national_sectors.csv`.
    table: &'static str,
    /// Columns of final demand by category.
    spent: &'static [(&'static str, usize)],
    exports: &'static [&'static str],
    imports: &'static str,
    value_added: &'static str,
    output: &'static str,
}

impl Layout {
    const CHINA: Self = Self {
        country: "CHN",
        year: 2020,
        source: "nbs_io_2020",
        file: "mrio/china-io/china_2020_153.csv",
        table: "china-153",
        spent: &[("THC", 0), ("FU103", 1), ("GCF", 2)],
        exports: &["EX"],
        imports: "IM",
        value_added: "TVA",
        output: "TI",
    };
    const JAPAN: Self = Self {
        country: "JPN",
        year: 2018,
        source: "oecd_iots_2021",
        file: "mrio/oecd-iots-2021/OECD2021_JPN_2018.csv",
        table: "oecd-45",
        spent: &[("HFCE", 0), ("NPISH", 0), ("CONS_ABR", 0), ("GGFC", 1), ("GFCF", 2), ("INVNT", 2)],
        exports: &["EXPO", "CONS_NONRES"],
        imports: "IMPO",
        value_added: "VALU",
        output: "OUTPUT",
    };

    fn read(&self, raw: &Path) -> Result<National, Error> {
        let (industries, sectors) = places(self.table)?;
        let n = industries.len();
        let table = Table::read(raw, self.file)?;
        let mut read = empty(self.country, self.year, self.source, industries);
        for row in table.lines() {
            let code = row.text("Code");
            if let Some(&i) = sectors.get(code) {
                for (sector, &j) in &sectors {
                    read.used[(i, j)] += row.need(sector)?;
                }
                for &(column, k) in self.spent {
                    read.spent[(i, k)] += row.need(column)?;
                }
                for column in self.exports {
                    read.exports[i] += row.need(column)?;
                }
                read.imports[i] += row.need(self.imports)?.abs();
            }
            for (name, sums) in [(self.value_added, &mut read.value_added), (self.output, &mut read.output)] {
                if code == name {
                    add(sums, &sectors, row)?;
                }
            }
        }
        complete(read, n, self.file)
    }
}

/// The United States: commodities by industries, turned into industries by industries with the make table
/// (an industry makes each of its commodities as all their makers do).
fn united_states(raw: &Path) -> Result<National, Error> {
    const USE: &str = "mrio/bea-summary/use_pro_2023.csv";
    let (industries, sectors) = places("bea-summary")?;
    let n = industries.len();
    let mut made = Mat::<f64>::zeros(n, n);
    for row in Table::read(raw, "mrio/bea-summary/make_2023.csv")?.lines() {
        let Some(&i) = sectors.get(row.text("row")) else { continue };
        for (commodity, &j) in &sectors {
            made[(i, j)] += row.need(commodity)?;
        }
    }
    let whole: Vec<f64> = (0..n).map(|j| (0..n).map(|i| made[(i, j)]).sum()).collect();
    let makers = Mat::from_fn(n, n, |i, j| if whole[j] > 0.0 { made[(i, j)] / whole[j] } else { 0.0 });
    let table = Table::read(raw, USE)?;
    let mut read = empty("USA", 2023, "bea_io_2023", industries);
    for row in table.lines() {
        let code = row.text("row");
        if let Some(&c) = sectors.get(code) {
            for i in 0..n {
                let part = makers[(i, c)];
                for (sector, &j) in &sectors {
                    read.used[(i, j)] += part * row.need(sector)?;
                }
                for column in table.header().iter().filter(|name| name.starts_with('F')) {
                    let value = part * row.need(column)?;
                    match *column {
                        "F010" => read.spent[(i, 0)] += value,
                        "F040" => read.exports[i] += value,
                        "F050" => read.imports[i] -= value,
                        "F06C" | "F07C" | "F10C" => read.spent[(i, 1)] += value,
                        _ => read.spent[(i, 2)] += value,
                    }
                }
            }
        }
        match code {
            "Total Value Added" => add(&mut read.value_added, &sectors, row)?,
            "Total Industry Output" => add(&mut read.output, &sectors, row)?,
            _ => {}
        }
    }
    complete(read, n, USE)
}

/// Our industries in alphabetical order, and which of them each sector of a table is.
fn places(table: &str) -> Result<(Vec<String>, BTreeMap<String, usize>), Error> {
    let mut industries: Vec<String> =
        own("industries")?.lines().map(|line| line.text("industry").to_owned()).collect();
    industries.sort_unstable();
    let mut sectors = BTreeMap::new();
    for line in own("national_sectors")?.lines().filter(|line| line.text("table") == table) {
        let industry = line.text("industry");
        let at = industries.binary_search_by(|i| i.as_str().cmp(industry)).map_err(|_| Error::Content {
            table: "national_sectors".to_owned(),
            reason: format!("no industry {industry}"),
        })?;
        sectors.insert(line.text("sector").to_owned(), at);
    }
    Ok((industries, sectors))
}

fn empty(country: &'static str, year: i32, source: &'static str, industries: Vec<String>) -> National {
    let n = industries.len();
    National {
        country,
        year,
        source,
        industries,
        output: vec![0.0; n],
        value_added: vec![0.0; n],
        used: Mat::zeros(n, n),
        spent: Mat::zeros(n, CATEGORIES.len()),
        exports: vec![0.0; n],
        imports: vec![0.0; n],
    }
}

fn add(sums: &mut [f64], sectors: &BTreeMap<String, usize>, row: Line<'_>) -> Result<(), Error> {
    for (sector, &at) in sectors {
        sums[at] += row.need(sector)?;
    }
    Ok(())
}

/// The table, if every industry has output and value added.
fn complete(read: National, n: usize, file: &str) -> Result<National, Error> {
    match (0..n).find(|&i| read.output[i] <= 0.0 || read.value_added[i] <= 0.0) {
        None => Ok(read),
        Some(i) => Err(Error::Content {
            table: file.to_owned(),
            reason: format!("no output or value added of {}", read.industries[i]),
        }),
    }
}
