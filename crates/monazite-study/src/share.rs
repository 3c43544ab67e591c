//! Who joins the programme, what each gains and pays, and whether it stays.

use crate::answer::Answer;
use crate::error::Error;
use crate::programme;
use crate::record::Record;
use crate::request::{DRAWS, Document, FOR, FROM, Request, SEED};
use crate::resume::Resume;
use crate::study::Study;
use monazite::Watch;
use monazite::plan::Programme;
use monazite::share::Sharing;
use monazite_io::results::share;
use monazite_plan::share::{Clubs, MOST_PLAYERS, assemble, orders};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::atomic::{AtomicU64, Ordering};

/// Who joins the programme, what each gains and pays, and whether it stays
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Share {
    /// Programme file; the default programme of --for against --from if left out.
    pub programme: Option<Document>,
    /// Coalition or country that depends: g7-plus, eu27, JPN.
    #[serde(rename = "for")]
    pub for_: String,
    /// Supplier that it depends on: a country or a coalition.
    pub from: String,
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
            from: FROM.to_owned(),
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
    /// The orders of joining that are followed, each from both ends; `None` where every club is planned.
    pub(crate) fn orders(&self, players: usize) -> Option<Vec<Vec<usize>>> {
        let asked = self.orders.or((players > MOST_PLAYERS).then_some(ORDERS));
        asked.map(|n| orders(players, n.div_ceil(2) as usize, self.seed))
    }

    /// The programme with its players.
    pub(crate) fn programme(&self, study: &Study) -> Result<Programme, Error> {
        let programme = programme::of(self.programme.as_ref(), study.system(), (&self.for_, &self.from))?;
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
        let mut notes = Vec::new();
        let sharing = self.shared(request, &programme, (&record, &mut notes), watch)?;
        let for_ = if request.programme.is_some() { &programme.key } else { &request.for_ };
        let sheet = share::sheet(&sharing, for_, &programme.supplier);
        Ok(Answer { sheets: vec![("share", sheet)], record, notes, result: sharing })
    }

    /// Values every club, or those along some orders of joining, and says who gains, pays and stays.
    pub(crate) fn shared(
        &self,
        request: &Share,
        programme: &Programme,
        (record, notes): (&Record, &mut Vec<String>),
        watch: &Watch,
    ) -> Result<Sharing, Error> {
        let balance = self.reconciled(watch)?;
        let orders = request.orders(programme.members.len());
        let game = Clubs::of(self.system(), &balance, programme);
        let game = orders.iter().fold(game, |game, orders| game.along(orders.clone()));
        let (resume, known) = Resume::open(self.folder(), record)?;
        if !known.is_empty() {
            notes.push(format!("{} of {} blocks of clubs are solved already", known.len(), game.blocks()));
        }
        let done = AtomicU64::new(known.len() as u64);
        let tell = |done| watch.tell("blocks of clubs", done, game.blocks() as u64);
        tell(done.load(Ordering::Relaxed));
        let (players, groups) = game.solve(known, &|block| {
            resume.add(block);
            tell(done.fetch_add(1, Ordering::Relaxed) + 1);
        })?;
        notes.extend(resume.failure());
        watch.tell("sharing", 0, 0);
        let draws = (usize::try_from(request.draws).unwrap_or(usize::MAX), request.seed);
        Ok(assemble(&programme.key, &players, &groups, orders.as_deref(), draws)?)
    }
}
