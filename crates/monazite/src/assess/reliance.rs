//! Reliance on imports by form, computed from the balance; the two definitions side by side.

use super::metric::Metric;
use super::reading::{Key, Reading};
use super::view::View;
use crate::metric::reliance::{NetImportReliance, Supply, import_reliance, net_import_reliance};
use crate::quantity::TonnesPerYear;

/// A use below this part of world supply is none: what is left of a small difference of large masses. Reliance over it
/// would be all or nothing by chance.
const NOISE: f64 = 1e-6;

/// Every form that the members make, trade or take, and use themselves.
pub(super) fn readings(view: &View<'_>, out: &mut Vec<Reading>) {
    for form in view.system.forms_of(view.mineral) {
        let imports: f64 = view.place.imports(form, view.members).values().sum();
        let changes = view.place.balance.stock_changes.iter();
        let added = changes.filter(|s| s.form == form && view.members.contains(&s.country));
        let supply = Supply {
            production: TonnesPerYear::new(view.place.made(form, view.members)),
            imports: TonnesPerYear::new(imports),
            exports: TonnesPerYear::new(view.place.exports(form, view.members)),
            stock_draw: -added.map(|s| s.mass).sum::<TonnesPerYear>(),
        };
        let used = (supply.production + supply.imports - supply.exports).get().max(0.0);
        if used <= NOISE * view.place.balance.world_supply.get() {
            continue;
        }
        let key = |metric| Key::of(metric, view.mineral).form(view.system, form);
        match net_import_reliance(&supply) {
            Some(NetImportReliance::Share(share)) => {
                out.push(Reading::new(key(Metric::NetImportReliance), share.get()));
            }
            // Zero stands for the `E` of the publisher: more goes out than comes in.
            Some(NetImportReliance::NetExporter) => {
                out.push(Reading::new(key(Metric::NetImportReliance), 0.0));
            }
            None => {}
        }
        if let Some(share) = import_reliance(supply.production, supply.imports, supply.exports) {
            out.push(Reading::new(key(Metric::ImportReliance), share.get()));
        }
    }
}
