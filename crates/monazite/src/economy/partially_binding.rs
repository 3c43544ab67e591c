//! The partially binding Leontief model: inputs stop production only where they are critical,
//! and industries hire and fire.
//!
//! Source: Pichler, Pangallo, del Rio-Chanona, Lafond & Farmer 2022, Journal of Economic Dynamics and Control 144.
//! The equations are in `docs/methods/partially_binding.md`.

use super::ario::kernel::{add, dot, share};
use super::ario::parameters::BySector;
use super::ario::{Ario, Parameters as ArioParameters};
use super::table::Mrio;
use crate::error::Error;
use crate::watch::Watch;
use std::collections::{BTreeMap, BTreeSet};

/// How missing inputs limit production.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rule {
    /// Every input binds.
    Leontief,
    /// Critical and important inputs bind.
    StronglyCritical,
    /// Critical inputs bind; missing important inputs cost half: the published default.
    #[default]
    HalfCritical,
    /// Critical inputs bind.
    WeaklyCritical,
    /// Inputs replace each other.
    Linear,
}

/// How much an industry needs an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rating {
    /// Production stops without it.
    Critical,
    /// Production suffers without it.
    #[default]
    Important,
    /// Production goes on without it.
    NotCritical,
}

/// Ratings of inputs by using sector.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Criticality {
    /// Every pair without an entry.
    pub default: Rating,
    /// (input sector, using sector).
    pub pairs: BTreeMap<(String, String), Rating>,
}

/// Parameters; times in days.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameters {
    /// How missing inputs limit production.
    pub rule: Rule,
    /// Which inputs are critical to whom.
    pub criticality: Criticality,
    /// Target inventory of each input, days of use.
    pub inventory: BySector,
    /// Days over which a missing inventory is ordered.
    pub inventory_tau: f64,
    /// Share of the wanted hiring that is done in a day.
    pub hiring: f64,
    /// Share of the wanted firing that is done in a day.
    pub firing: f64,
    /// Persistence of consumption from day to day.
    pub persistence: f64,
    /// Share of lost labour income that benefits replace.
    pub benefits: f64,
    /// Final-demand categories that are household consumption; the others do not react.
    pub households: BTreeSet<String>,
    /// Days in a year of the table.
    pub days_per_year: f64,
}

impl Default for Parameters {
    fn default() -> Self {
        Self {
            rule: Rule::HalfCritical,
            criticality: Criticality::default(),
            inventory: BySector::uniform(30.0),
            inventory_tau: 5.0,
            hiring: 1.0 / 30.0,
            firing: 2.0 / 30.0,
            persistence: 1.0 - 0.4 / 90.0,
            benefits: 0.8,
            households: BTreeSet::new(),
            days_per_year: 365.0,
        }
    }
}

/// Labour that is not available, an input from outside the table or final demand that is missing, for some days.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shock {
    /// First day.
    pub from: usize,
    /// First day without it.
    pub until: usize,
    /// Share of labour (and so of capacity) that is missing, by industry.
    pub labour: BTreeMap<usize, f64>,
    /// Share of base output that cannot be made without an input that the table does not show, by industry.
    pub inputs: BTreeMap<usize, f64>,
    /// Share of the final demand for an industry that is missing.
    pub final_demand: BTreeMap<usize, f64>,
}

/// What a run gives, `[day][industry]` in the order of the table, money per day.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// How many industries.
    pub industries: usize,
    /// Production.
    pub production: Vec<f64>,
    /// Final demand that is met.
    pub final_demand_met: Vec<f64>,
}

impl Outcome {
    /// Production of all industries on each day.
    #[must_use]
    pub fn totals(&self) -> Vec<f64> {
        self.production.chunks_exact(self.industries).map(|day| day.iter().sum()).collect()
    }
}

/// Runs shocks for a number of days.
///
/// # Errors
/// All problems of the parameters and of the shocks; [`Error::Cancelled`] by the watch.
pub fn run(
    table: &Mrio,
    parameters: &Parameters,
    shocks: &[Shock],
    days: usize,
    watch: &Watch,
) -> Result<Outcome, Vec<Error>> {
    let mut found = problems(table, parameters, shocks);
    let flows = ArioParameters {
        inventory: parameters.inventory.clone(),
        days_per_year: parameters.days_per_year,
        ..ArioParameters::default()
    };
    let base = match Ario::new(table, &flows) {
        Ok(base) if found.is_empty() => base,
        Ok(_) => return Err(found),
        Err(more) => {
            found.extend(more);
            return Err(found);
        }
    };
    let model = Model::new(table, parameters, shocks, &base);
    let mut state = State::start(&base);
    let n = table.len();
    let mut out =
        Outcome { industries: n, production: vec![0.0; days * n], final_demand_met: vec![0.0; days * n] };
    for day in 0..days {
        watch.go_on().map_err(|cancelled| vec![cancelled.into()])?;
        let made = model.step(&mut state, day);
        for (k, &e) in base.external.iter().enumerate() {
            out.production[day * n + e] = made.production[k];
            out.final_demand_met[day * n + e] = made.final_demand_met[k];
        }
    }
    Ok(out)
}

fn problems(table: &Mrio, p: &Parameters, shocks: &[Shock]) -> Vec<Error> {
    let mut out = Vec::new();
    let mut wrong = |place: &str, v: f64, allowed: &str, hint: &str| {
        out.push(Error::economy(place, format!("{v} is not {allowed}"), hint));
    };
    if !(p.inventory_tau >= 1.0 && p.inventory_tau.is_finite()) {
        wrong("inventory_tau", p.inventory_tau, "at least 1", "published: 5");
    }
    for (place, v, hint) in [
        ("hiring", p.hiring, "published: 1/30"),
        ("firing", p.firing, "published: 2/30"),
        ("persistence", p.persistence, "published: 1 - 0.4/90"),
        ("benefits", p.benefits, "published: 0.8"),
    ] {
        if !(0.0..=1.0).contains(&v) {
            wrong(place, v, "from 0 to 1", hint);
        }
    }
    for (at, shock) in shocks.iter().enumerate() {
        for (kind, shares) in
            [("labour", &shock.labour), ("inputs", &shock.inputs), ("final_demand", &shock.final_demand)]
        {
            for (&i, &v) in shares {
                if i >= table.len() {
                    wrong(
                        &format!("shock {}, {kind}", at + 1),
                        i as f64,
                        "an industry",
                        "see the labels of the table",
                    );
                } else if !(0.0..=1.0).contains(&v) {
                    let place = format!("shock {}, {kind}.{}", at + 1, table.label(i));
                    wrong(&place, v, "a share from 0 to 1", "1 is a full stop");
                }
            }
        }
    }
    let named = |s: &String| table.sectors().contains(s);
    for (input, user) in p.criticality.pairs.keys().filter(|(a, b)| !named(a) || !named(b)) {
        out.push(Error::economy(
            format!("criticality {input} -> {user}"),
            "the table has no such sector",
            "use the table's sector names",
        ));
    }
    for category in p.households.iter().filter(|c| !table.columns().iter().any(|k| k.category == **c)) {
        out.push(Error::economy(
            format!("households `{category}`"),
            "the table has no such final-demand category",
            "use a category of Y",
        ));
    }
    out
}

/// What does not change from day to day; industries as numbered by the prepared table.
struct Model<'a> {
    base: &'a Ario,
    parameters: &'a Parameters,
    /// `[user][input]`.
    rating: Vec<Rating>,
    /// Household consumption by `[supplier][region]`, and the rest of final demand by supplier.
    consumption: Vec<f64>,
    other: Vec<f64>,
    /// Part of what is sold that is produced; the rest is drawn from inventories, which tables show as negative demand.
    /// As a fixed amount it would magnify every change of orders, and small regions would swing by themselves.
    produced: Vec<f64>,
    /// Value added of each industry over that of its region: weight in labour income.
    income: Vec<f64>,
    region: Vec<usize>,
    /// (from, until, what is missing).
    shocks: Vec<(usize, usize, Missing)>,
}

/// Shares that are missing, by industry.
#[derive(Clone)]
struct Missing {
    labour: Vec<f64>,
    inputs: Vec<f64>,
    final_demand: Vec<f64>,
}

/// What changes.
struct State {
    stock: Vec<f64>,
    orders: Vec<f64>,
    received: Vec<f64>,
    labour: Vec<f64>,
    /// Consumption over base, by region.
    consumption: Vec<f64>,
}

struct Made {
    production: Vec<f64>,
    final_demand_met: Vec<f64>,
}

impl State {
    fn start(base: &Ario) -> Self {
        Self {
            stock: base.goal.clone(),
            orders: base.inputs.clone(),
            received: base.x0.iter().zip(&base.final_demand).map(|(x, y)| x - y).collect(),
            labour: vec![1.0; base.len()],
            consumption: vec![1.0; base.regions],
        }
    }
}

impl<'a> Model<'a> {
    fn new(table: &Mrio, parameters: &'a Parameters, shocks: &[Shock], base: &'a Ario) -> Self {
        let (n, sectors, regions) = (base.len(), base.sectors(), base.regions);
        let industry = |k: usize| table.industries()[base.external[k]];
        let names = table.sectors();
        let rating = (0..n)
            .flat_map(|j| (0..sectors).map(move |p| (j, p)))
            .map(|(j, p)| {
                let pair = (names[p].clone(), names[industry(j).sector].clone());
                parameters.criticality.pairs.get(&pair).copied().unwrap_or(parameters.criticality.default)
            })
            .collect();
        let mut consumption = vec![0.0; n * regions];
        for (k, column) in table.columns().iter().enumerate() {
            if parameters.households.contains(&column.category) {
                for (i, &e) in base.external.iter().enumerate() {
                    consumption[i * regions + column.region] += table.y()[(e, k)] / parameters.days_per_year;
                }
            }
        }
        let other: Vec<f64> = (0..n)
            .map(|i| base.final_demand[i] - consumption[i * regions..(i + 1) * regions].iter().sum::<f64>())
            .collect();
        let produced = other.iter().zip(&base.x0).map(|(y, x)| share(*x, x - y.min(0.0))).collect();
        let region: Vec<usize> = (0..n).map(|k| industry(k).region).collect();
        let bought = |j: usize| base.inputs[j * sectors..(j + 1) * sectors].iter().sum::<f64>();
        let value_added: Vec<f64> = (0..n).map(|j| (base.x0[j] - bought(j)).max(0.0)).collect();
        let mut total = vec![0.0; regions];
        for (j, v) in value_added.iter().enumerate() {
            total[region[j]] += v;
        }
        let income = value_added.iter().enumerate().map(|(j, v)| share(*v, total[region[j]])).collect();
        let missing = |shares: &BTreeMap<usize, f64>| -> Vec<f64> {
            base.external.iter().map(|e| shares.get(e).copied().unwrap_or(0.0)).collect()
        };
        let shocks = shocks
            .iter()
            .map(|s| {
                let (labour, inputs) = (missing(&s.labour), missing(&s.inputs));
                (s.from, s.until, Missing { labour, inputs, final_demand: missing(&s.final_demand) })
            })
            .collect();
        Self { base, parameters, rating, consumption, other, produced, income, region, shocks }
    }

    /// The largest shares missing on a day.
    fn missing(&self, day: usize) -> Missing {
        let none = vec![0.0_f64; self.base.len()];
        let mut most = Missing { labour: none.clone(), inputs: none.clone(), final_demand: none };
        let larger = |a: &mut [f64], b: &[f64]| a.iter_mut().zip(b).for_each(|(a, b)| *a = a.max(*b));
        for (_, _, shock) in self.shocks.iter().filter(|s| (s.0..s.1).contains(&day)) {
            larger(&mut most.labour, &shock.labour);
            larger(&mut most.inputs, &shock.inputs);
            larger(&mut most.final_demand, &shock.final_demand);
        }
        most
    }

    /// Production that the inventories of a user allow, by rule.
    fn allowed(&self, stock: &[f64], j: usize) -> f64 {
        let sectors = self.base.sectors();
        let (mut critical, mut important, mut rest) = (f64::INFINITY, f64::INFINITY, f64::INFINITY);
        let (mut held, mut used) = (0.0, 0.0);
        let range = j * sectors..(j + 1) * sectors;
        let inputs = self.base.inputs[range.clone()].iter().zip(&stock[range.clone()]);
        for ((&input, &stock), rating) in inputs.zip(&self.rating[range]) {
            if input == 0.0 || stock.is_infinite() {
                continue;
            }
            let makes = stock / input * self.base.x0[j];
            held += stock;
            used += input;
            match rating {
                Rating::Critical => critical = critical.min(makes),
                Rating::Important => important = important.min(makes),
                Rating::NotCritical => rest = rest.min(makes),
            }
        }
        match self.parameters.rule {
            Rule::Leontief => critical.min(important).min(rest),
            Rule::StronglyCritical => critical.min(important),
            Rule::HalfCritical => critical.min(0.5 * (important + self.base.x0[j])),
            Rule::WeaklyCritical => critical,
            Rule::Linear if used > 0.0 => held / used * self.base.x0[j],
            Rule::Linear => f64::INFINITY,
        }
    }

    fn step(&self, state: &mut State, day: usize) -> Made {
        let base = self.base;
        let (n, regions) = (base.len(), base.regions);
        let missing = self.missing(day);
        for (l, missing) in state.labour.iter_mut().zip(&missing.labour) {
            *l = l.min(1.0 - missing);
        }
        let wanted: Vec<f64> = (0..n)
            .map(|i| {
                let consumed: f64 =
                    (0..regions).map(|r| self.consumption[i * regions + r] * state.consumption[r]).sum();
                (consumed + self.other[i].max(0.0)) * (1.0 - missing.final_demand[i])
            })
            .collect();
        let demand: Vec<f64> =
            (0..n).map(|i| ((state.received[i] + wanted[i]) * self.produced[i]).max(0.0)).collect();
        let allowed: Vec<f64> = (0..n)
            .map(|j| self.allowed(&state.stock, j).min((1.0 - missing.inputs[j]) * base.x0[j]))
            .collect();
        let capacity: Vec<f64> = state.labour.iter().zip(&base.x0).map(|(l, x)| l * x).collect();
        let production: Vec<f64> =
            (0..n).map(|i| capacity[i].min(allowed[i]).min(demand[i]).max(0.0)).collect();
        let met: Vec<f64> = (0..n).map(|i| share(production[i], demand[i])).collect();
        self.move_stocks(state, &production, &demand, &met);
        self.hire_and_fire(state, &allowed, &demand, &capacity, &missing.labour);
        self.consume(state);
        let final_demand_met = (0..n).map(|i| wanted[i] * met[i] + self.other[i].min(0.0)).collect();
        Made { final_demand_met, production }
    }

    /// Deliveries in, use out, and the orders of the next day.
    fn move_stocks(&self, state: &mut State, production: &[f64], demand: &[f64], met: &[f64]) {
        let base = self.base;
        let (n, sectors) = (base.len(), base.sectors());
        let mut received = vec![0.0; n];
        for j in 0..n {
            let (made, wanted) = (share(production[j], base.x0[j]), share(demand[j], base.x0[j]));
            for p in 0..sectors {
                let k = j * sectors + p;
                let input = base.inputs[k];
                if input == 0.0 {
                    continue;
                }
                let range = base.segments[p]..base.segments[p + 1];
                let flows = base.flows(j, p);
                let delivered = share(state.orders[k], input) * dot(flows, &met[range.clone()]);
                let held = (state.stock[k] + delivered - input * made).max(0.0);
                let missing = if base.goal[k].is_finite() { base.goal[k] - held } else { 0.0 };
                let order = (input * wanted + missing / self.parameters.inventory_tau).max(0.0);
                add(&mut received[range], flows, share(order, input));
                (state.stock[k], state.orders[k]) = (held, order);
            }
        }
        state.received = received;
    }

    /// Labour moves toward what inputs and demand could use, at most to what is available.
    fn hire_and_fire(
        &self,
        state: &mut State,
        allowed: &[f64],
        demand: &[f64],
        capacity: &[f64],
        missing: &[f64],
    ) {
        for i in 0..self.base.len() {
            let wanted = share(allowed[i].min(demand[i]) - capacity[i], self.base.x0[i]);
            let less = share(capacity[i] - allowed[i].min(demand[i]), self.base.x0[i]);
            let l = &mut state.labour[i];
            *l += self.parameters.hiring * wanted.max(0.0) - self.parameters.firing * less.max(0.0);
            *l = l.clamp(0.0, 1.0 - missing[i]);
        }
    }

    /// Consumption follows labour income, which benefits support; permanent income is that of the base.
    fn consume(&self, state: &mut State) {
        let mut income = vec![0.0; self.base.regions];
        for (i, l) in state.labour.iter().enumerate() {
            income[self.region[i]] += self.income[i] * l;
        }
        let p = self.parameters;
        for (c, earned) in state.consumption.iter_mut().zip(&income) {
            let disposable = earned + p.benefits * (1.0 - earned);
            // Nothing lost and nothing to catch up: exactly the base.
            if *earned != 1.0 || *c != 1.0 {
                *c = libm::exp(
                    p.persistence * libm::log(*c)
                        + 0.5 * (1.0 - p.persistence) * libm::log(disposable.max(1e-12)),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::table::tests::table;
    use super::*;

    fn economy() -> Mrio {
        table(
            ["A|ore", "A|chips", "A|cars"],
            ["A|households", "A|government"],
            [[0.0, 20.0, 10.0], [5.0, 0.0, 40.0], [10.0, 10.0, 0.0]],
            [[60.0, 10.0], [30.0, 25.0], [70.0, 20.0]],
        )
        .unwrap()
    }

    fn stop(share: f64) -> Vec<Shock> {
        vec![Shock { from: 5, until: 100, labour: BTreeMap::from([(0, share)]), ..Shock::default() }]
    }

    fn lost(rule: Rule, share: f64) -> f64 {
        let mut p = Parameters { rule, inventory: BySector::uniform(10.0), ..Parameters::default() };
        p.households.insert("households".to_owned());
        p.criticality.pairs.insert(("ore".to_owned(), "chips".to_owned()), Rating::Critical);
        p.criticality.pairs.insert(("chips".to_owned(), "ore".to_owned()), Rating::NotCritical);
        let totals = run(&economy(), &p, &stop(share), 120, &Watch::default()).unwrap().totals();
        totals.iter().map(|t| totals[0] - t).sum()
    }

    #[test]
    fn no_shock_gives_the_baseline_exactly() {
        let out = run(&economy(), &Parameters::default(), &[], 50, &Watch::default()).unwrap();
        let first = out.production[..3].to_vec();
        assert!(out.production.chunks_exact(3).all(|day| day == first));
    }

    #[test]
    fn the_rules_are_ordered_and_a_larger_shock_loses_more() {
        let by_rule = [Rule::Leontief, Rule::StronglyCritical, Rule::HalfCritical, Rule::WeaklyCritical]
            .map(|rule| lost(rule, 0.9));
        assert!(by_rule.windows(2).all(|w| w[0] >= w[1] - 1e-9), "{by_rule:?}");
        assert!(lost(Rule::HalfCritical, 0.9) > lost(Rule::HalfCritical, 0.3));
        assert!(lost(Rule::Linear, 0.9) > 0.0);
    }

    #[test]
    fn firing_is_twice_as_fast_as_hiring() {
        // Demand for cars halves for a day: labour falls by 2/30 of the difference.
        let t = economy();
        let shock = Shock { from: 1, until: 2, final_demand: BTreeMap::from([(2, 1.0)]), ..Shock::default() };
        let out = run(&t, &Parameters::default(), &[shock], 4, &Watch::default()).unwrap();
        let x0 = out.production[2];
        let share_lost = 90.0 / 110.0;
        assert!((out.production[5] / x0 - (1.0 - share_lost)).abs() < 1e-12);
        let after = 1.0 - share_lost * 2.0 / 30.0;
        assert!((out.production[8] / x0 - after).abs() < 1e-12, "{}", out.production[8] / x0);
    }

    #[test]
    fn an_input_from_outside_caps_production_at_once_and_then_labour() {
        let shock = Shock { from: 1, until: 2, inputs: BTreeMap::from([(1, 0.4)]), ..Shock::default() };
        let out = run(&economy(), &Parameters::default(), &[shock], 4, &Watch::default()).unwrap();
        let chips = |day: usize| out.production[3 * day + 1] / out.production[1];
        assert!((chips(1) - 0.6).abs() < 1e-12, "{}", chips(1));
        // Labour fell by 2/30 of the 0.4 that could not work.
        assert!((chips(2) - (1.0 - 0.4 * 2.0 / 30.0)).abs() < 1e-12, "{}", chips(2));
    }

    #[test]
    fn bad_input_is_named() {
        let mut p = Parameters { hiring: 2.0, ..Parameters::default() };
        p.households.insert("robots".to_owned());
        let text: Vec<String> = run(&economy(), &p, &stop(1.5), 1, &Watch::default())
            .unwrap_err()
            .iter()
            .map(ToString::to_string)
            .collect();
        assert!(text.iter().any(|t| t.starts_with("hiring: 2")), "{text:?}");
        assert!(
            text.iter().any(|t| t.contains("labour.A|ore: 1.5")) && text.iter().any(|t| t.contains("robots"))
        );
    }
}
