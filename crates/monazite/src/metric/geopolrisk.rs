//! `GeoPolRisk`: geopolitical supply risk of imports (Gemechu et al. 2016; Koyamparambath et al. 2024).
//!
//! Methods page: `docs/methods/geopolrisk.md`.

use crate::metric::concentration::hhi;
use crate::quantity::Index;

/// Midpoint of copper, kUSD/t, by which the published workbook divides to get the characterisation factor.
pub const COPPER_MIDPOINT: f64 = 0.409_412_948;

/// Weight of an exporter without a stability indicator.
pub const STABILITY_MISSING: f64 = 0.5;

/// Weight of an exporter, 0 stable to 1 unstable: (2.5 - PS) / 5, with PS the World Bank's political stability.
#[must_use]
pub fn instability(political_stability: Index) -> f64 {
    ((2.5 - political_stability.get()) / 5.0).clamp(0.0, 1.0)
}

/// One import of a mineral: who from whom, tonnes, value in thousand USD. Countries are positions in one list.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Import {
    /// Importer.
    pub importer: usize,
    /// Exporter.
    pub exporter: usize,
    /// Tonnes.
    pub mass: f64,
    /// Thousand USD; 0 if not known.
    pub value: f64,
}

/// One mineral in one year, for all countries: everything that its scores need.
#[derive(Debug, Clone, Copy)]
pub struct Market<'a> {
    /// Output by country, tonnes.
    pub production: &'a [f64],
    /// Weight of every country as an exporter, by [`instability`].
    pub weight: &'a [f64],
    /// Imports, in any order; rows without mass count for nothing.
    pub imports: &'a [Import],
}

/// The score of one importer with its parts.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Score {
    /// Concentration of world production, 0 to 1.
    pub hhi: f64,
    /// Sum of imports times the weight of the exporter, tonnes.
    pub weighted_imports: f64,
    /// Imports, tonnes; a bloc's include those among its members.
    pub imports: f64,
    /// Own output, tonnes.
    pub production: f64,
    /// Mean import price, kUSD/t; 0 without imports of known value.
    pub price: f64,
    /// Weighted imports over own output plus imports.
    pub import_risk: f64,
    /// `GeoPolRisk` score = HHI times import risk.
    pub score: f64,
    /// Score times price.
    pub midpoint: f64,
    /// Midpoint over that of copper.
    pub characterization_factor: f64,
}

/// Score from its parts: HHI, sum of g f, imports F, own output p, price in kUSD/t.
///
/// `ImportRisk = sum_i g_i f_i / (p + F)`, 0 where neither is positive; `Score = HHI ImportRisk`.
#[must_use]
pub fn score(hhi: f64, weighted_imports: f64, imports: f64, production: f64, price: f64) -> Score {
    let available = production + imports;
    let import_risk = if available > 0.0 { weighted_imports / available } else { 0.0 };
    let score = hhi * import_risk;
    let midpoint = score * price;
    let characterization_factor = midpoint / COPPER_MIDPOINT;
    Score {
        hhi,
        weighted_imports,
        imports,
        production,
        price,
        import_risk,
        score,
        midpoint,
        characterization_factor,
    }
}

/// Scores of all countries as importers, each alone, in list order; one pass over the imports.
///
/// The three slices of `market` speak of the same countries; an import that names a country beyond them is ignored.
#[must_use]
pub fn scores(market: &Market<'_>) -> Vec<Score> {
    let countries = market.production.len().min(market.weight.len());
    let mut sums = vec![Sums::default(); countries];
    for import in market.imports {
        if import.importer < countries && import.exporter < countries {
            sums[import.importer].add(import, market.weight[import.exporter]);
        }
    }
    let concentration = hhi(market.production).map_or(0.0, Index::get);
    sums.iter().zip(market.production).map(|(sum, &made)| sum.score(concentration, made)).collect()
}

/// Score of a bloc that imports as one: outputs and imports add up, and imports among members carry no risk.
#[must_use]
pub fn score_of_bloc(market: &Market<'_>, members: &[usize]) -> Score {
    let countries = market.production.len().min(market.weight.len());
    let mut inside = vec![false; countries];
    members.iter().filter(|&&m| m < countries).for_each(|&m| inside[m] = true);
    let mut sums = Sums::default();
    for import in market.imports {
        if import.importer < countries && import.exporter < countries && inside[import.importer] {
            sums.add(import, if inside[import.exporter] { 0.0 } else { market.weight[import.exporter] });
        }
    }
    let made = inside.iter().zip(market.production).filter(|(in_, _)| **in_).map(|(_, p)| p).sum();
    sums.score(hhi(market.production).map_or(0.0, Index::get), made)
}

#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    weighted: f64,
    mass: f64,
    value: f64,
}

impl Sums {
    fn add(&mut self, import: &Import, weight: f64) {
        self.weighted += import.mass * weight;
        self.mass += import.mass;
        self.value += import.value;
    }
    fn score(&self, hhi: f64, production: f64) -> Score {
        let price = if self.mass > 0.0 { self.value / self.mass } else { 0.0 };
        score(hhi, self.weighted, self.mass, production, price)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: f64, b: f64) {
        assert!((a - b).abs() <= 1e-9 * b.abs().max(1e-3), "{a} is not {b}");
    }

    #[test]
    fn the_golden_vectors_of_the_united_states_in_2022() {
        let graphite = score(0.470_663_478_647_389, 50_585.910_846_9, 86_586.111, 0.0, 2.226_906_957_4);
        near(graphite.import_risk, 0.584_226_618_595_9);
        near(graphite.score, 0.274_974_132_626_8);
        near(graphite.midpoint, 0.612_341_809_051_2);
        near(graphite.characterization_factor, 1.495_658_141_840_8);
        let manganese = score(0.203_518_337_290_286, 191_198.003_476_6, 350_700.567, 0.0, 0.400_734_883_9);
        near(manganese.import_risk, 0.545_188_749_229_0);
        near(manganese.score, 0.110_955_907_752_5);
        near(manganese.midpoint, 0.044_463_902_810_7);
        near(manganese.characterization_factor, 0.108_604_046_423_7);
        let nickel = score(0.267_490_076_576_410, 21.179_740_942_0, 37.495, 17_500.0, 4.806_774_236_6);
        near(nickel.import_risk, 0.001_207_683_363_1);
        near(nickel.score, 0.000_323_043_315_3);
        near(nickel.midpoint, 0.001_552_796_285_2);
        near(nickel.characterization_factor, 0.003_792_738_585_2);
    }

    #[test]
    fn the_worked_number() {
        let imports = [
            Import { importer: 0, exporter: 1, mass: 30.0, value: 60.0 },
            Import { importer: 0, exporter: 2, mass: 50.0, value: 140.0 },
        ];
        let market = Market { production: &[20.0, 30.0, 50.0], weight: &[0.3, 0.4, 0.6], imports: &imports };
        let own = scores(&market)[0];
        near(own.hhi, 0.38);
        near(own.import_risk, 0.42);
        near(own.score, 0.1596);
        near(own.price, 2.5);
        let bloc = score_of_bloc(&market, &[0, 1]);
        near(bloc.import_risk, 30.0 / 130.0);
        assert_eq!(score_of_bloc(&market, &[0]), own);
    }

    #[test]
    fn stability_becomes_a_weight() {
        assert_eq!(instability(Index::new(2.5)), 0.0);
        assert_eq!(instability(Index::new(-2.5)), 1.0);
        assert_eq!(instability(Index::new(0.0)), STABILITY_MISSING);
    }

    #[test]
    fn no_imports_no_risk() {
        let market = Market { production: &[0.0, 0.0], weight: &[0.5, 0.5], imports: &[] };
        assert_eq!(scores(&market), vec![Score::default(); 2]);
    }
}
