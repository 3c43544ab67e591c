//! Concentration of supply: Herfindahl-Hirschman index, plain and weighted, and the shares of the largest suppliers.
//!
//! Methods page: `docs/methods/concentration.md`.

use crate::quantity::{Index, Share};

/// Parts as shares of their sum.
///
/// `parts` are the outputs of the suppliers in one unit; negative parts count as nothing. `None` if nothing is supplied.
#[must_use]
pub fn shares<Q: Copy + Into<f64>>(parts: &[Q]) -> Option<Vec<Share>> {
    let masses: Vec<f64> = parts.iter().map(|&p| positive(p)).collect();
    let total: f64 = masses.iter().sum();
    (total > 0.0).then(|| masses.iter().map(|m| Share::new(m / total)).collect())
}

/// HHI = sum over suppliers of `S_c`^2, with `S_c` the share of supplier c; between 1/n and 1.
///
/// `parts` are outputs in one unit, or shares. `None` if nothing is supplied.
/// Source: Herfindahl (1950), Hirschman (1945); printed 0 to 10,000 elsewhere.
/// Limit: an unnamed rest of the world counts as infinitely many small suppliers if it is left out of `parts`.
#[must_use]
pub fn hhi<Q: Copy + Into<f64>>(parts: &[Q]) -> Option<Index> {
    hhi_of_total(parts, 0.0)
}

/// HHI where the suppliers named in `parts` make only part of a published world `total`.
///
/// The total is the larger of `total` and the sum of the parts, because published totals are rounded and leave out
/// withheld figures. What is unnamed adds nothing, as if it came from many small suppliers: a lower bound.
#[must_use]
pub fn hhi_of_total<Q: Copy + Into<f64>>(parts: &[Q], total: f64) -> Option<Index> {
    let (sum, squares) =
        parts.iter().map(|&p| positive(p)).fold((0.0, 0.0), |(sum, squares), m| (sum + m, squares + m * m));
    let whole = sum.max(total);
    (sum > 0.0).then(|| Index::new(squares / (whole * whole)))
}

/// Weighted HHI = sum over suppliers of `S_c`^2 `w_c`.
///
/// `supply` pairs the output of a supplier with its weight: governance on the scale 0 to 10 times the trade parameter
/// in the EU method ([`governance_eu`]), 1 for the plain index. `None` if nothing is supplied.
#[must_use]
pub fn hhi_weighted<Q: Copy + Into<f64>>(supply: &[(Q, Index)]) -> Option<Index> {
    hhi_weighted_of_total(supply, 0.0)
}

/// [`hhi_weighted`] where the named suppliers make only part of a published world `total`.
#[must_use]
pub fn hhi_weighted_of_total<Q: Copy + Into<f64>>(supply: &[(Q, Index)], total: f64) -> Option<Index> {
    let sum: f64 = supply.iter().map(|&(p, _)| positive(p)).sum();
    let whole = sum.max(total);
    (sum > 0.0).then(|| {
        let weighted: f64 = supply.iter().map(|&(p, w)| positive(p).powi(2) * w.get()).sum();
        Index::new(weighted / (whole * whole))
    })
}

/// The largest supplier: its position in `parts` and its share. The first of equals.
#[must_use]
pub fn largest<Q: Copy + Into<f64>>(parts: &[Q]) -> Option<(usize, Share)> {
    let all = shares(parts)?;
    let first =
        all.iter().enumerate().fold(0, |best, (i, s)| if s.get() > all[best].get() { i } else { best });
    Some((first, all[first]))
}

/// Share of the `n` largest suppliers together.
#[must_use]
pub fn top_share<Q: Copy + Into<f64>>(parts: &[Q], n: usize) -> Option<Share> {
    let mut all: Vec<f64> = shares(parts)?.into_iter().map(Share::get).collect();
    all.sort_by(|a, b| b.total_cmp(a));
    Some(Share::new(all.into_iter().take(n).sum::<f64>().min(1.0)))
}

/// Governance on the EU scale: 0 best to 10 worst, from the World Bank scale (-2.5 worst to 2.5 best).
///
/// 10 (2.5 - WGI) / 5, with WGI the mean of the six indicators; clamped, because estimates may leave the scale.
#[must_use]
pub fn governance_eu(wgi: Index) -> Index {
    Index::new((10.0 * (2.5 - wgi.get()) / 5.0).clamp(0.0, 10.0))
}

/// Weight on the EU scale of a country without an indicator: the middle of the scale.
pub const GOVERNANCE_EU_MISSING: Index = Index::new(5.0);

fn positive<Q: Into<f64>>(part: Q) -> f64 {
    part.into().max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::TonnesPerYear as T;

    fn parts() -> Vec<T> {
        [60.0, 30.0, 10.0].map(T::new).to_vec()
    }

    #[test]
    fn the_worked_number() {
        let supply: Vec<_> = parts().into_iter().zip([6.0, 4.0, 2.0].map(Index::new)).collect();
        assert!((hhi(&parts()).unwrap().get() - 0.46).abs() < 1e-15);
        assert!((hhi_weighted(&supply).unwrap().get() - 2.54).abs() < 1e-12);
        assert_eq!(largest(&parts()).unwrap(), (0, Share::new(0.6)));
        assert!((top_share(&parts(), 2).unwrap().get() - 0.9).abs() < 1e-15);
    }

    #[test]
    fn a_published_world_total_counts_only_where_it_is_larger() {
        assert!((hhi_of_total(&parts(), 200.0).unwrap().get() - 0.115).abs() < 1e-15);
        assert_eq!(hhi_of_total(&parts(), 90.0), hhi(&parts()));
    }

    #[test]
    fn nothing_supplied_has_no_concentration() {
        assert_eq!(hhi::<T>(&[]), None);
        assert_eq!(hhi(&[T::ZERO]), None);
        assert_eq!(largest(&[T::ZERO]), None);
    }

    #[test]
    fn the_governance_scale_runs_from_best_to_worst() {
        assert_eq!(governance_eu(Index::new(2.5)).get(), 0.0);
        assert_eq!(governance_eu(Index::new(-2.5)).get(), 10.0);
        assert_eq!(governance_eu(Index::new(0.0)), GOVERNANCE_EU_MISSING);
    }
}
