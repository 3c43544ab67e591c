//! Rows of a parameter with the place where it holds: `behaviour.csv` and `investment.csv`.

use crate::row::Row;
use crate::spec::{Measure, Spec};
use monazite::datum::Datum;
use monazite::quantity::Index;
use monazite::system::{Scope, System};

/// The place where a row holds; a form belongs to the mineral beside it.
pub(super) fn scope(row: &mut Row<'_>, system: &System) -> Option<Scope> {
    let scope = Scope {
        mineral: row.maybe("mineral", |r| r.mineral(system, "mineral"))?,
        form: row.maybe("form", |r| r.form(system, "form"))?,
        stage: row.maybe("stage", |r| r.stage("stage"))?,
        country: row.maybe("country", |r| r.country(system, "country"))?,
        end_use: row.maybe("end_use", |r| r.end_use(system, "end_use"))?,
    };
    if let (Some(mineral), Some(form)) = (scope.mineral, scope.form)
        && system.forms[form].mineral != mineral
    {
        let own = system.minerals.key(system.forms[form].mineral);
        row.problem("mineral", format!("the form belongs to `{own}`"), own, "leave the mineral blank");
        return None;
    }
    Some(scope)
}

/// The number of a parameter: in its own unit, which is one of those of the table, and within its own bounds.
pub(super) fn number(
    row: &mut Row<'_>,
    system: &System,
    spec: &'static Spec,
    unit: &str,
    (min, max): (f64, f64),
) -> Option<Datum<Index>> {
    let units = spec.measure.map_or(&[][..], |measure| measure.units);
    let at = units.iter().position(|u| *u == unit)?;
    row.datum_in(system, Measure { units: &units[at..=at], min, max, blank: false }, Index::new)
}
