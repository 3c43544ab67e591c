//! Supply risk by the EU method of 2017, used for the lists of 2017, 2020 and 2023.
//!
//! Methods page: `docs/methods/supply_risk_eu.md`.

use crate::quantity::{Index, Share};

/// What the EU method knows of one stage of a mineral.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StageRisk {
    /// `HHI_WGI,t` of world supply: squared shares times governance (0 to 10) times trade parameter.
    pub hhi_global: Index,
    /// The same of the actual sourcing; `None` where it is not known.
    pub hhi_sourcing: Option<Index>,
    /// Import reliance (EU definition), 0 to 1.
    pub import_reliance: Share,
    /// End-of-life recycling input rate.
    pub eol_rir: Share,
    /// Substitution index of supply risk, 0 to 1; 1 gives no credit for substitutes.
    pub substitution: Index,
}

/// SR = [`HHI_GS` IR/2 + `HHI_EU` (1 - IR/2)] (1 - `EoL_RIR`) `SI_SR`.
///
/// Where the sourcing is not known, `HHI_GS` stands alone. On the scale of the study: 1.0 and more is a high risk.
/// Source: European Commission (2017), Methodology for establishing the EU list of critical raw materials.
/// Limit: HHI falls with the square of a split, so the number says little about chains with one narrow stage not named.
#[must_use]
pub fn supply_risk(stage: &StageRisk) -> Index {
    let reliance = stage.import_reliance.get().clamp(0.0, 1.0);
    let hhi = match stage.hhi_sourcing {
        Some(sourcing) => stage.hhi_global.get() * reliance / 2.0 + sourcing.get() * (1.0 - reliance / 2.0),
        None => stage.hhi_global.get(),
    };
    Index::new(hhi * (1.0 - stage.eol_rir.get().clamp(0.0, 1.0)) * stage.substitution.get())
}

/// The published number of a mineral: the largest over its stages.
#[must_use]
pub fn bottleneck(stages: &[Index]) -> Option<Index> {
    stages.iter().copied().reduce(Index::max)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metric::concentration::hhi_weighted;

    #[test]
    fn the_textbook_case() {
        let supply = [(0.6, 6.0), (0.3, 4.0), (0.1, 2.0)].map(|(s, w)| (Share::new(s), Index::new(w)));
        let stage = StageRisk {
            hhi_global: hhi_weighted(&supply).unwrap(),
            hhi_sourcing: Some(Index::new(1.5)),
            import_reliance: Share::new(0.8),
            eol_rir: Share::new(0.1),
            substitution: Index::new(0.95),
        };
        assert!((stage.hhi_global.get() - 2.54).abs() < 1e-12);
        assert!((supply_risk(&stage).get() - 1.638_18).abs() < 1e-9);
    }

    #[test]
    fn without_sourcing_the_world_stands_alone() {
        let stage = StageRisk {
            hhi_global: Index::new(2.0),
            hhi_sourcing: None,
            import_reliance: Share::new(0.3),
            eol_rir: Share::new(0.5),
            substitution: Index::new(1.0),
        };
        assert_eq!(supply_risk(&stage), Index::new(1.0));
    }

    #[test]
    fn the_narrowest_stage_counts() {
        assert_eq!(bottleneck(&[Index::new(0.4), Index::new(1.2)]), Some(Index::new(1.2)));
        assert_eq!(bottleneck(&[]), None);
    }
}
