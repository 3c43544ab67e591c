//! What a run remembers from period to period, and its scratch memory. Made once, reused by every run.
//!
//! Inflows are kept as differences from the baseline, so that where nothing happens every difference is zero to the
//! last bit and so is every change.

use super::binding::Binding;
use super::network::Network;
use super::parameters::Setting;
use super::policy::Levels;
use crate::id::Id;

/// Mass at nodes by lot class: `mass[class][node]`.
pub(super) type ByLot = Vec<Vec<f64>>;

/// State and scratch of a run.
#[derive(Debug, Clone, Default)]
pub struct State {
    pub(super) values: Vec<f64>,
    pub(super) setting: Setting,
    pub(super) levels: Levels,
    pub(super) period: usize,

    // State of nodes.
    /// Commercial stock.
    pub(super) stock: ByLot,
    /// Output of the last period, less the baseline's.
    pub(super) made: ByLot,
    /// Shipments received for each of the last periods, less the baseline's: `[class][period % slots * nodes + node]`.
    pub(super) transit: ByLot,
    pub(super) slots: usize,
    /// Mass under way to a node less the baseline's, all classes.
    pub(super) under_way: Vec<f64>,
    /// Commercial stock, output and shipments received of the last period less the baseline's, over all classes.
    pub(super) stock_all: Vec<f64>,
    /// Commercial stock at the beginning of the period just made.
    pub(super) stock_before: Vec<f64>,
    pub(super) made_all: Vec<f64>,
    pub(super) received_all: Vec<f64>,
    /// Output that serves orders for use and the spot market; the rest fills stocks.
    pub(super) made_for_use: Vec<f64>,
    /// Shipments, received and sent, that fill stocks.
    pub(super) received_for_stock: Vec<f64>,
    pub(super) shipped_for_stock: Vec<f64>,
    /// What a node's producers would make, and exporters fill of one unit of orders, if its orders for use were at least
    /// the usual.
    pub(super) would_make: Vec<f64>,
    pub(super) filled: Vec<f64>,
    /// Orders for use and for stock, over supply of the baseline.
    pub(super) orders: Vec<[f64; 2]>,
    /// The same as they were in the period just made.
    pub(super) placed: Vec<[f64; 2]>,
    /// Spot purchases that a node has qualified for.
    pub(super) qualified: Vec<f64>,
    /// Spot orders that a node's producers got, over its output, and as mass.
    pub(super) spot_order: Vec<f64>,
    /// What buyers on the spot market seek of a node's producers, whether they have it or not.
    pub(super) spot_sought: Vec<f64>,
    /// Spot sales that a node diverts from buyers without contract.
    pub(super) diverted: Vec<f64>,
    /// Emergency recycling over its ceiling.
    pub(super) recycling: Vec<f64>,
    /// Whether any substitution or emergency recycling is under way.
    pub(super) eased: Vec<bool>,
    /// Strategic stock: mass left, periods since the first shortage; by entry of the setting.
    pub(super) strategic: Vec<f64>,
    pub(super) short_for: Vec<f64>,

    // State of users, producers and markets.
    /// Substitution over its ceiling.
    pub(super) substitution: Vec<f64>,
    /// Surge over its ceiling.
    pub(super) surge: Vec<f64>,
    /// Logarithm of the price over the baseline's, inside and outside, by form.
    pub(super) price: Vec<[f64; 2]>,

    // Scratch of nodes.
    /// Inflow of this period less the baseline's, by class and over all classes.
    pub(super) coming: ByLot,
    pub(super) inflow: Vec<f64>,
    /// What is at hand, by class.
    pub(super) at_hand: ByLot,
    pub(super) fed: Vec<f64>,
    pub(super) used: Vec<f64>,
    /// What end uses at a node get.
    pub(super) served: Vec<f64>,
    /// What users ask for before they yield to price.
    pub(super) wished: Vec<f64>,
    /// Orders that a node did not place because its stock is above its target.
    pub(super) spared: Vec<f64>,
    pub(super) export_use: Vec<f64>,
    pub(super) export_stock: Vec<f64>,
    /// Part of each claim that is met.
    pub(super) fill_home: Vec<f64>,
    pub(super) fill_export: Vec<f64>,
    pub(super) fill_stock: Vec<f64>,
    /// Mass sold on the spot market.
    pub(super) spot_sold: Vec<f64>,
    pub(super) spare: Vec<f64>,
    /// What users, producers and shippers take, by class.
    pub(super) out: ByLot,
    /// What producers take and what is shipped, all classes.
    pub(super) taken: Vec<f64>,
    pub(super) shipped: Vec<f64>,
    /// What exporters with nothing but free mass fill of a node's orders for use and for stock, as mass over orders.
    pub(super) sent: Vec<[f64; 2]>,
    /// What is shipped to the node, less spot purchases, by class.
    pub(super) received: ByLot,
    pub(super) made_now: ByLot,
    pub(super) spot_bought: Vec<f64>,
    /// Whether lots under terms are at hand.
    pub(super) mixed: Vec<bool>,
    /// Class shares of what processes and exporters draw at mixed nodes.
    pub(super) share: ByLot,
    /// Share of a class that an end use can draw: `class * end_uses + end use`.
    pub(super) usable: Vec<f64>,
    pub(super) end_uses: usize,
    /// Share of a class that is passed on to a country: `class * countries + country`.
    pub(super) passed: Vec<f64>,
    pub(super) countries: usize,
    /// Share of value below which goods are free of the terms of a class.
    pub(super) reach: Vec<f64>,
    /// 1 outside a restriction in force, 0 inside.
    pub(super) world: Vec<u8>,
    /// Mass that a stock change of the baseline would have added and was not there.
    pub(super) unbuilt: Vec<f64>,

    /// Spot purchases planned, by form, group of sellers and node.
    pub(super) planned: Vec<f64>,
    /// Whether anybody had a plan in the last period, by form.
    pub(super) trading: Vec<bool>,
    /// Need of a node that orders do not meet.
    pub(super) missing: Vec<f64>,

    // Scratch of users, producers and markets.
    pub(super) need: Vec<f64>,
    pub(super) replaced: Vec<f64>,
    pub(super) want: Vec<f64>,
    pub(super) got: Vec<f64>,
    pub(super) ordered: Vec<f64>,
    /// The part of it for use and the spot market.
    pub(super) for_use: Vec<f64>,
    /// What orders for use would be, as far as producers can make it, if they were at least the usual.
    pub(super) at_usual: Vec<f64>,
    /// Capacity of producers beyond what contracts take, over their activity in the baseline.
    pub(super) idle: Vec<f64>,
    /// What is sought of producers beyond what they can make, over their activity in the baseline; negative where less is.
    pub(super) pressed: Vec<f64>,
    pub(super) activity: Vec<f64>,
    pub(super) limited_by: Vec<Binding>,
    /// What price leaves of need, by class of users, inside and outside.
    pub(super) restraint: Vec<[f64; 2]>,
    pub(super) class_need: Vec<[f64; 2]>,
    /// Sums on the way to it.
    pub(super) class_sums: Vec<[[f64; 2]; super::wide::SIDES]>,
    pub(super) market: Vec<[super::price::Market; 2]>,
}

fn reset(list: &mut Vec<f64>, length: usize, value: f64) {
    list.clear();
    list.resize(length, value);
}

fn reset_lots(lots: &mut ByLot, classes: usize, length: usize) {
    lots.resize_with(classes, Vec::new);
    lots.iter_mut().for_each(|l| reset(l, length, 0.0));
}

impl State {
    /// Puts the state of the baseline in place; the setting must have been filled.
    pub(super) fn begin(&mut self, network: &Network, lots: usize, slots: usize, classes: usize) {
        let (nodes, users, producers) = (network.nodes.len(), network.users.len(), network.producers.len());
        self.period = 0;
        self.slots = slots;
        for lots_ in [
            &mut self.stock,
            &mut self.made,
            &mut self.at_hand,
            &mut self.out,
            &mut self.coming,
            &mut self.received,
            &mut self.made_now,
            &mut self.share,
        ] {
            reset_lots(lots_, lots, nodes);
        }
        reset_lots(&mut self.transit, lots, nodes * slots);
        self.stock[0].copy_from_slice(&self.setting.target);
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
        self.shipped.copy_from_slice(&network.exported);
        self.made_for_use.clear();
        self.made_for_use.extend_from_slice(&network.made);
        self.stock_all.clear();
        self.stock_all.extend_from_slice(&self.setting.target);
        for orders in [&mut self.orders, &mut self.placed] {
            orders.clear();
            orders.resize(nodes, [1.0, 0.0]);
        }
        self.sent.clear();
        self.sent.resize(nodes, [0.0; 2]);
        self.eased.clear();
        self.eased.resize(nodes, false);
        self.strategic.clear();
        self.strategic.extend(self.setting.strategic.iter().map(|s| s.1));
        reset(&mut self.short_for, self.setting.strategic.len(), 0.0);
        for list in
            [&mut self.substitution, &mut self.need, &mut self.replaced, &mut self.want, &mut self.got]
        {
            reset(list, users, 0.0);
        }
        for list in [
            &mut self.pressed,
            &mut self.surge,
            &mut self.ordered,
            &mut self.for_use,
            &mut self.at_usual,
            &mut self.idle,
            &mut self.activity,
        ] {
            reset(list, producers, 0.0);
        }
        self.limited_by.clear();
        self.limited_by.resize(producers, Binding::None);
        self.mixed.clear();
        self.mixed.resize(nodes, false);
        self.world.clear();
        self.world.resize(nodes, 0);
        self.trading.clear();
        self.trading.resize(network.forms.len(), false);
        self.price.clear();
        self.price.resize(network.forms.len(), [0.0; 2]);
        self.market.clear();
        self.market.resize(network.forms.len(), Default::default());
        self.restraint.clear();
        self.restraint.resize(classes, [1.0; 2]);
        self.class_need.clear();
        self.class_need.resize(classes, [0.0; 2]);
        self.class_sums.clear();
        self.class_sums.resize(classes, Default::default());
    }

    /// Part of a shipment that is passed on to an importer, over all classes of the mix that is shipped.
    pub(super) fn passed_on(&self, network: &Network, from: usize, to: usize) -> f64 {
        if !self.mixed[from] {
            return 1.0;
        }
        let importer = network.nodes[to].country.index();
        (self.share.iter().enumerate())
            .map(|(class, share)| share[from] * self.passed[class * self.countries + importer])
            .sum()
    }

    /// Mass under way to a node or just made there, beyond what the baseline has, by class.
    pub(super) fn on_the_way(&self, node: usize, class: usize) -> f64 {
        let (lag, part) = self.setting.lag[node];
        let lag = lag as usize;
        // Shipments of the last `lag` periods have not come; of the one before, the slower part has not.
        let nodes = self.stock_all.len();
        let slot = |back: usize| (self.period + self.slots - back) % self.slots * nodes + node;
        let waiting: f64 = (0..lag).map(|back| self.transit[class][slot(back)]).sum();
        waiting + part * self.transit[class][slot(lag)] + self.made[class][node]
    }
}
