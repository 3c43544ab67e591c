//! What `economy accounts` and `economy ario` write: wide CSV files, one row a label or a step.
//!
//! A file is named by the textbook symbol or by the variable; a column by `region|sector`.

use super::csv::into_io;
use super::folder::{Pending, write_file};
use super::sheet::{Kind, Sheet};
use faer::Mat;
use monazite::Watch;
use monazite::economy::ario::{Trajectory, Variable};
use monazite::economy::{Extensions, Mrio, accounts, ghosh, leontief, trade};
use serde::Serialize;
use std::fmt::Write as _;
use std::io::{self, BufWriter};
use std::path::Path;

/// Writes a labelled matrix under a name.
type Put<'a> = &'a dyn Fn(&str, &[String], &[String], &Mat<f64>) -> io::Result<()>;

/// Tables of at most this many industries get their square matrices (`A`, `L`, `B`, `G`) written without being asked.
pub const SQUARE_UP_TO: usize = 1000;

/// All accounts of a table.
#[derive(Debug, Clone)]
pub struct AccountsOf {
    table: Mrio,
    extensions: Option<Extensions>,
    x: Vec<f64>,
    value_added: Vec<f64>,
    factor: leontief::Factor,
    accounts: Option<accounts::Accounts>,
    trade: trade::GrossTrade,
}

impl AccountsOf {
    /// Computes the accounts by factorising, without forming an inverse.
    ///
    /// # Errors
    /// `I - A` is singular.
    pub fn new(table: Mrio, extensions: Option<Extensions>) -> Result<Self, monazite::Error> {
        let x = leontief::x(table.z(), table.y());
        let factor = leontief::Factor::new(&leontief::a(table.z(), &x))?;
        let accounts = extensions.as_ref().map(|e| accounts::accounts(&table, e, &x, &factor)).transpose()?;
        let value_added = leontief::value_added(table.z(), &x);
        let trade = trade::gross_trade(&table);
        Ok(Self { table, extensions, x, value_added, factor, accounts, trade })
    }

    /// One row a region: output, value added, trade, and the accounts of each extension.
    #[must_use]
    pub fn by_region(&self) -> Sheet {
        let mut sheet = Sheet::new(&[
            ("region", Kind::Text),
            ("account", Kind::Text),
            ("extension", Kind::Text),
            ("value", Kind::Number),
            ("unit", Kind::Text),
        ]);
        let unit = self.table.unit();
        let one = |values: &[f64]| {
            accounts::by_region(&self.table, &Mat::from_fn(1, values.len(), |_, i| values[i]))
        };
        let money = [
            ("x", one(&self.x)),
            ("value_added", one(&self.value_added)),
            ("exports", one(&self.trade.exports)),
            ("imports", one(&self.trade.imports)),
        ];
        for (r, region) in self.table.regions().iter().enumerate() {
            for (name, values) in &money {
                let value = values[(0, r)];
                sheet.push(vec![
                    region.as_str().into(),
                    (*name).into(),
                    "".into(),
                    value.into(),
                    unit.into(),
                ]);
            }
            let (Some(e), Some(d)) = (&self.extensions, &self.accounts) else { continue };
            for (name, values) in [
                ("D_cba", &d.d_cba_reg),
                ("D_pba", &d.d_pba_reg),
                ("D_imp", &d.d_imp_reg),
                ("D_exp", &d.d_exp_reg),
            ] {
                for (k, extension) in e.names.iter().enumerate() {
                    let cells = vec![
                        region.as_str().into(),
                        name.into(),
                        extension.as_str().into(),
                        values[(k, r)].into(),
                        e.units.get(k).map_or("", String::as_str).into(),
                    ];
                    sheet.push(cells);
                }
            }
        }
        sheet
    }

    /// Writes every account to a folder; the square matrices if `square` is set or the table is small.
    ///
    /// # Errors
    /// What the file system reports; a singular system, and a watch that is cancelled, as an error of its kind.
    pub fn write(&self, folder: &Path, square: bool, watch: &Watch) -> io::Result<()> {
        let industries: Vec<String> = (0..self.table.len()).map(|i| self.table.label(i)).collect();
        let columns: Vec<String> =
            (0..self.table.columns().len()).map(|k| self.table.column_label(k)).collect();
        let regions = self.table.regions();
        let one_column = |values: &[f64]| Mat::from_fn(values.len(), 1, |i, _| values[i]);
        let put = |name: &str, rows: &[String], columns: &[String], m: &Mat<f64>| {
            write_matrix(&folder.join(format!("{name}.csv")), rows, columns, m, watch)
        };
        put("x", &industries, &["indout".to_owned()], &one_column(&self.x))?;
        put("value_added", &industries, &["value_added".to_owned()], &one_column(&self.value_added))?;
        put("gross_trade_bilateral", &industries, regions, &self.trade.bilateral)?;
        let totals = Mat::from_fn(industries.len(), 2, |i, k| {
            if k == 0 { self.trade.exports[i] } else { self.trade.imports[i] }
        });
        put("gross_trade_totals", &industries, &["exports".to_owned(), "imports".to_owned()], &totals)?;
        let square = square || self.table.len() <= SQUARE_UP_TO;
        let inverse = if square { Some(self.square(&put, &industries)?) } else { None };
        let (Some(e), Some(d)) = (&self.extensions, &self.accounts) else { return Ok(()) };
        let s = accounts::s(&e.f, &self.x);
        let m = self.factor.multipliers(s.as_ref()).map_err(io::Error::other)?;
        put("ext_S", &e.names, &industries, &s)?;
        put("ext_S_Y", &e.names, &columns, &accounts::s_y(&e.f_y, self.table.y()))?;
        put("ext_M", &e.names, &industries, &m)?;
        if let Some(l) = inverse {
            put("ext_M_down", &e.names, &industries, &accounts::m_down(&s, &ghosh::g(&l, &self.x)))?;
        }
        for (name, account) in
            [("D_cba", &d.d_cba), ("D_pba", &d.d_pba), ("D_imp", &d.d_imp), ("D_exp", &d.d_exp)]
        {
            put(&format!("ext_{name}"), &e.names, &industries, account)?;
        }
        for (name, account) in [
            ("D_cba_reg", &d.d_cba_reg),
            ("D_pba_reg", &d.d_pba_reg),
            ("D_imp_reg", &d.d_imp_reg),
            ("D_exp_reg", &d.d_exp_reg),
        ] {
            put(&format!("ext_{name}"), &e.names, regions, account)?;
        }
        Ok(())
    }

    fn square(&self, put: Put<'_>, industries: &[String]) -> io::Result<Mat<f64>> {
        let a = leontief::a(self.table.z(), &self.x);
        let l = leontief::l(&a).map_err(io::Error::other)?;
        put("A", industries, industries, &a)?;
        put("L", industries, industries, &l)?;
        put("B", industries, industries, &ghosh::b(self.table.z(), &self.x))?;
        put("G", industries, industries, &ghosh::g(&l, &self.x))?;
        Ok(l)
    }
}

/// Writes a run: one file a variable, `totals.csv` and `summary.json`.
///
/// # Errors
/// What the file system reports; a watch that is cancelled as an error of its kind.
pub fn write_trajectory(folder: &Path, run: &Trajectory, watch: &Watch) -> io::Result<()> {
    let steps: Vec<String> = (0..run.steps).map(|t| t.to_string()).collect();
    for (variable, series) in &run.series {
        let path = folder.join(format!("{}.csv", variable.name()));
        write_wide(&path, "step", (&steps, &run.labels), series, watch)?;
    }
    let names: Vec<String> = run.series.keys().map(|v| v.name().to_owned()).collect();
    let sums: Vec<Vec<f64>> = run.series.keys().filter_map(|&v| run.total(v)).collect();
    let rows: Vec<f64> = (0..run.steps).flat_map(|t| sums.iter().map(move |s| s[t])).collect();
    write_wide(&folder.join("totals.csv"), "step", (&steps, &names), &rows, watch)?;
    if let Some(summary) = Summary::of(run) {
        let text = serde_json::to_string_pretty(&summary).map_err(io::Error::other)?;
        write_file(&folder.join("summary.json"), format!("{text}\n").as_bytes())?;
    }
    Ok(())
}

/// The sums of a run over all industries, one row a step and variable.
#[must_use]
pub fn totals(run: &Trajectory) -> Sheet {
    let mut sheet = Sheet::new(&[("step", Kind::Number), ("variable", Kind::Text), ("value", Kind::Number)]);
    for variable in run.series.keys() {
        for (t, sum) in run.total(*variable).unwrap_or_default().into_iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "a step")]
            sheet.push(vec![(t as f64).into(), variable.name().into(), sum.into()]);
        }
    }
    sheet
}

/// A run in a few numbers; money per step, and summed over steps.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Summary {
    /// How many steps.
    pub steps: usize,
    /// Whether an inventory ever limited production.
    pub had_shortage: bool,
    /// Output of the undisturbed economy.
    #[serde(rename = "X0_total")]
    pub x0_total: f64,
    /// Lowest output.
    pub min_total: f64,
    /// Step of the lowest output.
    pub argmin: usize,
    /// Output of the last step.
    pub last_total: f64,
    /// Output that was lost against the undisturbed economy.
    pub cumulative_production_loss: f64,
    /// Final demand that was not met.
    pub cumulative_unmet_final_demand: f64,
}

impl Summary {
    /// The summary of a run; `None` unless production and unmet final demand were recorded.
    #[must_use]
    pub fn of(run: &Trajectory) -> Option<Self> {
        let made = run.total(Variable::ProductionRealised)?;
        let unmet =
            run.total(Variable::FinalDemandUndist).or_else(|| run.total(Variable::FinalDemandUnmet))?;
        let first = *made.first()?;
        let (argmin, min) = made.iter().enumerate().min_by(|a, b| a.1.total_cmp(b.1))?;
        Some(Self {
            steps: run.steps,
            had_shortage: run.had_shortage,
            x0_total: first,
            min_total: *min,
            argmin,
            last_total: *made.last()?,
            cumulative_production_loss: made.iter().map(|m| first - m).sum(),
            cumulative_unmet_final_demand: unmet.iter().sum(),
        })
    }
}

/// Writes a labelled matrix as CSV.
///
/// # Errors
/// What the file system reports; a watch that is cancelled as an error of its kind.
pub fn write_matrix(
    path: &Path,
    rows: &[String],
    columns: &[String],
    m: &Mat<f64>,
    watch: &Watch,
) -> io::Result<()> {
    let values: Vec<f64> = (0..m.nrows()).flat_map(|i| (0..m.ncols()).map(move |j| m[(i, j)])).collect();
    write_wide(path, "", (rows, columns), &values, watch)
}

fn write_wide(
    path: &Path,
    corner: &str,
    (rows, columns): (&[String], &[String]),
    values: &[f64],
    watch: &Watch,
) -> io::Result<()> {
    let pending = Pending::new(path)?;
    let mut out = csv::Writer::from_writer(BufWriter::with_capacity(1 << 16, &pending));
    let head = std::iter::once(corner).chain(columns.iter().map(String::as_str));
    out.write_record(head).map_err(into_io)?;
    let mut text = String::new();
    for (row, cells) in rows.iter().zip(values.chunks(columns.len().max(1))) {
        watch.go_on().map_err(io::Error::other)?;
        out.write_field(row).map_err(into_io)?;
        for &cell in cells {
            text.clear();
            let _ = write!(text, "{}", Shortest(cell));
            out.write_field(&text).map_err(into_io)?;
        }
        out.write_record(None::<&[u8]>).map_err(into_io)?;
    }
    out.flush()?;
    drop(out);
    pending.keep()
}

/// A number in the shortest text that reads back as the same number.
struct Shortest(f64);

impl std::fmt::Display for Shortest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let v = self.0;
        if v == 0.0 || (v.abs() >= 1e-5 && v.abs() < 1e15) { write!(f, "{v}") } else { write!(f, "{v:e}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_back_as_they_were() {
        for v in [0.0, 1.0, -2.5, 1e-20, 0.1 + 0.2, 1e300, 123_456_789.123] {
            assert_eq!(Shortest(v).to_string().parse::<f64>().unwrap(), v);
        }
    }
}
