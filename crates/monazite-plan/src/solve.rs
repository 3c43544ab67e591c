//! Solving: one solver a model, kept warm from one question to the next, under a watch.

use crate::error::Error;
use crate::lp::{Column, Item};
use crate::model::Model;
use monazite::{Cancelled, Watch};
use monazite_highs::{Highs, Setting, Solution, Status};

/// Added to the cost of a unit of every column, million USD: of plans that cost the same the one with less of
/// everything is taken, and which of two alike is settled by their place in the model, not by the solver's path.
const TIE: f64 = 1e-6;

/// Proven relative gap at which a lumpy programme is good enough.
const MIP_GAP: f64 = 0.01;

/// A target that lacks less than this share is met.
pub(crate) const MET: f64 = 1e-6;

/// A model in the solver.
#[derive(Debug)]
pub(crate) struct Session<'m, 'a> {
    pub(crate) model: &'m Model<'a>,
    pub(crate) highs: Highs,
    watch: Watch,
    /// Costs of the objective, with the tie-break.
    costs: Vec<f64>,
}

impl<'m, 'a> Session<'m, 'a> {
    pub(crate) fn new(model: &'m Model<'a>, watch: &Watch) -> Result<Self, Error> {
        let costs: Vec<f64> = model.lp.costs().into_iter().enumerate().map(|(i, c)| c + tie(i)).collect();
        let mut highs = Highs::new(&model.lp.problem(&costs, &|_| true))?;
        highs.set("mip_rel_gap", Setting::Double(MIP_GAP))?;
        // Primal simplex after new costs, dual after new bounds: whichever the last basis is good for.
        highs.set("simplex_strategy", Setting::Int(0))?;
        Ok(Self { model, highs, watch: watch.clone(), costs })
    }

    /// A session with a changed problem of the same columns, under the same watch.
    pub(crate) fn holding(&self, highs: Highs) -> Self {
        Self { model: self.model, highs, watch: self.watch.clone(), costs: Vec::new() }
    }

    /// Solves a problem near the last one, warm, and refuses whatever is not optimal.
    pub(crate) fn optimum(&mut self, what: &'static str) -> Result<Solution, Error> {
        let status = self.run()?;
        self.solved(what, status)
    }

    /// Solves a problem far from the last one by the interior point method, which ends in a vertex; by simplex if that
    /// does not end optimal. Whole works are left to the mixed-integer solver.
    pub(crate) fn cheapest(&mut self, what: &'static str) -> Result<Solution, Error> {
        if self.model.network().programme.lumpy {
            return self.optimum(what);
        }
        self.highs.set("solver", Setting::Text("ipm".to_owned()))?;
        let status = self.run();
        self.highs.set("solver", Setting::Text("choose".to_owned()))?;
        if status? == Status::Optimal { Ok(self.highs.solution()?) } else { self.optimum(what) }
    }

    fn run(&mut self) -> Result<Status, Error> {
        run(&mut self.highs, &self.watch)
    }

    fn solved(&self, what: &'static str, status: Status) -> Result<Solution, Error> {
        if status == Status::Optimal {
            return Ok(self.highs.solution()?);
        }
        let minerals = &self.model.network().minerals;
        let keys: Vec<String> = minerals.iter().map(|c| self.model.names().mineral(c.mineral)).collect();
        Err(Error::NotOptimal { what, minerals: keys.join(", "), status })
    }

    /// Counts each item with a weight: 1 for the objective as it is.
    pub(crate) fn weigh(&mut self, weight: impl Fn(Item) -> f64) -> Result<(), Error> {
        let mut costs: Vec<f64> = (0..self.costs.len()).map(tie).collect();
        for charge in &self.model.lp.charges {
            costs[charge.column.0] += weight(charge.item) * charge.cost * charge.weight;
        }
        self.set_costs(&costs)
    }

    /// The objective as it is.
    pub(crate) fn restore_costs(&mut self) -> Result<(), Error> {
        let costs = self.costs.clone();
        self.set_costs(&costs)
    }

    /// Only some columns cost something, and all others nothing.
    pub(crate) fn minimise(&mut self, columns: &[(Column, f64)]) -> Result<(), Error> {
        let mut costs = vec![0.0; self.costs.len()];
        for &(column, cost) in columns {
            costs[column.0] += cost;
        }
        self.set_costs(&costs)
    }

    fn set_costs(&mut self, costs: &[f64]) -> Result<(), Error> {
        let changes: Vec<(usize, f64)> = costs.iter().copied().enumerate().collect();
        Ok(self.highs.change_costs(&changes)?)
    }

    /// New bounds from zero for columns.
    pub(crate) fn limit(&mut self, limits: &[(Column, f64)]) -> Result<(), Error> {
        let changes: Vec<(usize, f64, f64)> = limits.iter().map(|&(c, upper)| (c.0, 0.0, upper)).collect();
        Ok(self.highs.change_column_bounds(&changes)?)
    }

    /// The bounds that columns have in the model.
    pub(crate) fn release(&mut self, columns: &[Column]) -> Result<(), Error> {
        let limits: Vec<(Column, f64)> =
            columns.iter().map(|&c| (c, self.model.lp.columns[c.0].upper)).collect();
        self.limit(&limits)
    }

    /// Columns of what targets lack from the years in which they are asked for.
    pub(crate) fn asked(&self) -> Vec<Column> {
        let slack = &self.model.variables.slack;
        let asked =
            |&(t, y): &(usize, usize)| self.model.network().years[y] >= self.model.frame.targets[t].asked;
        slack.iter().filter(|(at, _)| asked(at)).map(|(_, &c)| c).collect()
    }

    /// Finds the least that targets must lack, all together, and holds them to it. Returns how much by column.
    pub(crate) fn come_nearest(&mut self) -> Result<Vec<(Column, f64)>, Error> {
        let asked = self.asked();
        if asked.is_empty() {
            return Ok(Vec::new());
        }
        self.release(&asked)?;
        self.minimise(&asked.iter().map(|&c| (c, 1.0)).collect::<Vec<_>>())?;
        let nearest = self.cheapest("the nearest to the targets")?;
        let lacking: Vec<(Column, f64)> = asked
            .iter()
            .map(|&c| (c, nearest.columns[c.0]))
            .map(|(c, lack)| (c, if lack > MET { lack } else { 0.0 }))
            .collect();
        self.hold(&lacking)?;
        Ok(lacking)
    }

    /// Holds targets to what they lack at most, and counts costs again.
    pub(crate) fn hold(&mut self, lacking: &[(Column, f64)]) -> Result<(), Error> {
        // A little room, or rounding would make the next solve infeasible.
        let room = |lack: f64| if lack > 0.0 { lack * (1.0 + 1e-6) + 1e-7 } else { 1e-7 };
        self.limit(&lacking.iter().map(|&(c, lack)| (c, room(lack))).collect::<Vec<_>>())?;
        self.restore_costs()
    }

    /// The duals of the last solve by item: a dual is linear in the costs of what is done, so those of the items add up.
    pub(crate) fn duals_by_item(&mut self) -> Result<Vec<Vec<f64>>, Error> {
        let of_item = |item: &Item| {
            let mut costs = vec![0.0; self.model.lp.column_count()];
            for charge in self.model.lp.charges.iter().filter(|c| c.item == *item) {
                costs[charge.column.0] += charge.cost * charge.weight;
            }
            Ok(self.highs.duals_at(&costs)?)
        };
        Item::ALL.iter().map(of_item).collect()
    }
}

/// Runs a solver until it ends or the watch is cancelled.
pub(crate) fn run<E>(highs: &mut Highs, watch: &Watch) -> Result<Status, E>
where
    E: From<Cancelled> + From<monazite_highs::Error>,
{
    watch.go_on()?;
    let status = highs.run_until(&|| watch.is_cancelled());
    // An interrupt in the wrong moment is an error to the solver: whoever cancelled is told so, not of that.
    watch.go_on()?;
    Ok(status?)
}

/// See [`TIE`]: spread by the golden ratio, so that no two neighbours are alike.
pub(crate) fn tie(column: usize) -> f64 {
    const GOLDEN: f64 = 0.618_033_988_749_895;
    TIE * (1.0 + (column as f64 * GOLDEN).fract())
}
