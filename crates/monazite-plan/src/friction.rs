//! What holds back those who are short, from the rows of `behaviour.csv` that the simulator uses too: how much of a stock
//! comes out during a threat, how far users can turn to new sellers, and what they can do without in haste.
//!
//! The plan knows no weeks, so each is its mean over the months of a threat. A row that is absent holds nothing back.

use monazite::id::{EndUseId, FormId};
use monazite::plan::DAYS_PER_MONTH;
use monazite::system::System;
use monazite::system::behaviour::{Parameter, Scope};

/// Days in a week: rates of release are stated by the week.
const DAYS_PER_WEEK: f64 = 7.0;

/// The frictions of a threat of some months.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Friction<'a> {
    system: &'a System,
    days: f64,
}

impl<'a> Friction<'a> {
    pub(crate) fn of(system: &'a System, months: f64) -> Self {
        Self { system, days: months * DAYS_PER_MONTH }
    }

    fn row(&self, parameter: Parameter, place: &Scope) -> Option<f64> {
        self.system.behaviour(parameter, place).map(|row| row.datum.value.get())
    }

    /// Part of a strategic stock that can come out: what the chain can use of it, from the delay on, so much a week.
    pub(crate) fn released(&self, form: FormId) -> f64 {
        let row = |parameter| self.row(parameter, &self.system.scope_of(form));
        let accessible = row(Parameter::AccessibleShare).unwrap_or(1.0);
        let weeks = (self.days - row(Parameter::ReleaseDelay).unwrap_or(0.0)).max(0.0) / DAYS_PER_WEEK;
        accessible * row(Parameter::ReleaseRate).map_or(1.0, |rate| (rate * weeks).min(1.0))
    }

    /// Part of what is bought that can come from sellers that did not sell it before.
    pub(crate) fn switched(&self, form: FormId) -> f64 {
        let place = self.system.scope_of(form);
        let most = self.row(Parameter::SwitchableShare, &place).unwrap_or(1.0);
        most * self.row(Parameter::SwitchTime, &place).map_or(1.0, |time| reached(time, self.days))
    }

    /// Part of what others sell that is not under contract.
    pub(crate) fn free(&self, form: FormId) -> f64 {
        1.0 - self.row(Parameter::ContractShare, &self.system.scope_of(form)).unwrap_or(0.0)
    }

    /// Part of need that can be done without in haste, beyond what is done without for good.
    pub(crate) fn replaced(&self, form: FormId, end_use: EndUseId) -> f64 {
        let place = self.system.scope_of(form).for_end_use(end_use);
        let most = self.row(Parameter::SubstitutionCeiling, &place).unwrap_or(1.0);
        most * self.row(Parameter::SubstitutionTime, &place).map_or(1.0, |time| reached(time, self.days))
    }
}

/// Mean over some days of what approaches one with a time constant: `1 - (time / days) (1 - exp(-days / time))`.
fn reached(time: f64, days: f64) -> f64 {
    if time <= 0.0 { 1.0 } else { 1.0 + time / days * (-days / time).exp_m1() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use monazite::system::Stage;
    use monazite::system::testing::Builder;

    /// The worked number of the methods page: 40 % of a stock can be used; after 60 days 5 % of it come out a week.
    #[test]
    fn a_stock_comes_out_after_the_delay_at_its_rate() {
        let system = Builder::new()
            .mineral("tin")
            .form("metal", "tin", Stage::Processing)
            .behaviour(Parameter::AccessibleShare, "", 0.4)
            .behaviour(Parameter::ReleaseDelay, "", 60.0)
            .behaviour(Parameter::ReleaseRate, "", 0.05)
            .behaviour(Parameter::SwitchableShare, "", 0.5)
            .behaviour(Parameter::SwitchTime, "", 180.0)
            .build();
        let metal = system.forms.id("metal").unwrap();
        let released = |days: f64| Friction::of(&system, days / DAYS_PER_MONTH).released(metal);
        assert_eq!(released(60.0), 0.0);
        assert!((released(130.0) - 0.4 * 0.5).abs() < 1e-12, "ten weeks at five per cent");
        assert_eq!(released(730.0), 0.4);
        let switched = Friction::of(&system, 180.0 / DAYS_PER_MONTH).switched(metal);
        assert!((switched - 0.5 * (-1.0_f64).exp()).abs() < 1e-12, "1 - (1 - 1/e) = 1/e of the half");
        assert_eq!(Friction::of(&system, 6.0).free(metal), 1.0, "nothing is said of contracts");
    }
}
