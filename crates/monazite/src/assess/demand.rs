//! The members' share of the world's use.

use super::metric::Metric;
use super::reading::{Key, Reading};
use super::view::View;
use crate::metric::demand_share::demand_share;
use crate::quantity::TonnesPerYear;

/// One figure a mineral: contained mass in end uses, in whatever form it is used.
pub(super) fn readings(view: &View<'_>, out: &mut Vec<Reading>) {
    let world: TonnesPerYear = view.place.balance.uses.iter().map(|u| u.mass).sum();
    if let Some(share) = demand_share(TonnesPerYear::new(view.place.used(view.members)), world) {
        out.push(Reading::new(Key::of(Metric::DemandShare, view.mineral), share.get()));
    }
}
