//! The command line: one subcommand a request, and the flags that say only what of an answer is shown.

use crate::common::Common;
use crate::flags::command as of;
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Args, Command, value_parser};
use clap_complete::Shell;
use monazite_io::import::Format;
use monazite_study::{
    Accounts, Ario, Assess, Balance, Brief, BuildBaseline, BuildEconomy, BuildHistory, Check, Compare,
    Exercise, Explain, Export, Geopolrisk, Import, ImportBaci, List, Offer, OneYear, Plan, Share, Simulate,
    Sources, Stock, Track,
};
use std::path::PathBuf;

/// Parts of a balance, in the order of a result folder.
const PARTS: [&str; 6] = ["moves", "activity", "flows", "uses", "stocks", "fit"];

/// The whole command line.
pub(crate) fn command() -> Command {
    Common::augment_args(Command::new("monazite"))
        .version(env!("CARGO_PKG_VERSION"))
        .propagate_version(true)
        .about("How far critical minerals depend on one supplier, and what that rests on")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands([
            of::<Brief>("brief", &[]),
            of::<Assess>("assess", &[]),
            of::<Balance>("balance", &[]).arg(show()),
            simulate(),
            of::<Check>("check", &[]),
            exercise(),
            of::<Explain>("explain", &[]).mut_args(hidden),
            of::<Plan>("plan", &[]),
            of::<Offer>("offer", &[]),
            of::<Share>("share", &[]),
            of::<Track>("track", &[]),
            group("economy", "Accounts of an input-output table, and runs of what a shock does to it")
                .subcommands([
                    of::<Accounts>("accounts", &[]),
                    of::<OneYear>("one-year", &[]),
                    of::<Ario>("ario", &[]),
                ]),
            of::<Sources>("sources", &[]),
            of::<Stock>("stock", &[]),
            sweep(),
            rerun(),
            of::<List>("list", &[])
                .mut_arg("what", |arg| arg.value_parser(PossibleValuesParser::new(List::WHAT))),
            of::<Compare>("compare", &[]),
            group("dataset", "The files of a dataset")
                .subcommand(of::<Export>("export", &[]).mut_arg("from_dir", |arg| arg.hide(true))),
            group("import", "Turn published files into tables")
                .subcommands([
                    of::<BuildBaseline>("baseline", &[]),
                    of::<BuildEconomy>("economy", &[]),
                    of::<BuildHistory>("history", &[]),
                    of::<ImportBaci>("baci", &[]),
                ])
                .subcommands(
                    Format::ALL.map(|f| of::<Import>(f.name(), &[("format", f.name())]).about(published(f))),
                ),
            group("metric", "A published metric on tables of your own")
                .subcommand(of::<Geopolrisk>("geopolrisk", &[])),
            completions(),
            man(),
        ])
}

/// Blocks of long work, and how they are merged.
fn sweep() -> Command {
    let of_block = |command: Command| {
        command.arg(
            Arg::new("block")
                .long("block")
                .value_name("K/N")
                .required(true)
                .help("Which block, from 0, of how many: 3/16"),
        )
    };
    let files = Arg::new("files")
        .value_name("FILES")
        .required(true)
        .num_args(1..)
        .value_parser(value_parser!(PathBuf))
        .help("All blocks of a request, in any order");
    group("sweep", "Long work in blocks that are computed apart and merged to the same bytes").subcommands([
        of_block(of::<Assess>("assess", &[])),
        of_block(of::<Share>("share", &[])),
        of_block(of::<Simulate>("simulate", &[])),
        Command::new("merge").about("The result of a request from all of its blocks").arg(files),
    ])
}

fn rerun() -> Command {
    let dir = Arg::new("dir")
        .value_name("DIR")
        .required(true)
        .value_parser(value_parser!(PathBuf))
        .help("A result folder, whose metadata.toml holds the request");
    Command::new("rerun")
        .about("Make a result again and say whether it is the same, or write it to --out DIR")
        .arg(dir)
}

fn completions() -> Command {
    let shell = Arg::new("shell")
        .value_name("SHELL")
        .required(true)
        .value_parser(value_parser!(Shell))
        .help("The shell that completes");
    Command::new("completions").about("Print what a shell needs to complete commands and flags").arg(shell)
}

fn man() -> Command {
    let dir = Arg::new("dir")
        .value_name("DIR")
        .required(true)
        .value_parser(value_parser!(PathBuf))
        .help("Folder for the pages");
    Command::new("man").about("Write a manual page a command").arg(dir)
}

fn group(name: &'static str, about: &'static str) -> Command {
    Command::new(name).about(about).subcommand_required(true).arg_required_else_help(true)
}

fn show() -> Arg {
    Arg::new("show")
        .long("show")
        .help("Which part")
        .value_parser(PossibleValuesParser::new(PARTS))
        .default_value(PARTS[0])
}

/// What of a scenario is shown instead of its overview or its figures.
fn simulate() -> Command {
    let switch = |name: &'static str, help| Arg::new(name).long(name).help(help).action(ArgAction::SetTrue);
    of::<Simulate>("simulate", &[]).args([
        switch("list", "List the scenarios of the library"),
        switch(
            "sensitivity",
            "Which assumption matters most to the shortfall of each mineral, from the runs",
        ),
        Arg::new("explain")
            .long("explain")
            .value_name("ID")
            .help("Name the links that bind behind a figure: shortfall/rare_earths@26"),
    ])
}

/// A prompt for a room.
fn exercise() -> Command {
    of::<Exercise>("exercise", &[]).args([
        Arg::new("play")
            .long("play")
            .help("Decide at a prompt, week by week: `help` says how")
            .action(ArgAction::SetTrue),
        Arg::new("record")
            .long("record")
            .value_name("FILE")
            .value_parser(value_parser!(PathBuf))
            .help("Write what was decided at the prompt to a file that --decisions takes"),
    ])
}

/// Figures of scenarios are explained by `simulate --explain`, where these are flags too.
fn hidden(arg: Arg) -> Arg {
    let id = arg.get_id().as_str();
    if id == "figure" { arg } else { arg.hide(true) }
}

const fn published(format: Format) -> &'static str {
    match format {
        Format::Usgs => "USGS Mineral Commodity Summaries, data releases of 2025 (world) and 2026 (all)",
        Format::Bgs => "BGS World Mineral Statistics",
        Format::Iea => "IEA Critical Minerals Data Explorer",
        Format::EuCrm => "EU study on critical raw materials 2023: supply shares, criticality, uses",
        Format::Wmd => "World Mining Data",
        Format::Wgi => "Worldwide Governance Indicators",
        Format::WorldBank => "World Bank indicators",
        Format::Comtrade => "UN Comtrade",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flags::request;
    use clap::FromArgMatches;
    use monazite_study::Request;

    #[test]
    fn the_arguments_are_consistent() {
        command().debug_assert();
    }

    fn typed<R: Request>(words: &[&str]) -> R {
        let matches = command().get_matches_from([&["monazite"], words].concat());
        let common = Common::from_arg_matches(&matches).unwrap();
        let mut below = &matches;
        while let Some((_, next)) = below.subcommand() {
            below = next;
        }
        request(below, &common, &[]).unwrap()
    }

    #[test]
    fn nothing_typed_is_the_default() {
        assert_eq!(typed::<Assess>(&["assess"]), Assess::default());
        assert_eq!(typed::<Simulate>(&["simulate"]), Simulate::default());
        assert_eq!(typed::<Plan>(&["plan"]), Plan::default());
        assert_eq!(typed::<Share>(&["share"]), Share::default());
        assert_eq!(typed::<Brief>(&["brief"]), Brief::default());
        assert_eq!(typed::<OneYear>(&["economy", "one-year"]), OneYear::default());
    }

    #[test]
    fn flags_are_the_fields_of_the_request() {
        let share: Share = typed(&["share", "--apart", "FRA,DEU", "--orders", "8", "--for", "JPN"]);
        let apart = ["FRA", "DEU"].map(str::to_owned).to_vec();
        assert_eq!(share, Share { apart, orders: Some(8), for_: "JPN".into(), ..Share::default() });
        let year: OneYear =
            typed(&["economy", "one-year", "--economy-table", "/home/x/table.zip", "--seed", "3"]);
        let table = Some("/home/x/table.zip".into());
        assert_eq!(year, OneYear { economy_table: table, seed: 3, ..OneYear::default() });
        let baci: ImportBaci = typed(&["import", "baci", "a.csv", "b.csv", "--hs6", "260500,810520"]);
        assert_eq!(
            baci,
            ImportBaci { files: vec!["a.csv".into(), "b.csv".into()], hs6: vec![260_500, 810_520] }
        );
    }
}
