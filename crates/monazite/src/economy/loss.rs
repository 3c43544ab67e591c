//! The loss: value added that stops for want of a mineral. One function for every command.
//!
//! What an end use in a country loses is what hangs on a form ([`Stakes`]) times the part of its need that it goes
//! without, whether the price made it give up or nothing was to be had. Forms of one mineral have each their part of what
//! hangs on it and add; minerals are in the same goods, so of several the largest loss counts ([`stopped`]).
//! Methods page: `docs/methods/loss.md`.

use crate::error::Error;
use crate::estimate::Estimate;
use crate::id::{CountryId, EndUseId, FormId, MineralId};
use crate::system::System;
use crate::system::behaviour::{Behaviour, Parameter, Scope};
use std::collections::BTreeMap;

/// What hangs on the forms of a system: shares of the output of end uses, and the value added of it.
#[derive(Debug, Clone)]
pub struct Stakes<'a> {
    system: &'a System,
    /// Part of what an end use takes of a mineral that is a form, by cost over all countries.
    parts: BTreeMap<(FormId, EndUseId), f64>,
    /// The rows of behaviour that speak of losses: few of many.
    rows: Vec<&'a Behaviour>,
}

impl<'a> Stakes<'a> {
    /// The stakes of a system, by its demand and prices.
    #[must_use]
    pub fn of(system: &'a System) -> Self {
        let of_losses = [Parameter::ExposedShare, Parameter::InputCriticality, Parameter::InputElasticity];
        let rows = system.behaviour.iter().filter(|row| of_losses.contains(&row.parameter)).collect();
        Self { system, parts: parts(system), rows }
    }

    /// Part of what an end use takes of a mineral that is this form, by what it costs: forms of little worth weigh
    /// little. The parts of a mineral sum to one over its forms.
    #[must_use]
    pub fn part(&self, form: FormId, end_use: EndUseId) -> f64 {
        self.parts.get(&(form, end_use)).copied().unwrap_or(0.0)
    }

    /// Share of the output of an end use that hangs on a form: the share whose makers take the mineral in (the parameter
    /// `exposed_share`) times the part of the form. Of one country, or of any.
    ///
    /// # Errors
    /// No row of the parameter covers the form.
    pub fn share(
        &self,
        form: FormId,
        end_use: EndUseId,
        country: Option<CountryId>,
    ) -> Result<Estimate, Error> {
        let exposed = self.stated(Parameter::ExposedShare, form, end_use, country)?;
        Ok(exposed * self.part(form, end_use))
    }

    /// Share of that output that is lost when the form is missing altogether (`input_criticality`).
    ///
    /// # Errors
    /// No row of the parameter covers the form.
    pub fn criticality(
        &self,
        form: FormId,
        end_use: EndUseId,
        country: Option<CountryId>,
    ) -> Result<Estimate, Error> {
        self.stated(Parameter::InputCriticality, form, end_use, country)
    }

    /// Value added a year behind an end use in a country, in USD: that of each industry times the part of it that the
    /// end use is; the range is that of these parts.
    #[must_use]
    pub fn value_added(&self, end_use: EndUseId, country: CountryId) -> Estimate {
        self.system.value_added(country, end_use)
    }

    /// Value added a year, in USD, that an end use in a country loses without any of a form: what its unmet need is worth
    /// is this over its need. The whole of a mineral is the sum over its forms. Value added, share and criticality err
    /// apart from each other: their distances from the centre, as ratios, add in squares.
    ///
    /// # Errors
    /// No row of a parameter covers the form.
    pub fn value(&self, form: FormId, end_use: EndUseId, country: CountryId) -> Result<Estimate, Error> {
        let (value, place) = (self.value_added(end_use, country), Some(country));
        let share = self.share(form, end_use, place)?;
        let criticality = self.criticality(form, end_use, place)?;
        let centre = value.value * share.value * criticality.value;
        let ratio = |end: fn(&Estimate) -> f64| {
            let of = |e: &Estimate| if e.value > 0.0 { end(e) / e.value } else { 1.0 };
            let squares = [value, share, criticality].iter().map(|e| libm::log(of(e)).powi(2)).sum::<f64>();
            libm::exp(libm::sqrt(squares))
        };
        let (low, high) = (centre / ratio(|e| e.low), centre * ratio(|e| e.high));
        Ok(Estimate { low, value: centre, high })
    }

    /// The part of a mineral's loss that counts where several minerals are stopped together: they are in the same goods,
    /// so their losses in an end use come to the largest of them. In proportion to what hangs on each,
    /// `max e / sum e`: losses of the minerals times this factor can be added.
    ///
    /// # Errors
    /// No row of the exposed share covers a mineral.
    pub fn together(
        &self,
        minerals: &[MineralId],
        end_use: EndUseId,
        country: CountryId,
    ) -> Result<f64, Error> {
        let (mut largest, mut sum) = (0.0_f64, 0.0);
        for &mineral in minerals {
            let forms = self.parts.range(..).filter(|((f, u), part)| {
                *u == end_use && **part > 0.0 && self.system.forms[*f].mineral == mineral
            });
            let mut exposed = 0.0;
            for ((form, _), _) in forms {
                exposed += self.share(*form, end_use, Some(country))?.value;
            }
            largest = largest.max(exposed);
            sum += exposed;
        }
        Ok(if sum > 0.0 { largest / sum } else { 1.0 })
    }

    /// A parameter of a form for an end use, in one country or any.
    ///
    /// # Errors
    /// No row of the parameter covers the form.
    pub(super) fn stated(
        &self,
        parameter: Parameter,
        form: FormId,
        end_use: EndUseId,
        country: Option<CountryId>,
    ) -> Result<Estimate, Error> {
        let place = Scope { country, ..self.system.scope_of(form).for_end_use(end_use) };
        let rows = self.rows.iter().filter(|row| row.parameter == parameter && row.scope.covers(&place));
        // Of two alike the first in the table, as in `System::behaviour`.
        let row = rows.rev().max_by_key(|row| row.scope.rank()).ok_or_else(|| {
            Error::economy(
                "behaviour.csv",
                format!("no row of `{}` covers {}", parameter.word(), self.system.forms.key(form)),
                "add a row whose scope is blank",
            )
        })?;
        let datum = &row.datum;
        Ok(Estimate { low: datum.low.get(), value: datum.value.get(), high: datum.high.get() })
    }
}

/// Share of the output of an end use in a place that stops, from what hangs on each form times what is lacked of it.
/// Losses through the forms of a mineral add, to one at most; of several minerals the largest counts.
#[must_use]
pub fn stopped<M: Copy + PartialEq>(lacks: impl IntoIterator<Item = (M, f64)>) -> f64 {
    // An end use takes few minerals: a list is faster than a map.
    let mut of_mineral: Vec<(M, f64)> = Vec::new();
    for (mineral, lost) in lacks {
        match of_mineral.iter_mut().find(|(m, _)| *m == mineral) {
            Some((_, sum)) => *sum += lost,
            None => of_mineral.push((mineral, lost)),
        }
    }
    of_mineral.into_iter().fold(0.0, |largest, (_, lost)| lost.max(largest)).min(1.0)
}

/// Cost of each form over that of all forms of its mineral that an end use takes, in the world.
///
/// A form without a price costs what a contained tonne of the others costs on average there.
fn parts(system: &System) -> BTreeMap<(FormId, EndUseId), f64> {
    // In the order of keys, so that the order of rows changes no digit.
    let by_country: BTreeMap<(FormId, EndUseId, CountryId), f64> =
        (system.demand.iter()).map(|d| ((d.form, d.end_use, d.country), d.datum.value.get())).collect();
    let mut mass: BTreeMap<(FormId, EndUseId), f64> = BTreeMap::new();
    for ((form, end_use, _), tonnes) in by_country {
        *mass.entry((form, end_use)).or_default() += tonnes;
    }
    // Of each mineral and end use: mass and cost of what has a price.
    let mut priced: BTreeMap<(MineralId, EndUseId), (f64, f64)> = BTreeMap::new();
    for (&(form, end_use), &tonnes) in &mass {
        if let Some(price) = system.price(form).map(|price| price.datum.value.get()) {
            let (of_mass, of_cost) = priced.entry((system.forms[form].mineral, end_use)).or_default();
            *of_mass += tonnes;
            *of_cost += tonnes * price;
        }
    }
    let cost = |form: FormId, end_use: EndUseId, tonnes: f64| {
        let (of_mass, of_cost) =
            priced.get(&(system.forms[form].mineral, end_use)).copied().unwrap_or((0.0, 0.0));
        let mean = if of_mass > 0.0 && of_cost > 0.0 { of_cost / of_mass } else { 1.0 };
        tonnes * system.price(form).map(|price| price.datum.value.get()).unwrap_or(mean)
    };
    let mut whole: BTreeMap<(MineralId, EndUseId), f64> = BTreeMap::new();
    for (&(form, end_use), &tonnes) in &mass {
        *whole.entry((system.forms[form].mineral, end_use)).or_default() += cost(form, end_use, tonnes);
    }
    let part = |(&(form, end_use), &tonnes): (&(FormId, EndUseId), &f64)| {
        let whole = whole[&(system.forms[form].mineral, end_use)];
        ((form, end_use), if whole > 0.0 { cost(form, end_use, tonnes) / whole } else { 0.0 })
    };
    mass.iter().map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::system::Stage;
    use crate::system::testing::Builder;
    use proptest::prelude::*;

    /// The worked number of `docs/methods/loss.md`.
    #[test]
    fn the_worked_number() {
        let wafers = ("m", 0.5 * 0.75 * 0.5);
        let metal = ("m", 0.5 * 0.25 * 0.0);
        assert_eq!(20.0 * stopped([wafers, metal]), 3.75);
        assert_eq!(20.0 * stopped([wafers, metal, ("other", 0.3)]), 6.0);
        assert_eq!(stopped(std::iter::empty::<(u8, f64)>()), 0.0);
    }

    /// Two forms of a mineral for chips: 10 t at 30 USD and 90 t at 1 USD, in two countries.
    #[test]
    fn forms_weigh_what_they_cost_and_one_without_a_price_as_the_mean() {
        let forms = |third: bool| {
            let mut builder = Builder::new()
                .mineral("m")
                .form("dear", "m", Stage::Processing)
                .form("cheap", "m", Stage::Processing)
                .form("unpriced", "m", Stage::Processing)
                .price("dear", 30.0)
                .price("cheap", 1.0)
                .demand("dear", "T", "chips", 6.0, 1.0)
                .demand("dear", "U", "chips", 4.0, 1.0)
                .demand("cheap", "T", "chips", 90.0, 1.0);
            if third {
                builder = builder.demand("unpriced", "T", "chips", 100.0, 1.0);
            }
            builder.inert().build()
        };
        let part = |system: &System, form: &str| {
            let end_use = system.end_uses.id("chips").unwrap();
            Stakes::of(system).part(system.forms.id(form).unwrap(), end_use)
        };
        let two = forms(false);
        assert!((part(&two, "dear") - 300.0 / 390.0).abs() < 1e-12);
        assert!((part(&two, "cheap") - 90.0 / 390.0).abs() < 1e-12);
        assert_eq!(part(&two, "unpriced"), 0.0);
        // A tonne of both costs 3.9 USD on average, so 100 t of the third are half of the cost.
        let three = forms(true);
        assert!((part(&three, "unpriced") - 0.5).abs() < 1e-12);
    }

    proptest! {
        /// Nothing is lost twice: never more than the largest of the minerals' exposed shares, never less than any part.
        #[test]
        fn losses_are_bounded(lacks in proptest::collection::vec((0..3_u8, 0.0..0.3_f64), 0..9)) {
            let all = stopped(lacks.iter().copied());
            let largest = (0..3).map(|m| lacks.iter().filter(|(k, _)| *k == m).map(|(_, l)| l).sum::<f64>());
            prop_assert!((all - largest.fold(0.0, f64::max).min(1.0)).abs() < 1e-12);
            prop_assert!(lacks.iter().all(|(_, l)| *l <= all + 1e-12));
        }
    }
}
