//! Dynamic stocks of products by cohort: what was put into use each year, what is in use, what comes out as scrap.
//!
//! Methods page: `docs/methods/cohort.md`.

use crate::error::Error;
use crate::quantity::{Tonnes, TonnesPerYear, Years};
use crate::system::lifetime::{Distribution, Lifetime};

/// The part of a cohort that is still in use at an age.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Survival {
    /// All until an age, none from then on.
    Fixed {
        /// That age.
        mean: Years,
    },
    /// Normal lifetimes. Negative ones are not cut off, so a little is gone at age zero.
    Normal {
        /// Mean.
        mean: Years,
        /// Standard deviation.
        spread: Years,
    },
    /// The absolute value of a normal variable.
    FoldedNormal {
        /// Mean of the variable before folding.
        mean: Years,
        /// Standard deviation of the variable before folding.
        spread: Years,
    },
    /// Log-normal lifetimes.
    LogNormal {
        /// Mean of the lifetime itself.
        mean: Years,
        /// Standard deviation of the lifetime itself.
        spread: Years,
    },
    /// Weibull lifetimes.
    Weibull {
        /// Shape, above 1 where old products fail more often.
        shape: f64,
        /// Age at which all but 1/e are gone.
        scale: Years,
    },
}

/// When in the year products go into use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// All on the first day.
    Start,
    /// On average in the middle of the year.
    Middle,
    /// All on the last day.
    End,
}

/// Yearly flows and end-of-year stocks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cohorts {
    /// Put into use in each year.
    pub inflow: Vec<TonnesPerYear>,
    /// In use at the end of each year.
    pub stock: Vec<Tonnes>,
    /// Discarded in each year.
    pub outflow: Vec<TonnesPerYear>,
}

impl Survival {
    /// From a row of `lifetimes.csv`, which states mean and standard deviation.
    #[must_use]
    pub fn of(lifetime: &Lifetime) -> Self {
        let (mean, spread) = (lifetime.datum.value, lifetime.spread);
        match lifetime.distribution {
            Distribution::Fixed => Self::Fixed { mean },
            Distribution::Normal => Self::Normal { mean, spread },
            Distribution::FoldedNormal => Self::FoldedNormal { mean, spread },
            Distribution::LogNormal => Self::LogNormal { mean, spread },
            Distribution::Weibull => Self::weibull(mean, spread),
        }
    }

    /// The Weibull distribution of a mean and a standard deviation.
    ///
    /// The coefficient of variation falls with the shape, from above 15 at 0.2 to below 0.013 at 100;
    /// the shape is found between those by halving the interval.
    #[must_use]
    pub fn weibull(mean: Years, spread: Years) -> Self {
        let wanted = spread.get() / mean.get();
        let variation = |shape: f64| {
            let (one, two) = (libm::lgamma(1.0 + 1.0 / shape), libm::lgamma(1.0 + 2.0 / shape));
            libm::sqrt(libm::expm1(two - 2.0 * one).max(0.0))
        };
        let (mut low, mut high) = (0.2, 100.0);
        for _ in 0..100 {
            let middle = 0.5 * (low + high);
            if variation(middle) > wanted { low = middle } else { high = middle }
        }
        let shape = 0.5 * (low + high);
        Self::Weibull { shape, scale: Years::new(mean.get() / libm::tgamma(1.0 + 1.0 / shape)) }
    }

    /// The part still in use at an age.
    #[must_use]
    pub fn at(&self, age: Years) -> f64 {
        let age = age.get();
        match *self {
            Self::Fixed { mean } => f64::from(u8::from(age < mean.get())),
            Self::Normal { mean, spread } => beyond((age - mean.get()) / spread.get()),
            Self::FoldedNormal { mean, spread } if age > 0.0 => {
                beyond((age - mean.get()) / spread.get()) + beyond((age + mean.get()) / spread.get())
            }
            Self::LogNormal { mean, spread } if age > 0.0 => {
                let variance = libm::log1p((spread.get() / mean.get()).powi(2));
                let centre = libm::log(mean.get()) - 0.5 * variance;
                beyond((libm::log(age) - centre) / libm::sqrt(variance))
            }
            Self::Weibull { shape, scale } if age > 0.0 => libm::exp(-libm::pow(age / scale.get(), shape)),
            Self::FoldedNormal { .. } | Self::LogNormal { .. } | Self::Weibull { .. } => 1.0,
        }
    }
}

/// The upper tail of the standard normal distribution.
fn beyond(z: f64) -> f64 {
    0.5 * libm::erfc(z * std::f64::consts::FRAC_1_SQRT_2)
}

impl Entry {
    /// Age of a cohort at the end of the year in which it went into use.
    const fn first_age(self) -> f64 {
        match self {
            Self::Start => 1.0,
            Self::Middle => 0.5,
            Self::End => 0.0,
        }
    }

    /// The part of a cohort in use at the end of its year, and of each year after.
    fn survival(self, survival: &Survival, years: usize) -> Vec<f64> {
        (0..years).map(|passed| survival.at(Years::new(passed as f64 + self.first_age()))).collect()
    }
}

/// Stocks and scrap that follow from what was put into use.
#[must_use]
pub fn from_inflow(inflow: &[TonnesPerYear], survival: &Survival, entry: Entry) -> Cohorts {
    let kept = entry.survival(survival, inflow.len());
    let mut cohorts = Cohorts { inflow: inflow.to_vec(), ..Cohorts::default() };
    for year in 0..inflow.len() {
        let in_use = |at: usize| -> f64 {
            inflow[..=at].iter().enumerate().map(|(c, i)| i.get() * kept[at - c]).sum()
        };
        push(&mut cohorts, in_use(year), inflow[year]);
    }
    cohorts
}

/// What must be put into use, and the scrap, for a stock to be in use.
///
/// A stock that falls faster than its products age out makes the inflow negative; that is returned as it is.
///
/// # Errors
/// [`Error::Singular`] if nothing of a cohort is left at the end of its first year: no inflow can hold such a stock.
pub fn from_stock(stock: &[Tonnes], survival: &Survival, entry: Entry) -> Result<Cohorts, Error> {
    let kept = entry.survival(survival, stock.len());
    if kept.first().is_some_and(|&k| k <= 0.0) {
        return Err(Error::Singular {
            what: "the inflow behind a stock".to_owned(),
            reason: "its products do not last to the end of their first year".to_owned(),
        });
    }
    let mut cohorts = Cohorts::default();
    for (year, held) in stock.iter().enumerate() {
        let old: f64 = cohorts.inflow.iter().enumerate().map(|(c, i)| i.get() * kept[year - c]).sum();
        let inflow = TonnesPerYear::new((held.get() - old) / kept[0]);
        cohorts.inflow.push(inflow);
        push(&mut cohorts, held.get(), inflow);
    }
    Ok(cohorts)
}

/// Adds a year: what came in and is not in use any more has come out.
fn push(cohorts: &mut Cohorts, held: f64, inflow: TonnesPerYear) {
    let before = cohorts.stock.last().map_or(0.0, |s| s.get());
    cohorts.outflow.push(TonnesPerYear::new(before + inflow.get() - held));
    cohorts.stock.push(Tonnes::new(held));
}

#[cfg(test)]
mod tests {
    use super::*;

    const YEARLY: [f64; 4] = [10.0, 20.0, 0.0, 0.0];

    fn inflow() -> Vec<TonnesPerYear> {
        YEARLY.map(TonnesPerYear::new).to_vec()
    }

    #[test]
    fn the_worked_number() {
        // Products that last two years, put into use on the first day of the year.
        let survival = Survival::Fixed { mean: Years::new(2.0) };
        let cohorts = from_inflow(&inflow(), &survival, Entry::Start);
        let outflow: Vec<f64> = cohorts.outflow.iter().map(|t| t.get()).collect();
        let stock: Vec<f64> = cohorts.stock.iter().map(|t| t.get()).collect();
        assert_eq!(stock, [10.0, 20.0, 0.0, 0.0]);
        assert_eq!(outflow, [0.0, 10.0, 20.0, 0.0]);
    }

    #[test]
    fn a_weibull_of_a_mean_and_a_spread_has_them() {
        let Survival::Weibull { shape, scale } = Survival::weibull(Years::new(14.0), Years::new(4.0)) else {
            unreachable!()
        };
        let mean = scale.get() * libm::tgamma(1.0 + 1.0 / shape);
        let second = scale.get().powi(2) * libm::tgamma(1.0 + 2.0 / shape);
        assert!((mean - 14.0).abs() < 1e-9 && ((second - mean * mean).sqrt() - 4.0).abs() < 1e-9);
    }

    #[test]
    fn a_stock_that_followed_from_an_inflow_gives_it_back() {
        for survival in [
            Survival::Normal { mean: Years::new(3.0), spread: Years::new(1.0) },
            Survival::FoldedNormal { mean: Years::new(3.0), spread: Years::new(1.0) },
            Survival::LogNormal { mean: Years::new(3.0), spread: Years::new(1.0) },
            Survival::weibull(Years::new(3.0), Years::new(1.0)),
        ] {
            for entry in [Entry::Start, Entry::Middle, Entry::End] {
                let forth = from_inflow(&inflow(), &survival, entry);
                let back = from_stock(&forth.stock, &survival, entry).unwrap();
                for (a, b) in forth.inflow.iter().zip(&back.inflow) {
                    assert!((a.get() - b.get()).abs() < 1e-9);
                }
            }
        }
    }

    #[test]
    fn a_stock_of_what_does_not_last_cannot_be_held() {
        let survival = Survival::Fixed { mean: Years::new(0.5) };
        assert!(from_stock(&[Tonnes::new(1.0)], &survival, Entry::Start).is_err());
    }
}
