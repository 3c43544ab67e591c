//! The handle: a problem in the solver, kept between solves so that the next one starts warm.

use crate::error::Error;
use crate::ffi;
use crate::problem::{Problem, Row};
use crate::status::Status;
use std::ffi::{CString, c_char, c_int, c_void};
use std::path::Path;
use std::ptr::{NonNull, null_mut};

/// A value of a solver option.
#[derive(Debug, Clone, PartialEq)]
pub enum Setting {
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i32),
    /// A number.
    Double(f64),
    /// A word.
    Text(String),
}

/// An optimal point with its duals.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Solution {
    /// Value of the objective.
    pub objective: f64,
    /// Value of each column.
    pub columns: Vec<f64>,
    /// Reduced cost of each column.
    pub column_duals: Vec<f64>,
    /// Value of each row.
    pub rows: Vec<f64>,
    /// Shadow price of each row: change of the objective per unit of its binding bound.
    pub row_duals: Vec<f64>,
    /// Proven relative gap: 0 for a linear problem.
    pub gap: f64,
}

/// Which columns and rows are basic: where the next solve starts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Basis {
    columns: Vec<c_int>,
    rows: Vec<c_int>,
}

/// An irreducible set of columns and rows that cannot hold together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Iis {
    /// Columns whose bounds take part.
    pub columns: Vec<usize>,
    /// Rows that take part.
    pub rows: Vec<usize>,
}

/// One solver with one problem.
#[derive(Debug)]
pub struct Highs {
    raw: NonNull<c_void>,
    columns: usize,
    rows: usize,
    integer: bool,
}

// SAFETY: a HiGHS instance holds no reference to the thread that made it; only shared use is barred, and `Highs` is
// not `Sync`.
unsafe impl Send for Highs {}

impl Drop for Highs {
    fn drop(&mut self) {
        // SAFETY: `raw` came from `Highs_create` and is destroyed once.
        unsafe { ffi::Highs_destroy(self.raw.as_ptr()) }
    }
}

impl Highs {
    /// A silent solver on one thread with a fixed seed, holding `problem`.
    ///
    /// # Errors
    /// [`Error::Shape`] if the problem is not well formed, [`Error::Refused`] if HiGHS does not take it.
    pub fn new(problem: &Problem) -> Result<Self, Error> {
        // SAFETY: takes nothing; a null answer is an error.
        let raw =
            NonNull::new(unsafe { ffi::Highs_create() }).ok_or(Error::Refused { call: "a new solver" })?;
        let mut highs = Self { raw, columns: 0, rows: 0, integer: false };
        highs.set("output_flag", Setting::Bool(false))?;
        highs.set("threads", Setting::Int(1))?;
        highs.set("parallel", Setting::Text("off".to_owned()))?;
        highs.set("random_seed", Setting::Int(0))?;
        highs.pass(problem)?;
        Ok(highs)
    }

    /// Sets an option by the name that HiGHS documents.
    ///
    /// # Errors
    /// [`Error::Setting`] if there is no such option or the value is not allowed.
    pub fn set(&mut self, name: &str, value: Setting) -> Result<(), Error> {
        let unknown = || Error::Setting { name: name.to_owned() };
        let option = CString::new(name).map_err(|_| unknown())?;
        let (raw, option) = (self.raw.as_ptr(), option.as_ptr());
        let status = match value {
            // SAFETY: `option` is a C string that lives through the call; `raw` is a live instance.
            Setting::Bool(v) => unsafe { ffi::Highs_setBoolOptionValue(raw, option, c_int::from(v)) },
            // SAFETY: as above.
            Setting::Int(v) => unsafe { ffi::Highs_setIntOptionValue(raw, option, v) },
            // SAFETY: as above.
            Setting::Double(v) => unsafe { ffi::Highs_setDoubleOptionValue(raw, option, v) },
            Setting::Text(v) => {
                let v = CString::new(v).map_err(|_| unknown())?;
                // SAFETY: as above, for the value too.
                unsafe { ffi::Highs_setStringOptionValue(raw, option, v.as_ptr()) }
            }
        };
        if status < 0 { Err(unknown()) } else { Ok(()) }
    }

    fn pass(&mut self, problem: &Problem) -> Result<(), Error> {
        problem.check()?;
        let entries: usize = problem.rows.iter().map(|r| r.terms.len()).sum();
        let mut starts = Vec::with_capacity(problem.rows.len() + 1);
        let (mut indices, mut values) = (Vec::with_capacity(entries), Vec::with_capacity(entries));
        for row in &problem.rows {
            starts.push(int(indices.len())?);
            for &(column, k) in &row.terms {
                indices.push(int(column)?);
                values.push(k);
            }
        }
        starts.push(int(entries)?);
        let row_lower: Vec<f64> = problem.rows.iter().map(|r| r.lower).collect();
        let row_upper: Vec<f64> = problem.rows.iter().map(|r| r.upper).collect();
        let integrality: Vec<c_int> = problem.integer.iter().map(|&i| c_int::from(i)).collect();
        let (columns, rows) = (int(problem.costs.len())?, int(problem.rows.len())?);
        let integer = problem.integer.contains(&true);
        // SAFETY: `check` found every list as long as the counts say and every index inside them; HiGHS copies all.
        let status = unsafe {
            if integer {
                ffi::Highs_passMip(
                    self.raw.as_ptr(),
                    columns,
                    rows,
                    int(entries)?,
                    ffi::ROWWISE,
                    ffi::MINIMISE,
                    problem.offset,
                    problem.costs.as_ptr(),
                    problem.lower.as_ptr(),
                    problem.upper.as_ptr(),
                    row_lower.as_ptr(),
                    row_upper.as_ptr(),
                    starts.as_ptr(),
                    indices.as_ptr(),
                    values.as_ptr(),
                    integrality.as_ptr(),
                )
            } else {
                ffi::Highs_passLp(
                    self.raw.as_ptr(),
                    columns,
                    rows,
                    int(entries)?,
                    ffi::ROWWISE,
                    ffi::MINIMISE,
                    problem.offset,
                    problem.costs.as_ptr(),
                    problem.lower.as_ptr(),
                    problem.upper.as_ptr(),
                    row_lower.as_ptr(),
                    row_upper.as_ptr(),
                    starts.as_ptr(),
                    indices.as_ptr(),
                    values.as_ptr(),
                )
            }
        };
        (self.columns, self.rows, self.integer) = (problem.costs.len(), problem.rows.len(), integer);
        answered(status, "the problem")
    }

    /// Solves, from the last basis where there is one.
    ///
    /// # Errors
    /// [`Error::Refused`] if the solver itself failed; how the solve ended is the status.
    pub fn run(&mut self) -> Result<Status, Error> {
        // SAFETY: `raw` is a live instance.
        answered(unsafe { ffi::Highs_run(self.raw.as_ptr()) }, "to run")?;
        Ok(self.status())
    }

    /// Solves until `stop` says to; it is asked often and must be quick.
    ///
    /// # Errors
    /// As [`Highs::run`].
    pub fn run_until(&mut self, stop: &(dyn Fn() -> bool + Sync)) -> Result<Status, Error> {
        let raw = self.raw.as_ptr();
        let mut data: &(dyn Fn() -> bool + Sync) = stop;
        let pointer: *mut c_void = (&raw mut data).cast();
        // SAFETY: `data` outlives the run; the callback is taken away before it goes.
        answered(unsafe { ffi::Highs_setCallback(raw, Some(interrupt), pointer) }, "an interrupt")?;
        for kind in ffi::INTERRUPTS {
            // SAFETY: `raw` is a live instance.
            answered(unsafe { ffi::Highs_startCallback(raw, kind) }, "an interrupt")?;
        }
        let status = self.run();
        for kind in ffi::INTERRUPTS {
            // SAFETY: `raw` is a live instance.
            answered(unsafe { ffi::Highs_stopCallback(raw, kind) }, "to end an interrupt")?;
        }
        // SAFETY: no callback is left that could use `data`.
        answered(unsafe { ffi::Highs_setCallback(raw, None, null_mut()) }, "to end an interrupt")?;
        status
    }

    /// How the last run ended.
    #[must_use]
    pub fn status(&self) -> Status {
        // SAFETY: `raw` is a live instance.
        Status::from_code(unsafe { ffi::Highs_getModelStatus(self.raw.as_ptr()) })
    }

    /// The optimal point of the last run.
    ///
    /// # Errors
    /// [`Error::NoSolution`] if the last run did not end optimal.
    pub fn solution(&self) -> Result<Solution, Error> {
        let status = self.status();
        if status != Status::Optimal {
            return Err(Error::NoSolution { status });
        }
        let mut s = Solution {
            objective: self.info("objective_function_value")?,
            columns: vec![0.0; self.columns],
            column_duals: vec![0.0; self.columns],
            rows: vec![0.0; self.rows],
            row_duals: vec![0.0; self.rows],
            gap: if self.integer { self.info("mip_gap")? } else { 0.0 },
        };
        // SAFETY: the four lists are as long as the model has columns and rows.
        let status = unsafe {
            ffi::Highs_getSolution(
                self.raw.as_ptr(),
                s.columns.as_mut_ptr(),
                s.column_duals.as_mut_ptr(),
                s.rows.as_mut_ptr(),
                s.row_duals.as_mut_ptr(),
            )
        };
        answered(status, "the solution")?;
        Ok(s)
    }

    /// How many pivots the simplex method made in the last run.
    ///
    /// # Errors
    /// [`Error::Refused`] if nothing was run.
    pub fn pivots(&self) -> Result<i32, Error> {
        let name = "simplex_iteration_count";
        let key = CString::new(name).map_err(|_| Error::Refused { call: name })?;
        let mut value = 0;
        // SAFETY: `key` and `value` live through the call.
        let status = unsafe { ffi::Highs_getIntInfoValue(self.raw.as_ptr(), key.as_ptr(), &raw mut value) };
        answered(status, name)?;
        Ok(value)
    }

    fn info(&self, name: &'static str) -> Result<f64, Error> {
        let key = CString::new(name).map_err(|_| Error::Refused { call: name })?;
        let mut value = 0.0;
        // SAFETY: `key` and `value` live through the call.
        let status =
            unsafe { ffi::Highs_getDoubleInfoValue(self.raw.as_ptr(), key.as_ptr(), &raw mut value) };
        answered(status, name)?;
        Ok(value)
    }

    /// The basis of the last run of a linear problem.
    ///
    /// # Errors
    /// [`Error::Refused`] if there is none.
    pub fn basis(&self) -> Result<Basis, Error> {
        let mut basis = Basis { columns: vec![0; self.columns], rows: vec![0; self.rows] };
        // SAFETY: both lists are as long as the model has columns and rows.
        let status = unsafe {
            ffi::Highs_getBasis(self.raw.as_ptr(), basis.columns.as_mut_ptr(), basis.rows.as_mut_ptr())
        };
        answered(status, "the basis")?;
        Ok(basis)
    }

    /// The row duals that other costs of the columns would have at the basis of the last run: `y B = c_B`.
    ///
    /// # Errors
    /// [`Error::Shape`] if there is not one cost a column, [`Error::Refused`] if there is no basis.
    pub fn duals_at(&mut self, costs: &[f64]) -> Result<Vec<f64>, Error> {
        if costs.len() != self.columns {
            return Err(Error::Shape { reason: "not one cost a column".to_owned() });
        }
        let mut basic: Vec<c_int> = vec![0; self.rows];
        // SAFETY: the list is as long as the model has rows.
        let status = unsafe { ffi::Highs_getBasicVariables(self.raw.as_ptr(), basic.as_mut_ptr()) };
        answered(status, "the basic variables")?;
        // Columns from zero; rows, which cost nothing, are negative.
        let cost = |&at: &c_int| usize::try_from(at).ok().and_then(|c| costs.get(c)).copied().unwrap_or(0.0);
        let costs: Vec<f64> = basic.iter().map(cost).collect();
        let (mut duals, mut count, mut indices) = (vec![0.0; self.rows], 0, vec![0; self.rows]);
        // SAFETY: the lists are as long as the model has rows; `count` lives through the call.
        let status = unsafe {
            ffi::Highs_getBasisTransposeSolve(
                self.raw.as_ptr(),
                costs.as_ptr(),
                duals.as_mut_ptr(),
                &raw mut count,
                indices.as_mut_ptr(),
            )
        };
        answered(status, "duals at other costs")?;
        Ok(duals)
    }

    /// Starts the next run from a basis of a problem of the same size.
    ///
    /// # Errors
    /// [`Error::Shape`] if it is of another size, [`Error::Refused`] if HiGHS does not take it.
    pub fn set_basis(&mut self, basis: &Basis) -> Result<(), Error> {
        if basis.columns.len() != self.columns || basis.rows.len() != self.rows {
            return Err(Error::Shape { reason: "a basis of a problem of another size".to_owned() });
        }
        // SAFETY: both lists are as long as the model has columns and rows.
        let status =
            unsafe { ffi::Highs_setBasis(self.raw.as_ptr(), basis.columns.as_ptr(), basis.rows.as_ptr()) };
        answered(status, "a basis")
    }

    /// New costs of some columns.
    ///
    /// # Errors
    /// [`Error::Shape`] for a column that is not there or named twice.
    pub fn change_costs(&mut self, changes: &[(usize, f64)]) -> Result<(), Error> {
        let changes = ordered(changes, self.columns, |c| c.0)?;
        let set: Vec<c_int> = changes.iter().map(|c| int(c.0)).collect::<Result<_, _>>()?;
        let costs: Vec<f64> = changes.iter().map(|c| c.1).collect();
        // SAFETY: both lists hold `set.len()` entries, in rising order and inside the model.
        let status = unsafe {
            ffi::Highs_changeColsCostBySet(self.raw.as_ptr(), int(set.len())?, set.as_ptr(), costs.as_ptr())
        };
        answered(status, "new costs")
    }

    /// New bounds of some columns: column, lower, upper.
    ///
    /// # Errors
    /// As [`Highs::change_costs`].
    pub fn change_column_bounds(&mut self, changes: &[(usize, f64, f64)]) -> Result<(), Error> {
        let (set, lower, upper) = bounds(changes, self.columns)?;
        // SAFETY: the lists hold `set.len()` entries, in rising order and inside the model.
        let status = unsafe {
            ffi::Highs_changeColsBoundsBySet(
                self.raw.as_ptr(),
                int(set.len())?,
                set.as_ptr(),
                lower.as_ptr(),
                upper.as_ptr(),
            )
        };
        answered(status, "new bounds of columns")
    }

    /// New bounds of some rows: row, lower, upper.
    ///
    /// # Errors
    /// As [`Highs::change_costs`].
    pub fn change_row_bounds(&mut self, changes: &[(usize, f64, f64)]) -> Result<(), Error> {
        let (set, lower, upper) = bounds(changes, self.rows)?;
        // SAFETY: the lists hold `set.len()` entries, in rising order and inside the model.
        let status = unsafe {
            ffi::Highs_changeRowsBoundsBySet(
                self.raw.as_ptr(),
                int(set.len())?,
                set.as_ptr(),
                lower.as_ptr(),
                upper.as_ptr(),
            )
        };
        answered(status, "new bounds of rows")
    }

    /// Adds a row at the end and returns its number.
    ///
    /// # Errors
    /// [`Error::Shape`] for a column that is not there.
    pub fn add_row(&mut self, row: &Row) -> Result<usize, Error> {
        let terms = ordered(&row.terms, self.columns, |t| t.0)?;
        let indices: Vec<c_int> = terms.iter().map(|t| int(t.0)).collect::<Result<_, _>>()?;
        let values: Vec<f64> = terms.iter().map(|t| t.1).collect();
        // SAFETY: both lists hold `indices.len()` entries inside the model.
        let status = unsafe {
            ffi::Highs_addRow(
                self.raw.as_ptr(),
                row.lower,
                row.upper,
                int(indices.len())?,
                indices.as_ptr(),
                values.as_ptr(),
            )
        };
        answered(status, "a row")?;
        self.rows += 1;
        Ok(self.rows - 1)
    }

    /// A smallest set of columns and rows that cannot hold together, after an infeasible run.
    ///
    /// # Errors
    /// [`Error::Refused`] if HiGHS finds none.
    pub fn iis(&mut self) -> Result<Iis, Error> {
        // Irreducible, found from the relaxation, rows removed last.
        self.set("iis_strategy", Setting::Int(6))?;
        let (mut columns, mut rows) = (vec![0; self.columns], vec![0; self.rows]);
        let (mut column_count, mut row_count) = (0, 0);
        let (mut column_bounds, mut row_bounds) = (columns.clone(), rows.clone());
        let (mut column_status, mut row_status) = (columns.clone(), rows.clone());
        // SAFETY: every list is as long as the model has columns or rows, the most that HiGHS can fill in.
        let status = unsafe {
            ffi::Highs_getIis(
                self.raw.as_ptr(),
                &raw mut column_count,
                &raw mut row_count,
                columns.as_mut_ptr(),
                rows.as_mut_ptr(),
                column_bounds.as_mut_ptr(),
                row_bounds.as_mut_ptr(),
                column_status.as_mut_ptr(),
                row_status.as_mut_ptr(),
            )
        };
        answered(status, "a conflicting set")?;
        let listed = |list: &[c_int], count: c_int| -> Vec<usize> {
            let count = usize::try_from(count).unwrap_or(0);
            let mut found: Vec<usize> =
                list.iter().take(count).filter_map(|&i| usize::try_from(i).ok()).collect();
            found.sort_unstable();
            found
        };
        Ok(Iis { columns: listed(&columns, column_count), rows: listed(&rows, row_count) })
    }

    /// Writes the model to a file, in the format of its extension (`.lp`, `.mps`).
    ///
    /// # Errors
    /// [`Error::Refused`] if the file cannot be written.
    pub fn write_model(&mut self, path: &Path) -> Result<(), Error> {
        let refused = Error::Refused { call: "to write the model" };
        let path = path.to_str().and_then(|p| CString::new(p).ok()).ok_or(refused)?;
        // SAFETY: `path` is a C string that lives through the call.
        answered(unsafe { ffi::Highs_writeModel(self.raw.as_ptr(), path.as_ptr()) }, "to write the model")
    }
}

/// Called by the solver: asks the caller's function whether to stop.
unsafe extern "C" fn interrupt(
    _kind: c_int,
    _message: *const c_char,
    _out: *const c_void,
    back: *mut ffi::CallbackIn,
    data: *mut c_void,
) {
    // SAFETY: `data` is the pointer that `run_until` gave, to a function that outlives the run.
    let stop = unsafe { *data.cast::<&(dyn Fn() -> bool + Sync)>() };
    // SAFETY: HiGHS passes a struct that starts with `user_interrupt`, or null.
    if let Some(back) = unsafe { back.as_mut() } {
        back.user_interrupt = c_int::from(stop());
    }
}

/// HiGHS counts in C ints.
fn int(count: usize) -> Result<c_int, Error> {
    c_int::try_from(count)
        .map_err(|_| Error::Shape { reason: format!("{count} is more than HiGHS can count") })
}

/// A negative status is an error; a warning is not.
fn answered(status: c_int, call: &'static str) -> Result<(), Error> {
    if status < 0 { Err(Error::Refused { call }) } else { Ok(()) }
}

/// Changes in rising order, each index once and inside the model, as HiGHS wants sets.
fn ordered<T: Clone>(changes: &[T], size: usize, index: impl Fn(&T) -> usize) -> Result<Vec<T>, Error> {
    let mut changes = changes.to_vec();
    changes.sort_by_key(&index);
    let repeated = changes.windows(2).any(|w| index(&w[0]) == index(&w[1]));
    if repeated || changes.last().is_some_and(|c| index(c) >= size) {
        return Err(Error::Shape { reason: "an index outside the model or named twice".to_owned() });
    }
    Ok(changes)
}

type Bounds = (Vec<c_int>, Vec<f64>, Vec<f64>);

fn bounds(changes: &[(usize, f64, f64)], size: usize) -> Result<Bounds, Error> {
    let changes = ordered(changes, size, |c| c.0)?;
    let set = changes.iter().map(|c| int(c.0)).collect::<Result<_, _>>()?;
    Ok((set, changes.iter().map(|c| c.1).collect(), changes.iter().map(|c| c.2).collect()))
}
