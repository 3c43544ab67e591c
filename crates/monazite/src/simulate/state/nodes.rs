//! What is remembered of nodes, and worked out for them in a period.

use super::super::network::Network;
use super::super::parameters::Setting;
use super::given::Given;
use super::list::{ByLot, reset, reset_lots};
use crate::id::Id;

/// State and scratch of nodes: one number each.
#[derive(Debug, Clone, Default)]
pub(in crate::simulate) struct Nodes {
    /// Commercial stock.
    pub(in crate::simulate) stock: ByLot,
    /// Output of the last period, less the baseline's.
    pub(in crate::simulate) made: ByLot,
    /// Shipments received for each of the last periods, less the baseline's: `[class][period % slots * nodes + node]`.
    pub(in crate::simulate) transit: ByLot,
    pub(in crate::simulate) slots: usize,
    /// Mass under way to a node less the baseline's, all classes.
    pub(in crate::simulate) under_way: Vec<f64>,
    /// Commercial stock at the beginning of the period just made.
    pub(in crate::simulate) stock_before: Vec<f64>,
    /// Commercial stock, output and shipments received of the last period less the baseline's, over all classes.
    pub(in crate::simulate) stock_all: Vec<f64>,
    pub(in crate::simulate) made_all: Vec<f64>,
    pub(in crate::simulate) received_all: Vec<f64>,
    /// Output that serves orders for use and the spot market; the rest fills stocks.
    pub(in crate::simulate) made_for_use: Vec<f64>,
    /// Shipments, received and sent, that fill stocks.
    pub(in crate::simulate) received_for_stock: Vec<f64>,
    pub(in crate::simulate) shipped_for_stock: Vec<f64>,
    /// What a node's producers would make, and exporters fill of one unit of orders, if its orders for use were at least
    /// the usual.
    pub(in crate::simulate) would_make: Vec<f64>,
    pub(in crate::simulate) filled: Vec<f64>,
    /// Orders for use and for stock, over supply of the baseline.
    pub(in crate::simulate) orders: Vec<[f64; 2]>,
    /// The same as they were in the period just made.
    pub(in crate::simulate) placed: Vec<[f64; 2]>,
    /// Spot purchases that a node has qualified for.
    pub(in crate::simulate) qualified: Vec<f64>,
    /// Spot orders that a node's producers got, over its output, and as mass.
    pub(in crate::simulate) spot_order: Vec<f64>,
    /// What buyers on the spot market seek of a node's producers, whether they have it or not.
    pub(in crate::simulate) spot_sought: Vec<f64>,
    /// Spot sales that a node diverts from buyers without contract.
    pub(in crate::simulate) diverted: Vec<f64>,
    /// Emergency recycling over its ceiling.
    pub(in crate::simulate) recycling: Vec<f64>,
    /// Whether any substitution or emergency recycling is under way.
    pub(in crate::simulate) eased: Vec<bool>,
    /// Strategic stock: mass left, periods since the first shortage; by entry of the setting.
    pub(in crate::simulate) strategic: Vec<f64>,
    pub(in crate::simulate) short_for: Vec<f64>,

    // Scratch.
    /// Inflow of this period less the baseline's, by class and over all classes.
    pub(in crate::simulate) coming: ByLot,
    pub(in crate::simulate) inflow: Vec<f64>,
    /// What is at hand, by class.
    pub(in crate::simulate) at_hand: ByLot,
    pub(in crate::simulate) fed: Vec<f64>,
    pub(in crate::simulate) used: Vec<f64>,
    /// What end uses at a node get.
    pub(in crate::simulate) served: Vec<f64>,
    /// What users ask for before they yield to price.
    pub(in crate::simulate) wished: Vec<f64>,
    /// Orders that a node did not place because its stock is above its target.
    pub(in crate::simulate) spared: Vec<f64>,
    pub(in crate::simulate) export_use: Vec<f64>,
    pub(in crate::simulate) export_stock: Vec<f64>,
    /// Part of each claim that is met.
    pub(in crate::simulate) fill_home: Vec<f64>,
    pub(in crate::simulate) fill_export: Vec<f64>,
    pub(in crate::simulate) fill_stock: Vec<f64>,
    /// Mass sold on the spot market.
    pub(in crate::simulate) spot_sold: Vec<f64>,
    pub(in crate::simulate) spare: Vec<f64>,
    /// What users, producers and shippers take, by class.
    pub(in crate::simulate) out: ByLot,
    /// What producers take and what is shipped, all classes.
    pub(in crate::simulate) taken: Vec<f64>,
    pub(in crate::simulate) shipped: Vec<f64>,
    /// What exporters with nothing but free mass fill of a node's orders for use and for stock, as mass over orders.
    pub(in crate::simulate) sent: Vec<[f64; 2]>,
    /// What is shipped to the node, less spot purchases, by class.
    pub(in crate::simulate) received: ByLot,
    pub(in crate::simulate) made_now: ByLot,
    pub(in crate::simulate) spot_bought: Vec<f64>,
    /// Whether lots under terms are at hand.
    pub(in crate::simulate) mixed: Vec<bool>,
    /// Class shares of what processes and exporters draw at mixed nodes.
    pub(in crate::simulate) share: ByLot,
    /// 1 outside a restriction in force, 0 inside.
    pub(in crate::simulate) world: Vec<u8>,
    /// Mass that a stock change of the baseline would have added and was not there.
    pub(in crate::simulate) unbuilt: Vec<f64>,
    /// Need of a node that orders do not meet.
    pub(in crate::simulate) missing: Vec<f64>,
}

impl Nodes {
    /// Puts the state of the baseline in place.
    pub(super) fn begin(&mut self, network: &Network, setting: &Setting, lots: usize, slots: usize) {
        let nodes = network.nodes.len();
        self.slots = slots;
        for list in [
            &mut self.stock,
            &mut self.made,
            &mut self.at_hand,
            &mut self.out,
            &mut self.coming,
            &mut self.received,
            &mut self.made_now,
            &mut self.share,
        ] {
            reset_lots(list, lots, nodes);
        }
        reset_lots(&mut self.transit, lots, nodes * slots);
        for list in [
            &mut self.qualified,
            &mut self.spot_order,
            &mut self.diverted,
            &mut self.spot_sought,
            &mut self.recycling,
            &mut self.inflow,
            &mut self.fed,
            &mut self.used,
            &mut self.served,
            &mut self.stock_before,
            &mut self.wished,
            &mut self.spared,
            &mut self.export_use,
            &mut self.export_stock,
            &mut self.spot_sold,
            &mut self.spare,
            &mut self.spot_bought,
            &mut self.unbuilt,
            &mut self.taken,
            &mut self.shipped,
            &mut self.missing,
            &mut self.under_way,
            &mut self.made_all,
            &mut self.received_all,
            &mut self.received_for_stock,
            &mut self.shipped_for_stock,
            &mut self.would_make,
            &mut self.filled,
        ] {
            reset(list, nodes, 0.0);
        }
        for list in [&mut self.fill_home, &mut self.fill_export, &mut self.fill_stock] {
            reset(list, nodes, 1.0);
        }
        for orders in [&mut self.orders, &mut self.placed] {
            reset(orders, nodes, [1.0, 0.0]);
        }
        reset(&mut self.sent, nodes, [0.0; 2]);
        reset(&mut self.eased, nodes, false);
        reset(&mut self.mixed, nodes, false);
        reset(&mut self.world, nodes, 0);
        reset(&mut self.short_for, setting.strategic.len(), 0.0);
        self.strategic.clear();
        self.strategic.extend(setting.strategic.iter().map(|s| s.1));
        self.stock[0].copy_from_slice(&setting.target);
        self.stock_all.clone_from(&setting.target);
        self.shipped.copy_from_slice(&network.exported);
        self.made_for_use.clone_from(&network.made);
    }

    /// Part of a shipment that is passed on to an importer, over all classes of the mix that is shipped.
    pub(in crate::simulate) fn passed_on(
        &self,
        network: &Network,
        given: &Given,
        from: usize,
        to: usize,
    ) -> f64 {
        if !self.mixed[from] {
            return 1.0;
        }
        let importer = network.nodes[to].country.index();
        (self.share.iter().enumerate())
            .map(|(class, share)| share[from] * given.passed[class * given.countries + importer])
            .sum()
    }

    /// Mass under way to a node or just made there, beyond what the baseline has, by class.
    pub(in crate::simulate) fn on_the_way(&self, given: &Given, node: usize, class: usize) -> f64 {
        let (lag, part) = given.setting.lag[node];
        let lag = lag as usize;
        // Shipments of the last `lag` periods have not come; of the one before, the slower part has not.
        let nodes = self.stock_all.len();
        let slot = |back: usize| (given.period + self.slots - back) % self.slots * nodes + node;
        let waiting: f64 = (0..lag).map(|back| self.transit[class][slot(back)]).sum();
        waiting + part * self.transit[class][slot(lag)] + self.made[class][node]
    }
}
