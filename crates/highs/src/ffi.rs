//! The part of `highs_c_api.h` (HiGHS 1.16) that the handle uses.

use std::ffi::{c_char, c_double, c_int, c_void};

/// What a callback may tell the solver; only the first field of the C struct is touched.
#[repr(C)]
pub(crate) struct CallbackIn {
    pub(crate) user_interrupt: c_int,
}

/// `HighsCCallbackType`.
pub(crate) type Callback =
    unsafe extern "C" fn(c_int, *const c_char, *const c_void, *mut CallbackIn, *mut c_void);

/// Callback types that may interrupt: simplex, interior point, branch and bound.
pub(crate) const INTERRUPTS: [c_int; 3] = [1, 2, 6];

/// Rows are passed one after another.
pub(crate) const ROWWISE: c_int = 2;
/// Minimise.
pub(crate) const MINIMISE: c_int = 1;

unsafe extern "C" {
    pub(crate) fn Highs_create() -> *mut c_void;
    pub(crate) fn Highs_destroy(highs: *mut c_void);
    pub(crate) fn Highs_setBoolOptionValue(highs: *mut c_void, option: *const c_char, value: c_int) -> c_int;
    pub(crate) fn Highs_setIntOptionValue(highs: *mut c_void, option: *const c_char, value: c_int) -> c_int;
    pub(crate) fn Highs_setDoubleOptionValue(
        highs: *mut c_void,
        option: *const c_char,
        value: c_double,
    ) -> c_int;
    pub(crate) fn Highs_setStringOptionValue(
        highs: *mut c_void,
        option: *const c_char,
        value: *const c_char,
    ) -> c_int;
    pub(crate) fn Highs_passMip(
        highs: *mut c_void,
        columns: c_int,
        rows: c_int,
        entries: c_int,
        format: c_int,
        sense: c_int,
        offset: c_double,
        costs: *const c_double,
        lower: *const c_double,
        upper: *const c_double,
        row_lower: *const c_double,
        row_upper: *const c_double,
        starts: *const c_int,
        indices: *const c_int,
        values: *const c_double,
        integrality: *const c_int,
    ) -> c_int;
    pub(crate) fn Highs_passLp(
        highs: *mut c_void,
        columns: c_int,
        rows: c_int,
        entries: c_int,
        format: c_int,
        sense: c_int,
        offset: c_double,
        costs: *const c_double,
        lower: *const c_double,
        upper: *const c_double,
        row_lower: *const c_double,
        row_upper: *const c_double,
        starts: *const c_int,
        indices: *const c_int,
        values: *const c_double,
    ) -> c_int;
    pub(crate) fn Highs_run(highs: *mut c_void) -> c_int;
    pub(crate) fn Highs_getModelStatus(highs: *const c_void) -> c_int;
    pub(crate) fn Highs_getSolution(
        highs: *const c_void,
        columns: *mut c_double,
        column_duals: *mut c_double,
        rows: *mut c_double,
        row_duals: *mut c_double,
    ) -> c_int;
    pub(crate) fn Highs_getIntInfoValue(
        highs: *const c_void,
        info: *const c_char,
        value: *mut c_int,
    ) -> c_int;
    pub(crate) fn Highs_getBasicVariables(highs: *const c_void, variables: *mut c_int) -> c_int;
    pub(crate) fn Highs_getBasisTransposeSolve(
        highs: *const c_void,
        rhs: *const c_double,
        solution: *mut c_double,
        count: *mut c_int,
        indices: *mut c_int,
    ) -> c_int;
    pub(crate) fn Highs_getDoubleInfoValue(
        highs: *const c_void,
        info: *const c_char,
        value: *mut c_double,
    ) -> c_int;
    pub(crate) fn Highs_getBasis(highs: *const c_void, columns: *mut c_int, rows: *mut c_int) -> c_int;
    pub(crate) fn Highs_setBasis(highs: *mut c_void, columns: *const c_int, rows: *const c_int) -> c_int;
    pub(crate) fn Highs_changeColsCostBySet(
        highs: *mut c_void,
        count: c_int,
        set: *const c_int,
        costs: *const c_double,
    ) -> c_int;
    pub(crate) fn Highs_changeColsBoundsBySet(
        highs: *mut c_void,
        count: c_int,
        set: *const c_int,
        lower: *const c_double,
        upper: *const c_double,
    ) -> c_int;
    pub(crate) fn Highs_changeRowsBoundsBySet(
        highs: *mut c_void,
        count: c_int,
        set: *const c_int,
        lower: *const c_double,
        upper: *const c_double,
    ) -> c_int;
    pub(crate) fn Highs_addRow(
        highs: *mut c_void,
        lower: c_double,
        upper: c_double,
        entries: c_int,
        indices: *const c_int,
        values: *const c_double,
    ) -> c_int;
    pub(crate) fn Highs_getIis(
        highs: *mut c_void,
        column_count: *mut c_int,
        row_count: *mut c_int,
        columns: *mut c_int,
        rows: *mut c_int,
        column_bounds: *mut c_int,
        row_bounds: *mut c_int,
        column_status: *mut c_int,
        row_status: *mut c_int,
    ) -> c_int;
    pub(crate) fn Highs_setCallback(
        highs: *mut c_void,
        callback: Option<Callback>,
        data: *mut c_void,
    ) -> c_int;
    pub(crate) fn Highs_startCallback(highs: *mut c_void, kind: c_int) -> c_int;
    pub(crate) fn Highs_stopCallback(highs: *mut c_void, kind: c_int) -> c_int;
    pub(crate) fn Highs_writeModel(highs: *mut c_void, path: *const c_char) -> c_int;
}
