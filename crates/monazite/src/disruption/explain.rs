//! Why a figure is what it is: the links of the chain that bind, the largest first.

use super::gauge::Key;
use crate::error::Error;
use crate::id::{CountryId, FormId, MineralId};
use crate::quantity::{Days, Tonnes};
use crate::question::Question;
use crate::simulate::{Binding, Outcome};
use crate::system::System;
use std::collections::BTreeSet;

/// What limits the supply of a form in a country in one period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cause {
    /// The form.
    pub form: FormId,
    /// The country.
    pub country: CountryId,
    /// What binds.
    pub binding: Binding,
    /// What end uses there lack of the form in the period.
    pub missing: Tonnes,
    /// Days that the stock left lasts; `None` where nothing is used.
    pub cover: Option<Days>,
}

/// What binds, in words.
#[must_use]
pub const fn why(binding: Binding) -> &'static str {
    match binding {
        Binding::None => "nothing binds",
        Binding::Permit => "an exporter needs a permit and does not have it",
        Binding::Quota => "the quota is used up",
        Binding::Capacity => "producers run at capacity",
        Binding::Host => "the by-product cannot grow without its host",
        Binding::Input => "producers lack an input",
        Binding::Supplier => "suppliers abroad are short themselves",
        Binding::Switching => "other suppliers have it, but are not qualified yet",
        Binding::Terms => "what is at hand came under terms that bar the use",
    }
}

/// The links of a mineral that bind among the members in a period: from the form nearest to use upwards, and within a
/// form by what is missing, then by country.
///
/// # Errors
/// [`Error::Unknown`] if a party is neither a coalition nor a country.
pub fn causes(
    system: &System,
    question: &Question,
    outcome: &Outcome,
    mineral: MineralId,
    period: usize,
) -> Result<Vec<Cause>, Error> {
    let members: BTreeSet<CountryId> = system.members(&question.for_)?.into_iter().collect();
    let mut causes: Vec<Cause> = outcome
        .nodes
        .iter()
        .enumerate()
        .filter(|(_, n)| system.forms[n.form].mineral == mineral && members.contains(&n.country))
        .map(|(at, node)| {
            let users = outcome.users.iter().enumerate();
            let missing = users
                .filter(|(_, u)| u.form == node.form && u.country == node.country)
                .map(|(user, _)| outcome.shortfall(user, period))
                .sum();
            let cover = outcome.cover(at, period);
            let binding = outcome.binding(at, period);
            Cause { form: node.form, country: node.country, binding, missing, cover }
        })
        .filter(|cause| cause.binding != Binding::None)
        .collect();
    causes.sort_by(|a, b| {
        let (first, second) = (system.forms[a.form].stage, system.forms[b.form].stage);
        second
            .cmp(&first)
            .then(b.missing.get().total_cmp(&a.missing.get()))
            .then((a.form, a.country).cmp(&(b.form, b.country)))
    });
    Ok(causes)
}

/// The user among the members who lacks most of a mineral in a period, within a form, country or end use where one is
/// named; the first of equals, `None` if nobody lacks anything.
///
/// # Errors
/// [`Error::Unknown`] if a party is neither a coalition nor a country.
pub fn worst_off(
    system: &System,
    question: &Question,
    outcome: &Outcome,
    about: &Key,
    period: usize,
) -> Result<Option<usize>, Error> {
    let members: BTreeSet<CountryId> = system.members(&question.for_)?.into_iter().collect();
    let users = outcome.users.iter().enumerate().filter(|(_, user)| {
        members.contains(&user.country)
            && about.mineral.is_none_or(|m| system.forms[user.form].mineral == m)
            && about.form.is_none_or(|f| user.form == f)
            && about.country.is_none_or(|c| user.country == c)
            && about.end_use.is_none_or(|e| user.end_use == e)
    });
    let missing = users.map(|(at, _)| (at, outcome.shortfall(at, period).get())).filter(|(_, t)| *t > 0.0);
    Ok(missing.reduce(|best, user| if user.1 > best.1 { user } else { best }).map(|(at, _)| at))
}
