//! Who joins the programme, what each gains and pays, and whether it stays.

use crate::answer::Answer;
use crate::error::Error;
use crate::name;
use crate::programme;
use crate::record::Record;
use crate::request::{DRAWS, Document, FOR, FROM, Request, SEED};
use crate::resume::{self, Counted};
use crate::study::Study;
use crate::sweep::Sweep;
use monazite::Watch;
use monazite::balance::Balance;
use monazite::plan::Programme;
use monazite::share::{Sharing, SolvedBlock};
use monazite_io::programme::Asked;
use monazite_io::results::share;
use monazite_plan::share::{Clubs, Group, MOST_PLAYERS, Players, assemble, orders};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::ops::Range;

/// Who joins the programme, what each gains and pays, and whether it stays
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Share {
    /// Programme file; the default programme of --for against --from if left out.
    pub programme: Option<Document>,
    /// Coalition or country that depends: g7-plus, eu27, JPN.
    #[serde(rename = "for")]
    pub for_: String,
    /// Countries or coalitions that join those who depend: BRA,KAZ.
    #[schemars(extend("separator" = ","))]
    pub with: Vec<String>,
    /// Supplier that it depends on: a country or a coalition.
    pub from: String,
    /// Demand path of the dataset, in place of that of the programme: STEPS, APS, NZE.
    pub demand: Option<String>,
    /// How many times costs and threats are drawn to get ranges.
    #[schemars(range(max = 10_000))]
    pub draws: u32,
    /// Seed of the draws: the same seed gives the same result.
    pub seed: u64,
    /// Countries that count as players of their own, apart from the union that they belong to: FRA,DEU,ITA.
    #[schemars(extend("separator" = ","))]
    pub apart: Vec<String>,
    /// Plan only the clubs along N orders of joining drawn at random: 20 where there are more than 16 players, else all
    /// clubs are planned if left out.
    #[schemars(range(min = 4, max = 10_000))]
    pub orders: Option<u32>,
}

impl Default for Share {
    fn default() -> Self {
        Self {
            programme: None,
            for_: FOR.to_owned(),
            with: Vec::new(),
            from: FROM.to_owned(),
            demand: None,
            draws: DRAWS,
            seed: SEED,
            apart: Vec::new(),
            orders: None,
        }
    }
}

impl Request for Share {
    const VERB: &'static str = "share";
    const BY_PLACE: &'static [&'static str] = &["programme"];
}

/// Orders of joining that are sampled where there are too many clubs to plan each.
const ORDERS: u32 = 20;

impl Share {
    /// Who depends on whom, who joins, and how need grows.
    pub(crate) fn asked(&self) -> Asked<'_> {
        Asked { for_: &self.for_, with: &self.with, from: &self.from, demand: self.demand.as_deref() }
    }

    /// The orders of joining that are followed, each from both ends; `None` where every club is planned.
    pub(crate) fn orders(&self, players: usize) -> Option<Vec<Vec<usize>>> {
        let asked = self.orders.or((players > MOST_PLAYERS).then_some(ORDERS));
        asked.map(|n| orders(players, n.div_ceil(2) as usize, self.seed))
    }

    /// The programme with its players.
    pub(crate) fn programme(&self, study: &Study) -> Result<Programme, Error> {
        let programme = programme::of(self.programme.as_ref(), study.system(), &self.asked())?;
        programme::apart(study.system(), programme, &self.apart)
    }
}

impl Study {
    /// Who gains, pays and stays: sheet `share`.
    ///
    /// # Errors
    /// [`Error::Request`] for players that cannot be; [`Error::Share`] if the game cannot be analysed; else as
    /// [`Study::plan`].
    pub fn share(&self, request: &Share, watch: &Watch) -> Result<Answer<Sharing>, Error> {
        let programme = request.programme(self)?;
        let record = self.record(request)?;
        let mut notes: Vec<String> = programme::unpublished(self.system(), &programme).into_iter().collect();
        let sharing = self.shared(request, &programme, (&record, &mut notes), watch)?;
        let [for_, from] = name::parties(self.system(), (&request.for_, &request.with), &request.from)?;
        let request = &Share { for_, from, ..request.clone() };
        Ok(told(request, &programme, sharing, (record, notes)))
    }

    /// Values every club, or those along some orders of joining, and says who gains, pays and stays; in a folder, a run
    /// that was broken off goes on from the blocks that it has.
    pub(crate) fn shared(
        &self,
        request: &Share,
        programme: &Programme,
        (record, notes): (&Record, &mut Vec<String>),
        watch: &Watch,
    ) -> Result<Sharing, Error> {
        let balance = self.reconciled(watch)?;
        let game = self.game(request, (&balance, programme)).under(watch);
        let counted = Counted {
            of: game.blocks(),
            told: "blocks of clubs",
            known: "blocks of clubs are solved already",
        };
        let solved = resume::go_on(self.folder(), &counted, (record, notes), watch, |known, done| {
            game.solve(known, done)
        })?;
        request.assembled(programme, &solved, watch)
    }

    /// The clubs of a programme.
    fn game<'a>(&'a self, request: &Share, (balance, programme): (&'a Balance, &'a Programme)) -> Clubs<'a> {
        let game = Clubs::of(self.system(), balance, programme);
        match request.orders(programme.members.len()) {
            Some(orders) => game.along(orders),
            None => game,
        }
    }
}

impl Share {
    /// Who gains, pays and stays, from the value of every club.
    fn assembled(
        &self,
        programme: &Programme,
        (players, groups): &(Players, Vec<Group>),
        watch: &Watch,
    ) -> Result<Sharing, Error> {
        watch.tell("sharing", 0, 0);
        let orders = self.orders(programme.members.len());
        let draws = (usize::try_from(self.draws).unwrap_or(usize::MAX), self.seed);
        Ok(assemble(&programme.key, players, groups, orders.as_deref(), draws, watch)?)
    }
}

/// The answer of a sharing.
fn told(
    request: &Share,
    programme: &Programme,
    sharing: Sharing,
    (record, notes): (Record, Vec<String>),
) -> Answer<Sharing> {
    let for_ = if request.programme.is_some() { &programme.key } else { &request.for_ };
    let sheet = share::sheet(&sharing, for_, &programme.supplier);
    Answer { sheets: vec![("share", sheet)], record, notes, result: sharing }
}

/// A step is a block of clubs that are solved one after the other.
impl Sweep for Share {
    type Part = Vec<SolvedBlock>;
    type Result = Sharing;

    fn steps(&self, study: &Study, watch: &Watch) -> Result<u64, Error> {
        let programme = self.programme(study)?;
        let balance = study.reconciled(watch)?;
        Ok(study.game(self, (&balance, &programme)).blocks() as u64)
    }

    fn part(&self, study: &Study, steps: Range<u64>, watch: &Watch) -> Result<Vec<SolvedBlock>, Error> {
        let programme = self.programme(study)?;
        let at = |place: u64| usize::try_from(place).unwrap_or(usize::MAX);
        let balance = study.reconciled(watch)?;
        let game = study.game(self, (&balance, &programme)).under(watch);
        Ok(game.solve_blocks(at(steps.start)..at(steps.end))?)
    }

    fn merged(
        &self,
        study: &Study,
        parts: Vec<Vec<SolvedBlock>>,
        watch: &Watch,
    ) -> Result<Answer<Sharing>, Error> {
        let programme = self.programme(study)?;
        let balance = study.reconciled(watch)?;
        let game = study.game(self, (&balance, &programme)).under(watch);
        let solved = parts.concat();
        let places: BTreeSet<(usize, usize)> = solved.iter().map(|b| (b.group, b.block)).collect();
        if solved.len() != game.blocks() || places.len() != solved.len() {
            return Err(Error::request("block", "a block holds other clubs than were asked for"));
        }
        let sharing = self.assembled(&programme, &game.solve(solved, &|_| ())?, watch)?;
        Ok(told(self, &programme, sharing, (study.record(self)?, Vec::new())))
    }
}
