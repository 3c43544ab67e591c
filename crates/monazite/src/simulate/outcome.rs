//! What follows from a scenario, period by period.

use super::binding::Binding;
use super::node::{Node, Producer, User};
use super::wide::pairs;
use crate::id::{CountryId, EndUseId, FormId, ProcessId};
use crate::quantity::{DAYS_PER_YEAR, Days, Index, Share, Tonnes, TonnesPerYear};
use crate::scenario::Date;

/// A number for each of some things in each period: one row a period.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Series {
    width: usize,
    values: Vec<f64>,
}

impl Series {
    pub(super) fn new(width: usize, periods: usize) -> Self {
        Self { width, values: vec![0.0; width * periods] }
    }

    fn row(&self, period: usize) -> &[f64] {
        &self.values[period * self.width..(period + 1) * self.width]
    }

    pub(super) fn row_mut(&mut self, period: usize) -> &mut [f64] {
        &mut self.values[period * self.width..(period + 1) * self.width]
    }

    fn get(&self, period: usize, item: usize) -> f64 {
        self.values[period * self.width + item]
    }
}

/// Quotes come to the price above which there is no trade by and by: from here on they are there.
const NEAR: f64 = 0.995;

/// The state of the whole network in every period of a scenario. Items are found by [`Outcome::node`],
/// [`Outcome::user`], [`Outcome::producer`], which give positions in the lists; every list is in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Key of the scenario.
    pub scenario: String,
    /// First day.
    pub start: Date,
    /// Length of a period.
    pub step: Days,
    /// Number of periods.
    pub periods: usize,
    /// Forms in countries.
    pub nodes: Vec<Node>,
    /// End uses of forms in countries.
    pub users: Vec<User>,
    /// Processes in countries.
    pub producers: Vec<Producer>,
    pub(super) daily_use: Vec<f64>,
    pub(super) criticality: Vec<f64>,
    pub(super) need: Series,
    pub(super) wanted: Series,
    pub(super) delivered: Series,
    pub(super) replaced: Series,
    pub(super) stock: Series,
    pub(super) exported: Series,
    pub(super) price: Series,
    pub(super) paid: Series,
    /// Price over that of the baseline above which there is no trade, by node.
    pub(super) ceiling: Vec<f64>,
    pub(super) output: Series,
    pub(super) base_output: Vec<f64>,
    pub(super) binding: Vec<Binding>,
}

impl Outcome {
    /// Position of a form in a country.
    #[must_use]
    pub fn node(&self, form: FormId, country: CountryId) -> Option<usize> {
        self.nodes.binary_search(&Node { form, country }).ok()
    }

    /// Position of an end use of a form in a country.
    #[must_use]
    pub fn user(&self, form: FormId, country: CountryId, end_use: EndUseId) -> Option<usize> {
        self.users.binary_search(&User { form, country, end_use }).ok()
    }

    /// Position of a process in a country.
    #[must_use]
    pub fn producer(&self, process: ProcessId, country: CountryId) -> Option<usize> {
        self.producers.binary_search(&Producer { process, country }).ok()
    }

    /// What a user needs in a period, before price and substitution.
    #[must_use]
    pub fn need(&self, user: usize, period: usize) -> Tonnes {
        Tonnes::new(self.need.get(period, user))
    }

    /// What a user got.
    #[must_use]
    pub fn delivered(&self, user: usize, period: usize) -> Tonnes {
        Tonnes::new(self.delivered.get(period, user))
    }

    /// What a user replaced by another mineral or design.
    #[must_use]
    pub fn replaced(&self, user: usize, period: usize) -> Tonnes {
        Tonnes::new(self.replaced.get(period, user))
    }

    /// What a user gave up because of the price.
    #[must_use]
    pub fn restrained(&self, user: usize, period: usize) -> Tonnes {
        Tonnes::new(
            self.need.get(period, user) - self.replaced.get(period, user) - self.wanted.get(period, user),
        )
    }

    /// Unmet need before restraint: need less what was replaced and delivered.
    #[must_use]
    pub fn shortfall_before_restraint(&self, user: usize, period: usize) -> Tonnes {
        self.shortfall(user, period) + self.restrained(user, period)
    }

    /// Unmet need after restraint and substitution: physically missing.
    #[must_use]
    pub fn shortfall(&self, user: usize, period: usize) -> Tonnes {
        Tonnes::new(self.wanted.get(period, user) - self.delivered.get(period, user))
    }

    /// What is physically missing of the need of some users together, and that need.
    #[must_use]
    pub fn unmet(&self, users: &[u32], period: usize) -> (Tonnes, Tonnes) {
        self.weighed(users, period, |_| 1.0)
    }

    /// What some users go without together, for the price or for want of supply, and their need.
    #[must_use]
    pub fn gone_without(&self, users: &[u32], period: usize) -> (Tonnes, Tonnes) {
        let (need, replaced) = (self.need.row(period), self.replaced.row(period));
        let delivered = self.delivered.row(period);
        let [without, needed] = pairs(users, |_, user| {
            let user = user as usize;
            [need[user] - replaced[user] - delivered[user], need[user]]
        });
        (Tonnes::new(without), Tonnes::new(needed))
    }

    /// What some users lose together of what hangs on the form for each: that, times how critical the form is to the user,
    /// times the part of its need that it goes without, for the price or for want of supply.
    #[must_use]
    pub fn lost(&self, users: &[(u32, f64)], period: usize) -> f64 {
        let (need, replaced) = (self.need.row(period), self.replaced.row(period));
        let delivered = self.delivered.row(period);
        let of_user = |&(user, hangs): &(u32, f64)| {
            let user = user as usize;
            let lacked = need[user] - replaced[user] - delivered[user];
            if need[user] > 0.0 { hangs * self.criticality[user] * (lacked / need[user]) } else { 0.0 }
        };
        users.iter().map(of_user).sum::<f64>().max(0.0)
    }

    #[inline(always)]
    fn weighed(&self, users: &[u32], period: usize, weight: impl Fn(usize) -> f64) -> (Tonnes, Tonnes) {
        let (need, wanted) = (self.need.row(period), self.wanted.row(period));
        let delivered = self.delivered.row(period);
        let [missing, needed] = pairs(users, |_, user| {
            let user = user as usize;
            [weight(user) * (wanted[user] - delivered[user]), need[user]]
        });
        (Tonnes::new(missing), Tonnes::new(needed))
    }

    /// Activity of a user as far as this form limits it: 1 less the unmet share of need, times how critical the form
    /// is to the user (1 is Leontief).
    #[must_use]
    pub fn activity(&self, user: usize, period: usize) -> Share {
        let need = self.need.get(period, user);
        let unmet = if need > 0.0 { self.shortfall(user, period).get() / need } else { 0.0 };
        Share::new(1.0 - self.criticality[user] * unmet)
    }

    /// Commercial and strategic stock of a form in a country at the end of a period.
    #[must_use]
    pub fn stock(&self, node: usize, period: usize) -> Tonnes {
        Tonnes::new(self.stock.get(period, node))
    }

    /// Use of a form in a country in the baseline, by end uses and processes.
    #[must_use]
    pub fn use_per_year(&self, node: usize) -> TonnesPerYear {
        TonnesPerYear::new(self.daily_use[node] * DAYS_PER_YEAR)
    }

    /// How long that stock lasts at the use of the baseline; `None` where nothing is used.
    #[must_use]
    pub fn cover(&self, node: usize, period: usize) -> Option<Days> {
        let daily = self.daily_use[node];
        (daily > 0.0).then(|| Days::new(self.stock.get(period, node) / daily))
    }

    /// What leaves a country in a period, by contract and on the spot market.
    #[must_use]
    pub fn exported(&self, node: usize, period: usize) -> Tonnes {
        Tonnes::new(self.exported.get(period, node))
    }

    /// Spot price over that of the baseline in the market of a country.
    #[must_use]
    pub fn price(&self, node: usize, period: usize) -> Index {
        Index::new(self.price.get(period, node))
    }

    /// Price paid on average over that of the baseline in the market of a country, contracts included: it follows the
    /// spot price.
    #[must_use]
    pub fn paid(&self, node: usize, period: usize) -> Index {
        Index::new(self.paid.get(period, node))
    }

    /// Whether a form is traded in the market of a country: not where its price would be above the largest rise that the
    /// mineral is known to have had. A spot price that has come within half a percent of it is there.
    #[must_use]
    pub fn trades(&self, node: usize, period: usize) -> bool {
        self.price.get(period, node) < NEAR * self.ceiling[node]
    }

    /// Activity of a process in a country in a period, in the unit of its recipe.
    #[must_use]
    pub fn output(&self, producer: usize, period: usize) -> Tonnes {
        Tonnes::new(self.output.get(period, producer))
    }

    /// The same less what the baseline has; negative where more is made.
    #[must_use]
    pub fn output_lost(&self, producer: usize, period: usize) -> Tonnes {
        Tonnes::new(self.base_output[producer] - self.output.get(period, producer))
    }

    /// What limits the supply of a form in a country.
    #[must_use]
    pub fn binding(&self, node: usize, period: usize) -> Binding {
        self.binding[period * self.nodes.len() + node]
    }

    /// Days until the activity of a user first falls below `1 - tolerance`; `None` if it never does.
    #[must_use]
    pub fn time_to_survive(&self, user: usize, tolerance: Share) -> Option<Days> {
        let first = (0..self.periods).find(|&t| self.below(user, t, tolerance))?;
        Some(self.days(first))
    }

    /// Days until the activity of a user is back at `1 - tolerance` and stays; `None` if it is still below at the end,
    /// zero if it never fell.
    #[must_use]
    pub fn time_to_recover(&self, user: usize, tolerance: Share) -> Option<Days> {
        let Some(last) = (0..self.periods).rev().find(|&t| self.below(user, t, tolerance)) else {
            return Some(Days::ZERO);
        };
        (last + 1 < self.periods).then(|| self.days(last + 1))
    }

    /// A period as part of a year.
    #[must_use]
    pub fn years_per_period(&self) -> f64 {
        self.step.get() / DAYS_PER_YEAR
    }

    fn below(&self, user: usize, period: usize, tolerance: Share) -> bool {
        self.activity(user, period).get() < 1.0 - tolerance.get()
    }

    fn days(&self, period: usize) -> Days {
        Days::new(self.step.get() * period as f64)
    }
}
