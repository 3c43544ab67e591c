//! Generated networks that balance exactly before noise is added.

use monazite::system::testing::Builder;
use monazite::system::{Stage, System};
use rand::Rng;
use rand_pcg::Pcg64;

/// How to generate a chain of ore, metal and parts.
#[derive(Debug, Clone)]
pub(crate) struct Chain {
    /// Number of countries.
    pub(crate) countries: usize,
    /// Seed of the masses.
    pub(crate) seed: u64,
    /// Share of pairs of countries that trade a form.
    pub(crate) trade: f64,
    /// Relative error put on every datum.
    pub(crate) noise: f64,
    /// Factor on all masses.
    pub(crate) unit: f64,
    /// Order in which countries become known, and prefix of their names.
    pub(crate) reversed: bool,
    /// Prefix of country names.
    pub(crate) prefix: &'static str,
    /// A country whose rows are left out.
    pub(crate) without: Option<usize>,
}

impl Default for Chain {
    fn default() -> Self {
        Self {
            countries: 4,
            seed: 1,
            trade: 0.5,
            noise: 0.0,
            unit: 1.0,
            reversed: false,
            prefix: "C",
            without: None,
        }
    }
}

/// Name of a country of a chain.
pub(crate) fn name(chain: &Chain, country: usize) -> String {
    format!("{}{country:03}", chain.prefix)
}

/// One mineral with three forms; each country mines, refines and builds what it keeps, and exports parts of it.
pub(crate) fn system(chain: &Chain) -> System {
    minerals(chain, 1)
}

/// Several such minerals.
pub(crate) fn minerals(chain: &Chain, minerals: usize) -> System {
    let mut builder = Builder::new();
    let order: Vec<usize> =
        if chain.reversed { (0..chain.countries).rev().collect() } else { (0..chain.countries).collect() };
    for c in order {
        builder = builder.country(&name(chain, c));
    }
    for m in 0..minerals {
        builder = mineral(builder, chain, m);
    }
    builder.build()
}

fn mineral(mut builder: Builder, chain: &Chain, number: usize) -> Builder {
    let mut random = Pcg64::new(u128::from(chain.seed), number as u128);
    let mut draw = move || (random.next_u64() >> 11) as f64 / 9_007_199_254_740_992.0;
    let key = |word: &str| format!("{word}{number}");
    let (mineral, ore, metal, part) = (key("m"), key("ore"), key("metal"), key("part"));
    builder = builder
        .mineral(&mineral)
        .form(&ore, &mineral, Stage::Extraction)
        .form(&metal, &mineral, Stage::Processing)
        .form(&part, &mineral, Stage::Manufacturing)
        .process(&key("mine"), Stage::Extraction, &[], &[(&ore, 1.0)])
        .process(&key("refine"), Stage::Processing, &[(&ore, 1.25)], &[(&metal, 1.0)])
        .process(&key("build"), Stage::Manufacturing, &[(&metal, 1.0)], &[(&part, 1.0)]);
    let n = chain.countries;
    let mut made: Vec<f64> =
        (0..n).map(|_| if draw() < 0.6 { 100.0 * draw().powi(2) } else { 0.0 }).collect();
    made[0] += 50.0;
    for (form, yields) in [(&ore, 1.25), (&metal, 1.0), (&part, 0.0)] {
        let mut kept = made.clone();
        for i in 0..n {
            if made[i] > 0.0 {
                builder = output(builder, chain, form, i, made[i], &mut draw);
            }
            let weights: Vec<f64> =
                (0..n).map(|j| if j != i && draw() < chain.trade { draw() } else { 0.0 }).collect();
            let total: f64 = weights.iter().sum::<f64>() + draw() + 0.1;
            for (j, weight) in weights.iter().enumerate().filter(|w| *w.1 > 0.0 && made[i] > 0.0) {
                let mass = made[i] * weight / total;
                kept[i] -= mass;
                kept[j] += mass;
                builder = flow(builder, chain, form, (i, j), mass, &mut draw);
            }
        }
        for (i, mass) in kept.iter().enumerate().filter(|k| yields == 0.0 && *k.1 > 0.0) {
            builder = demand(builder, chain, form, i, *mass, &mut draw);
        }
        made = kept.iter().map(|k| if yields > 0.0 { k / yields } else { 0.0 }).collect();
    }
    builder
}

/// Value and standard error of a datum whose true value is given.
fn noisy(chain: &Chain, mass: f64, draw: &mut impl FnMut() -> f64) -> (f64, f64) {
    let value = mass * chain.unit * (1.0 + chain.noise * (2.0 * draw() - 1.0));
    (value, 0.1 * value)
}

fn output(
    b: Builder,
    chain: &Chain,
    form: &str,
    i: usize,
    mass: f64,
    draw: &mut impl FnMut() -> f64,
) -> Builder {
    let (value, sigma) = noisy(chain, mass, draw);
    if chain.without == Some(i) { b } else { b.production(form, "", &name(chain, i), value, sigma) }
}

fn flow(
    b: Builder,
    chain: &Chain,
    form: &str,
    (i, j): (usize, usize),
    mass: f64,
    draw: &mut impl FnMut() -> f64,
) -> Builder {
    let (value, sigma) = noisy(chain, mass, draw);
    if chain.without == Some(i) || chain.without == Some(j) {
        return b;
    }
    b.flow(form, (&name(chain, i), &name(chain, j)), "1234", value, sigma)
}

fn demand(
    b: Builder,
    chain: &Chain,
    form: &str,
    i: usize,
    mass: f64,
    draw: &mut impl FnMut() -> f64,
) -> Builder {
    let (value, sigma) = noisy(chain, mass, draw);
    if chain.without == Some(i) { b } else { b.demand(form, &name(chain, i), "other", value, sigma) }
}
