//! Where uncertain numbers are taken.

use crate::error::Error;
use crate::estimate::Estimate;
use crate::random::{stream, uniform};
use crate::system::System;
use crate::system::behaviour::{Parameter, Scope};

/// Where uncertain numbers are taken: at their centre, or as a draw has them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pick(pub(super) Option<(u64, u64)>);

impl Pick {
    /// The number of a range; the words say which, so that it is one number wherever it is asked for.
    pub(super) fn of(self, words: &[u64], range: Estimate) -> f64 {
        let Some((seed, draw)) = self.0 else { return range.value };
        let words: Vec<u64> = std::iter::once(draw).chain(words.iter().copied()).collect();
        range.quantile(uniform(&mut stream(seed, &words)))
    }

    /// The number of a parameter at a place: one draw for each row of the table.
    pub(super) fn stated(self, system: &System, parameter: Parameter, place: &Scope) -> Result<f64, Error> {
        let row = system.behaviour(parameter, place).ok_or_else(|| {
            let form = place.form.map_or("every form", |f| system.forms.key(f));
            Error::economy(
                "behaviour.csv",
                format!("no row of `{}` covers {form}", parameter.word()),
                "add a row whose scope is blank",
            )
        })?;
        let datum = &row.datum;
        Ok(self.of(&[0, u64::from(datum.provenance.row.line)], Estimate::of(datum)))
    }
}
