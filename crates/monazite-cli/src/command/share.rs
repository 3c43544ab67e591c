//! `monazite share`: who joins a programme, what each gains and pays, and whether it stays.

use crate::args::Args;
use crate::command::plan::default_programme;
use crate::failure::{Failure, tell};
use crate::output::{emit, unwritten};
use crate::session::{dataset, progress, with_progress};
use monazite::balance::{Balance, balance};
use monazite::plan::Programme;
use monazite::share::Sharing;
use monazite_io::results::share::{Checkpoint, clubs, joining, members, rules};
use monazite_io::{Dataset, programme};
use monazite_plan::share::{Clubs, assemble};
use std::path::{Path, PathBuf};

/// File of what is solved already, in the result folder while a run lasts.
const CHECKPOINT: &str = "clubs.partial.csv";

/// What to share.
#[derive(Debug, clap::Args)]
pub(crate) struct ShareArgs {
    /// Programme file; the default programme of --for against --from if left out
    programme: Option<PathBuf>,
    /// Countries that count as players of their own, apart from the union that they belong to: FRA,DEU,ITA
    #[arg(long, value_name = "COUNTRIES", value_delimiter = ',')]
    apart: Vec<String>,
}

impl ShareArgs {
    /// The command as it can be repeated elsewhere.
    pub(crate) fn words(&self) -> Vec<String> {
        let mut words = vec!["share".to_owned()];
        words.extend(self.programme.as_ref().map(|_| "PROGRAMME".to_owned()));
        if !self.apart.is_empty() {
            words.extend(["--apart".to_owned(), self.apart.join(",")]);
        }
        words
    }
}

/// Prints what each player gains and pays; a result folder also holds rules, clubs and the order of joining.
///
/// With a folder, what is solved is written down there as it comes, and a run that was broken off goes on from it.
pub(crate) fn run(args: &Args, what: &ShareArgs) -> Result<(), Failure> {
    let dataset = dataset(&args.common)?;
    let system = &dataset.system;
    let parties = (args.common.for_.as_str(), args.common.from.as_str());
    for party in [parties.0, parties.1] {
        system.members(party)?;
    }
    let programme = match &what.programme {
        Some(path) => programme::read(path, system, parties)?,
        None => default_programme(args, &dataset)?,
    };
    let mut apart = Vec::new();
    for key in &what.apart {
        apart.extend(system.members(key)?);
    }
    let balance = with_progress("balancing", || balance(system))?;
    let place = args.common.out.as_ref().map(|folder| folder.join(CHECKPOINT));
    let sharing = solve(&dataset, &balance, &programme.apart(system, &apart), place.as_deref())?;
    let (members, rules, clubs, joining) =
        (members(&sharing), rules(&sharing), clubs(&sharing), joining(&sharing));
    let sheets = [("members", &members), ("rules", &rules), ("clubs", &clubs), ("joining", &joining)];
    emit(args, Some(&dataset), &sheets)?;
    match place {
        Some(place) => std::fs::remove_file(&place).map_err(|error| unwritten(&place, error)),
        None => Ok(()),
    }
}

/// The members of the default programme: what their chapter of the brief shows.
pub(crate) fn default(args: &Args, dataset: &Dataset, balance: &Balance) -> Result<Sharing, Failure> {
    solve(dataset, balance, &default_programme(args, dataset)?, None)
}

/// Values every club, behind a bar of progress, and says who gains, pays and stays.
fn solve(
    dataset: &Dataset,
    balance: &Balance,
    programme: &Programme,
    place: Option<&Path>,
) -> Result<Sharing, Failure> {
    let game = Clubs::of(&dataset.system, balance, programme);
    let question = format!("{} {} {programme:?}", env!("CARGO_PKG_VERSION"), dataset.checksum);
    let (checkpoint, known) = match place {
        Some(place) => {
            let (file, known) =
                Checkpoint::open(place, &question).map_err(|error| unwritten(place, error))?;
            (Some((file, place)), known)
        }
        None => (None, Vec::new()),
    };
    if !known.is_empty() {
        tell(&format!("{} of {} blocks of clubs are solved already", known.len(), game.blocks()));
    }
    let bar = progress(game.blocks().saturating_sub(known.len()), "blocks of clubs");
    let (players, valued) = game.solve(known, &|block| {
        // A block that cannot be written down is solved again by the next run; this one goes on.
        if let Some((file, place)) = &checkpoint
            && let Err(error) = file.add(block)
        {
            tell(&format!("{} cannot be written: {error}", place.display()));
        }
        bar.inc(1);
    })?;
    bar.finish_and_clear();
    Ok(assemble(&programme.key, &players, &valued)?)
}
