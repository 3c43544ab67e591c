//! A small model in the solver, under a watch.

use super::borne::Costs;
use super::club::Club;
use super::small::{ForSale, Small};
use crate::error::Error;
use crate::network::Network;
use crate::solve::{run, tie};
use monazite::Watch;
use monazite_highs::{Basis, Highs, Setting, Solution, Status};

/// A small model in the solver.
pub(super) struct Desk<'s> {
    pub(super) small: &'s Small<'s, 's>,
    pub(super) highs: Highs,
    watch: Watch,
}

impl<'s> Desk<'s> {
    pub(super) fn new(small: &'s Small<'s, 's>, watch: &Watch) -> Result<Self, Error> {
        let costs: Vec<f64> = small.lp.costs().into_iter().enumerate().map(|(i, c)| c + tie(i)).collect();
        let all = Club::all(small.model.network().programme.members.len());
        let mut highs = Highs::new(&small.problem(&costs, all))?;
        // From one club to the next few things change; costs that are disturbed and put right again cost more than
        // they save.
        highs.set("dual_simplex_cost_perturbation_multiplier", Setting::Double(0.0))?;
        Ok(Self { small, highs, watch: watch.clone() })
    }

    /// The best programme of a club.
    pub(super) fn optimum(&mut self, club: Club) -> Result<Solution, Error> {
        self.highs.change_column_bounds(&self.small.column_bounds(club))?;
        self.highs.change_row_bounds(&self.small.row_bounds(club))?;
        self.run("a club")
    }

    /// What an outsider that acts alone bears when a club leaves it more of what is for sale, solved from the basis that
    /// it has alone. The next solve starts from where the last one was.
    pub(super) fn outside(
        &mut self,
        outsider: (Club, &Basis),
        for_sale: &[ForSale<'_>],
        freed: &[f64],
        costs: &Costs,
    ) -> Result<f64, Error> {
        let (outsider, basis) = outsider;
        let before = self.highs.basis()?;
        self.highs.change_column_bounds(&self.small.column_bounds(outsider))?;
        self.highs.change_row_bounds(&self.small.row_bounds(outsider))?;
        let [columns, rows] = self.small.with_more(for_sale, freed, outsider);
        self.highs.change_column_bounds(&columns)?;
        self.highs.change_row_bounds(&rows)?;
        self.highs.set_basis(basis)?;
        let point = self.run("an outsider")?;
        self.highs.set_basis(&before)?;
        Ok(costs.total(&point))
    }

    pub(super) fn run(&mut self, what: &'static str) -> Result<Solution, Error> {
        let status = run::<Error>(&mut self.highs, &self.watch)?;
        if status == Status::Optimal {
            return Ok(self.highs.solution()?);
        }
        Err(Error::NotOptimal { what, minerals: minerals(self.small.model.network()).join(", "), status })
    }
}

/// Keys of the minerals of a network.
pub(super) fn minerals(network: &Network<'_>) -> Vec<String> {
    network.minerals.iter().map(|c| network.system.minerals.key(c.mineral).to_owned()).collect()
}
