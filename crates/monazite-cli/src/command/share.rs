//! `monazite share`: who joins a programme, what each gains and pays, and whether it stays.

use crate::args::Args;
use crate::command::plan::{asked, default_programme};
use crate::failure::{Failure, tell};
use crate::output::{emit, text_to_stdout};
use crate::resume::{Resume, forget};
use crate::session::{dataset, progress, with_progress};
use monazite::balance::{Balance, balance};
use monazite::id::CountryId;
use monazite::plan::Programme;
use monazite::share::Sharing;
use monazite_brief::summary;
use monazite_io::Dataset;
use monazite_io::results::share::sheet;
use monazite_plan::share::{Club, Clubs, MOST_PLAYERS, assemble, orders};
use std::path::{Path, PathBuf};

/// File of what is solved already, in the result folder while a run lasts.
const CHECKPOINT: &str = "clubs.partial.json";
/// Orders of joining that are sampled where there are too many clubs to plan each.
const ORDERS: u32 = 20;

/// What to share.
#[derive(Debug, clap::Args)]
pub(crate) struct ShareArgs {
    /// Programme file; the default programme of --for against --from if left out
    programme: Option<PathBuf>,
    /// Countries that count as players of their own, apart from the union that they belong to: FRA,DEU,ITA
    #[arg(long, value_name = "COUNTRIES", value_delimiter = ',')]
    apart: Vec<String>,
    /// Plan only the clubs along N orders of joining drawn at random: 20 where there are more than 16 players, else all
    /// clubs are planned if left out
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(4..=10_000))]
    orders: Option<u32>,
}

impl ShareArgs {
    /// The command as it can be repeated elsewhere.
    pub(crate) fn words(&self) -> Vec<String> {
        let mut words = vec!["share".to_owned()];
        words.extend(self.programme.as_ref().map(|_| "PROGRAMME".to_owned()));
        if !self.apart.is_empty() {
            words.extend(["--apart".to_owned(), self.apart.join(",")]);
        }
        words.extend(self.orders.iter().flat_map(|n| ["--orders".to_owned(), n.to_string()]));
        words
    }
}

/// Prints a summary, or the tidy rows where a format or a folder is asked for.
///
/// With a folder, what is solved is written down there as it comes, and a run that was broken off goes on from it.
pub(crate) fn run(args: &Args, what: &ShareArgs) -> Result<(), Failure> {
    let dataset = dataset(&args.common)?;
    let system = &dataset.system;
    let programme = asked(args, &dataset, what.programme.as_deref())?;
    let programme = apart(&dataset, programme, &what.apart)?;
    let balance = with_progress("balancing", || balance(system))?;
    let place = args.common.out.as_ref().map(|folder| folder.join(CHECKPOINT));
    let sharing = solve(args, what.orders, &dataset, &balance, &programme, place.as_deref())?;
    if args.common.format.is_none() && args.common.out.is_none() {
        return text_to_stdout(&summary::share(&sharing));
    }
    let for_ = if what.programme.is_some() { &programme.key } else { &args.common.for_ };
    emit(args, Some(&dataset), &[("share", &sheet(&sharing, for_, &programme.supplier))])?;
    forget(place.as_deref())
}

/// The programme with some countries as players of their own: each must be in a member, once, and the game neither too
/// small nor too large.
fn apart(dataset: &Dataset, programme: Programme, keys: &[String]) -> Result<Programme, Failure> {
    let system = &dataset.system;
    let mut countries: Vec<CountryId> = Vec::new();
    for key in keys {
        let of_key =
            system.members(key).map_err(|error| Failure::Usage(format!("--apart {key}: {error}")))?;
        if let Some(&outside) = of_key.iter().find(|c| !programme.countries().contains(c)) {
            let members: Vec<&str> = programme.members.iter().map(|m| m.key.as_str()).collect();
            return Err(Failure::Usage(format!(
                "--apart {key}: {} is in no member of the programme; members are {}",
                system.countries.key(outside),
                members.join(", ")
            )));
        }
        if let Some(&twice) = of_key.iter().find(|c| countries.contains(c)) {
            return Err(Failure::Usage(format!(
                "--apart {key}: {} is named twice; leave one out",
                system.countries.key(twice)
            )));
        }
        countries.extend(of_key);
    }
    let programme = programme.apart(system, &countries);
    match programme.members.len() {
        0 | 1 => Err(Failure::Usage(format!(
            "{} alone has nobody to share with: name a coalition with --for, or two members in the programme",
            programme.members.first().map_or("the programme", |m| m.key.as_str())
        ))),
        players if players > Club::MOST_PLAYERS => Err(Failure::Usage(format!(
            "{players} players are more than can be told apart: set fewer countries apart, at most {} players in all",
            Club::MOST_PLAYERS
        ))),
        _ => Ok(programme),
    }
}

/// The members of the default programme: what their chapter of the brief shows.
pub(crate) fn default(args: &Args, dataset: &Dataset, balance: &Balance) -> Result<Sharing, Failure> {
    let programme = apart(dataset, default_programme(args, dataset)?, &[])?;
    solve(args, None, dataset, balance, &programme, None)
}

/// Values every club, or those along some orders of joining, behind a bar of progress, and says who gains, pays and stays.
fn solve(
    args: &Args,
    sample: Option<u32>,
    dataset: &Dataset,
    balance: &Balance,
    programme: &Programme,
    place: Option<&Path>,
) -> Result<Sharing, Failure> {
    let players = programme.members.len();
    // Each order is followed from both ends.
    let pairs = sample.or((players > MOST_PLAYERS).then_some(ORDERS)).map(|n| n.div_ceil(2) as usize);
    let sampled = pairs.map(|pairs| orders(players, pairs, args.common.seed));
    let mut game = Clubs::of(&dataset.system, balance, programme);
    if let Some(orders) = &sampled {
        game = game.along(orders.clone());
    }
    let question = format!("{} {} {sampled:?} {programme:?}", env!("CARGO_PKG_VERSION"), dataset.checksum);
    let (resume, known) = Resume::open(place, &question)?;
    if !known.is_empty() {
        tell(&format!("{} of {} blocks of clubs are solved already", known.len(), game.blocks()));
    }
    let bar = progress(game.blocks().saturating_sub(known.len()), "blocks of clubs");
    let (players, groups) = game.solve(known, &|block| {
        resume.add(block);
        bar.inc(1);
    })?;
    bar.finish_and_clear();
    let draws = usize::try_from(args.common.draws).unwrap_or(usize::MAX);
    Ok(with_progress("sharing", || {
        assemble(&programme.key, &players, &groups, sampled.as_deref(), (draws, args.common.seed))
    })?)
}
