//! Scrap that can come back: past and coming use of a mineral, aged by cohort, collected and recovered.
//!
//! Methods page: `docs/methods/cohort.md`.

use crate::id::MineralId;
use crate::metric::cohort::{Entry, Survival, from_inflow};
use crate::quantity::TonnesPerYear;
use crate::system::Scope;
use crate::system::System;
use crate::system::investment::Parameter;
use std::ops::RangeInclusive;

/// Mean lifetimes of use before the baseline year that are looked back on: what is older has come back already.
const LIFETIMES_BACK: f64 = 3.0;

/// What recyclers could make in each year of what one end use takes of a mineral.
///
/// `place` names the end use, and the country and form where they are known; `used` is the use of the baseline year.
/// Earlier use is that of the baseline shrunk at the past growth of the mineral, later use is `path(year)` times it.
/// Nothing comes back where the end use or its lifetime is not stated.
#[must_use]
pub fn scrap(
    system: &System,
    mineral: MineralId,
    place: &Scope,
    used: TonnesPerYear,
    years: RangeInclusive<i32>,
    path: impl Fn(i32) -> f64,
) -> Vec<TonnesPerYear> {
    let place = Scope { mineral: Some(mineral), ..*place };
    let stated = |parameter| {
        let row = system.investment(parameter, None, &place);
        row.map_or(0.0, |row| row.datum.value.get())
    };
    let returned = stated(Parameter::Collection) * stated(Parameter::Recovery);
    let growth = stated(Parameter::PastGrowth);
    let Some(lifetime) = place.end_use.and_then(|u| system.lifetime(mineral, u)) else {
        return vec![TonnesPerYear::ZERO; years.count()];
    };
    let back = (LIFETIMES_BACK * lifetime.datum.value.get()).ceil() as i32;
    let first = system.year.min(*years.start()) - back;
    let inflow: Vec<TonnesPerYear> = (first..=*years.end())
        .map(|year| {
            let past = year <= system.year;
            used * if past { (1.0 + growth).powi(year - system.year) } else { path(year) }
        })
        .collect();
    let cohorts = from_inflow(&inflow, &Survival::of(lifetime), Entry::Middle);
    let skipped = usize::try_from(years.start() - first).unwrap_or(0);
    cohorts.outflow.iter().skip(skipped).map(|&discarded| discarded * returned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::datum::{Datum, Provenance, Quality, RowRef};
    use crate::id::{Id, SourceId};
    use crate::quantity::{Index, Years};
    use crate::system::investment::Investment;
    use crate::system::lifetime::{Distribution, Lifetime};
    use crate::system::testing::Builder;

    fn datum<Q: Copy>(value: Q) -> Datum<Q> {
        let provenance = Provenance {
            year: 2024,
            quality: Quality::Assumed,
            source: SourceId::from_index(0),
            row: RowRef { table: "investment.csv", line: 2 },
            note: String::new(),
        };
        Datum { value, low: value, high: value, provenance }
    }

    /// Use of 100 t a year without growth, products of ten years, half collected, four fifths recovered: 40 t a year.
    #[test]
    fn steady_use_comes_back_at_the_rate_of_collection_and_recovery() {
        let mut system = Builder::new().mineral("copper").build();
        let mineral = system.minerals.id("copper").unwrap();
        let end_use = crate::id::EndUseId::from_index(0);
        let row = |parameter, value| Investment {
            parameter,
            process: None,
            scope: Scope::default(),
            datum: datum(Index::new(value)),
        };
        system.investments = vec![row(Parameter::Collection, 0.5), row(Parameter::Recovery, 0.8)];
        system.lifetimes = vec![Lifetime {
            mineral: None,
            end_use: None,
            distribution: Distribution::Fixed,
            spread: Years::ZERO,
            datum: datum(Years::new(10.0)),
        }];
        let place = Scope { end_use: Some(end_use), ..Scope::default() };
        let used = TonnesPerYear::new(100.0);
        let back = |path: fn(i32) -> f64| scrap(&system, mineral, &place, used, 2026..=2036, path);
        assert_eq!(back(|_| 1.0).len(), 11);
        assert!(back(|_| 1.0).iter().all(|t| (t.get() - 40.0).abs() < 1e-9));
        let doubled = back(|_| 2.0);
        assert!((doubled[0].get() - 40.0).abs() < 1e-9, "what is sold from 2025 on is not old yet");
        assert!((doubled[10].get() - 80.0).abs() < 1e-9, "after its lifetime it is");
        assert!(
            scrap(&system, mineral, &Scope::default(), used, 2026..=2027, |_| 1.0)
                .iter()
                .all(|t| t.get() == 0.0)
        );
    }
}
