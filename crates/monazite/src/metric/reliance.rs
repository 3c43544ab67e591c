//! Reliance on imports by its two published definitions, which are never mixed.
//!
//! Methods page: `docs/methods/reliance.md`.

use crate::quantity::{Share, TonnesPerYear};

/// What a country or coalition made, traded and took from stock in a year, as contained mass of one form.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Supply {
    /// Primary and secondary output.
    pub production: TonnesPerYear,
    /// Imports over the outer border.
    pub imports: TonnesPerYear,
    /// Exports over the outer border.
    pub exports: TonnesPerYear,
    /// Net draw from government and industry stocks; negative when stocks were built.
    pub stock_draw: TonnesPerYear,
}

impl Supply {
    /// Apparent consumption = production + imports - exports + stock draw.
    #[must_use]
    pub fn apparent_consumption(&self) -> TonnesPerYear {
        self.production + self.imports - self.exports + self.stock_draw
    }
}

/// Net import reliance as the USGS publishes it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum NetImportReliance {
    /// Share of apparent consumption.
    Share(Share),
    /// `E`: more goes out than comes in.
    NetExporter,
}

/// Net import reliance (USGS) = (imports - exports + stock draw) / apparent consumption; `E` for a net exporter.
///
/// `None` if apparent consumption is not positive, which means that the data do not fit together.
/// Source: USGS Mineral Commodity Summaries, appendix B.
#[must_use]
pub fn net_import_reliance(supply: &Supply) -> Option<NetImportReliance> {
    let consumption = supply.apparent_consumption().get();
    let net = (supply.imports - supply.exports + supply.stock_draw).get();
    if supply.exports > supply.imports && net < 0.0 {
        return Some(NetImportReliance::NetExporter);
    }
    (consumption > 0.0).then(|| NetImportReliance::Share(Share::new((net / consumption).clamp(0.0, 1.0))))
}

/// Import reliance (EU) = (imports - exports) / (production + imports - exports), clamped to 0 to 1.
///
/// `production` is the primary output inside the border. `None` if the denominator is not positive and imports do not
/// exceed exports; a net exporter has 0.
/// Source: European Commission (2017), Methodology for establishing the EU list of critical raw materials.
#[must_use]
pub fn import_reliance(
    production: TonnesPerYear,
    imports: TonnesPerYear,
    exports: TonnesPerYear,
) -> Option<Share> {
    let net = (imports - exports).get();
    if net <= 0.0 {
        return (production.get() > 0.0 || imports.get() > 0.0).then_some(Share::ZERO);
    }
    let available = production.get().max(0.0) + net;
    Some(Share::new((net / available).clamp(0.0, 1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    const fn t(value: f64) -> TonnesPerYear {
        TonnesPerYear::new(value)
    }

    #[test]
    fn the_worked_number_is_united_states_copper_of_2024() {
        let supply =
            Supply { production: t(921.0), imports: t(892.0), exports: t(127.0), stock_draw: t(0.0) };
        let Some(NetImportReliance::Share(share)) = net_import_reliance(&supply) else {
            panic!("an importer")
        };
        assert!((share.get() - 765.0 / 1686.0).abs() < 1e-15);
        assert_eq!(format!("{:.1}", share.get() * 100.0), "45.4");
    }

    #[test]
    fn a_net_exporter_is_marked() {
        let supply = Supply { production: t(10.0), imports: t(1.0), exports: t(5.0), stock_draw: t(0.0) };
        assert_eq!(net_import_reliance(&supply), Some(NetImportReliance::NetExporter));
        assert_eq!(import_reliance(t(10.0), t(1.0), t(5.0)), Some(Share::ZERO));
    }

    #[test]
    fn the_two_definitions_differ_by_stocks() {
        let supply = Supply { production: t(20.0), imports: t(90.0), exports: t(10.0), stock_draw: t(-20.0) };
        assert_eq!(net_import_reliance(&supply), Some(NetImportReliance::Share(Share::new(0.75))));
        assert_eq!(import_reliance(t(20.0), t(90.0), t(10.0)), Some(Share::new(0.8)));
    }

    #[test]
    fn nothing_made_or_traded_has_no_reliance() {
        assert_eq!(net_import_reliance(&Supply::default()), None);
        assert_eq!(import_reliance(t(0.0), t(0.0), t(0.0)), None);
    }
}
