//! Looking things up in the tables of a dataset: which row speaks about a place.

use super::behaviour::{Behaviour, Parameter, Scope};
use super::investment::{self, Investment};
use super::lifetime::Lifetime;
use super::tables::System;
use crate::id::{CountryId, EndUseId, FormId, MineralId, ProcessId};

impl System {
    /// The scope of a form with its mineral and stage.
    #[must_use]
    pub fn scope_of(&self, form: FormId) -> Scope {
        let Some(item) = self.forms.iter().find(|(id, _)| *id == form).map(|(_, f)| f) else {
            return Scope::default();
        };
        Scope { form: Some(form), mineral: Some(item.mineral), stage: Some(item.stage), ..Scope::default() }
    }

    /// The most specific row of a parameter that covers a place; of two alike the first in the table.
    #[must_use]
    pub fn behaviour(&self, parameter: Parameter, place: &Scope) -> Option<&Behaviour> {
        self.behaviour
            .iter()
            .filter(|row| row.parameter == parameter && row.scope.covers(place))
            .rev()
            .max_by_key(|row| row.scope.rank())
    }

    /// The most specific row of a parameter that covers a place; of two alike the first in the table.
    /// A process beats whatever the scope names.
    #[must_use]
    pub fn investment(
        &self,
        parameter: investment::Parameter,
        process: Option<ProcessId>,
        place: &Scope,
    ) -> Option<&Investment> {
        self.investments
            .iter()
            .filter(|row| {
                row.parameter == parameter
                    && (row.process.is_none() || row.process == process)
                    && row.scope.covers(place)
            })
            .rev()
            .max_by_key(|row| (row.process.is_some(), row.scope.rank()))
    }

    /// The same for a process in a country, with the mineral and the stage that the process belongs to.
    #[must_use]
    pub fn investment_in(
        &self,
        parameter: investment::Parameter,
        process: ProcessId,
        country: CountryId,
    ) -> Option<&Investment> {
        let item = &self.processes[process];
        let place = Scope {
            mineral: Some(item.mineral),
            stage: Some(item.stage),
            country: Some(country),
            ..Scope::default()
        };
        self.investment(parameter, Some(process), &place)
    }

    /// The lifetime of a mineral in an end use: the end use beats the mineral, a row for both beats either.
    #[must_use]
    pub fn lifetime(&self, mineral: MineralId, end_use: EndUseId) -> Option<&Lifetime> {
        self.lifetimes
            .iter()
            .filter(|l| l.mineral.is_none_or(|m| m == mineral) && l.end_use.is_none_or(|u| u == end_use))
            .rev()
            .max_by_key(|l| (l.end_use.is_some(), l.mineral.is_some()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::datum::{Datum, Provenance, Quality, RowRef};
    use crate::id::{Id, SourceId};
    use crate::quantity::Index;
    use crate::system::form::Stage;
    use crate::system::process::Process;

    fn datum(table: &'static str, value: f64) -> Datum<Index> {
        let provenance = Provenance {
            year: 2024,
            quality: Quality::Assumed,
            source: SourceId::from_index(0),
            row: RowRef { table, line: 2 },
            note: String::new(),
        };
        let value = Index::new(value);
        Datum { value, low: value, high: value, provenance }
    }

    fn row(scope: Scope, value: f64) -> Behaviour {
        Behaviour { parameter: Parameter::TargetCover, scope, datum: datum("behaviour.csv", value) }
    }

    fn cost(process: Option<ProcessId>, scope: Scope, value: f64) -> Investment {
        let parameter = investment::Parameter::LeadTime;
        Investment { parameter, process, scope, datum: datum("investment.csv", value) }
    }

    #[test]
    fn the_most_specific_row_wins_and_a_blank_is_any() {
        let (form, other) = (FormId::from_index(1), FormId::from_index(2));
        let country = CountryId::from_index(3);
        let any = Scope::default();
        let system = System {
            behaviour: vec![
                row(any, 30.0),
                row(Scope { form: Some(form), ..any }, 60.0),
                row(Scope { country: Some(country), ..any }, 90.0),
                row(any, 31.0),
            ],
            ..System::default()
        };
        let days = |place: Scope| {
            system.behaviour(Parameter::TargetCover, &place).map(|b| b.datum.value.get()).unwrap_or(f64::NAN)
        };
        assert_eq!(days(Scope { form: Some(other), ..any }), 30.0, "the first of two alike");
        assert_eq!(
            days(Scope { form: Some(form), country: Some(country), ..any }),
            60.0,
            "form before country"
        );
        assert_eq!(days(Scope { form: Some(other), country: Some(country), ..any }), 90.0);
        assert!(system.behaviour(Parameter::Surge, &any).is_none());
    }

    #[test]
    fn a_process_beats_its_stage_and_a_country_beats_both_within_the_process() {
        let (any, here) = (Scope::default(), CountryId::from_index(1));
        let mut system = System::default();
        let process = |name: &str| Process {
            name: name.to_owned(),
            mineral: MineralId::from_index(0),
            stage: Stage::Processing,
            recipe: Vec::new(),
        };
        let smelt = system.processes.insert("smelt", process("smelting")).unwrap();
        let refine = system.processes.insert("refine", process("refining")).unwrap();
        let in_country = Scope { country: Some(here), ..any };
        system.investments = vec![
            cost(None, Scope { stage: Some(Stage::Processing), ..any }, 4.0),
            cost(Some(smelt), any, 2.7),
            cost(Some(smelt), in_country, 2.0),
            cost(None, in_country, 9.0),
        ];
        let years =
            |p, c| system.investment_in(investment::Parameter::LeadTime, p, c).unwrap().datum.value.get();
        assert_eq!(years(smelt, here), 2.0);
        assert_eq!(years(smelt, CountryId::from_index(2)), 2.7);
        assert_eq!(years(refine, here), 9.0, "a country beats a stage, as in behaviour.csv");
        assert_eq!(years(refine, CountryId::from_index(2)), 4.0);
        assert!(system.investment_in(investment::Parameter::Ramp, smelt, here).is_none());
    }
}
