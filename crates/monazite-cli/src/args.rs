//! The arguments of the command.

use crate::command::economy::EconomyArgs;
use crate::command::plan::PlanArgs;
use crate::command::share::ShareArgs;
use crate::command::simulate::SimulateArgs;
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use monazite_io::import::Format as Published;
use monazite_io::results;
use std::path::PathBuf;

/// How far critical minerals depend on one supplier, and what that rests on.
#[derive(Debug, Parser)]
#[command(name = "monazite", version, propagate_version = true)]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Options that every subcommand takes.
#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "Common options")]
pub(crate) struct Common {
    /// Coalition or country that depends: g7-plus, eu27, JPN
    #[arg(long = "for", value_name = "WHO", default_value = "g7-plus", global = true)]
    pub(crate) for_: String,
    /// Supplier that it depends on: a country or a coalition
    #[arg(long, value_name = "WHOM", default_value = "CHN", global = true)]
    pub(crate) from: String,
    /// Dataset to use instead of the embedded baseline
    #[arg(long, value_name = "DIR", global = true)]
    pub(crate) data: Option<PathBuf>,
    /// Format of the result on standard output
    #[arg(long, value_enum, global = true)]
    pub(crate) format: Option<Format>,
    /// Write a result folder instead of standard output
    #[arg(long, value_name = "DIR", global = true)]
    pub(crate) out: Option<PathBuf>,
    /// How many times the data are perturbed within their errors to get ranges
    #[arg(long, value_name = "N", default_value_t = 24, value_parser = clap::value_parser!(u32).range(0..=10_000), global = true)]
    pub(crate) draws: u32,
    /// Seed of the draws: the same seed gives the same result
    #[arg(long, value_name = "S", default_value_t = 1, global = true)]
    pub(crate) seed: u64,
}

/// How a result is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For reading
    Table,
    /// For spreadsheets, pandas, Polars and R
    Csv,
    /// An array of objects
    Json,
    /// For large results; binary
    Parquet,
}

impl From<Format> for results::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Table => Self::Table,
            Format::Csv => Self::Csv,
            Format::Json => Self::Json,
            Format::Parquet => Self::Parquet,
        }
    }
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// The whole story on one page: brief.html and a summary in the terminal
    Brief {
        /// With the chapter on the way out: the default programme is planned, which takes a minute or two
        #[arg(long)]
        plan: bool,
        /// With the chapter on the members: every club of them is planned, which takes some minutes
        #[arg(long)]
        share: bool,
    },
    /// Every figure of dependence, by mineral, form and stage
    Assess(Filter),
    /// The reconciled flows, and how far each datum had to move
    Balance(BalanceArgs),
    /// What breaks, when and for whom, when a supplier restricts exports
    Simulate(SimulateArgs),
    /// Print every problem of a dataset with place, value, allowed values and hint
    Check {
        /// The dataset; the embedded baseline if left out
        dir: Option<PathBuf>,
    },
    /// Formula, input rows, sources and quality of a figure
    Explain {
        /// The figure: metric/mineral/form/stage/country/end_use, with - for what does not apply
        figure: String,
    },
    /// The joint programme that ends the dependence: what to build, buy and replace, its cost, its speed
    Plan(PlanArgs),
    /// Who joins the programme, what each gains and pays, and whether it stays
    Share(ShareArgs),
    /// Accounts of an input-output table, and runs of what a shock does to it
    Economy(EconomyArgs),
    /// The sources of the dataset, with their terms and the attribution that they ask for
    Sources,
    /// Turn published files into tables
    #[command(subcommand)]
    Import(Import),
    /// A published metric on tables of your own
    #[command(subcommand)]
    Metric(Metric),
}

/// Which metric.
#[derive(Debug, Subcommand)]
pub(crate) enum Metric {
    /// GeoPolRisk scores of all countries from production.csv, trade.csv and wgi.csv in a folder
    Geopolrisk {
        /// The folder
        dir: PathBuf,
        /// A bloc that imports as one: NAME=AAA,BBB,CCC; may be given several times
        #[arg(long, value_name = "BLOC")]
        bloc: Vec<String>,
    },
}

/// What to import.
#[derive(Debug, Subcommand)]
pub(crate) enum Import {
    /// Build the baseline dataset from the published files, by the recorded recipe, into --out DIR
    Baseline {
        /// The folder of published files
        raw: PathBuf,
    },
    /// Build the embedded input-output table from the published files, by the recorded recipe, into --out DIR
    Economy {
        /// The folder of published files
        raw: PathBuf,
    },
    /// USGS Mineral Commodity Summaries, data releases of 2025 (world) and 2026 (all)
    Usgs(Files),
    /// BGS World Mineral Statistics
    Bgs(Files),
    /// IEA Critical Minerals Data Explorer
    Iea(Files),
    /// EU study on critical raw materials 2023: supply shares, criticality, uses
    EuCrm(Files),
    /// World Mining Data
    Wmd(Files),
    /// Worldwide Governance Indicators
    Wgi(Files),
    /// World Bank indicators
    WorldBank(Files),
    /// UN Comtrade
    Comtrade(Files),
    /// CEPII BACI, as CSV, gzip or the zip of a release, in bounded memory
    Baci {
        /// Files as published: BACI_HS17_Y2022_V202401.csv, BACI_HS17_V202401.zip, or the tidied table
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Take only these codes of goods; may be given several times
        #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = clap::value_parser!(u32).range(1..=999_999))]
        hs6: Vec<u32>,
    },
}

impl Import {
    fn words(&self) -> Vec<String> {
        let words = match self {
            Self::Baseline { .. } => ["import", "baseline", "DIR"],
            Self::Economy { .. } => ["import", "economy", "DIR"],
            Self::Baci { .. } => ["import", "baci", "FILE"],
            _ => ["import", self.format().map_or("", |(format, _)| format.name()), "FILE"],
        };
        let mut words: Vec<String> = words.map(str::to_owned).into();
        if let Self::Baci { hs6, .. } = self {
            words.extend(hs6.iter().flat_map(|code| ["--hs6".to_owned(), format!("{code:06}")]));
        }
        words
    }

    /// The published format and its files; `None` for the baseline and for BACI, which is not read whole.
    pub(crate) fn format(&self) -> Option<(Published, &[PathBuf])> {
        let (format, files) = match self {
            Self::Baseline { .. } | Self::Economy { .. } | Self::Baci { .. } => return None,
            Self::Usgs(files) => (Published::Usgs, files),
            Self::Bgs(files) => (Published::Bgs, files),
            Self::Iea(files) => (Published::Iea, files),
            Self::EuCrm(files) => (Published::EuCrm, files),
            Self::Wmd(files) => (Published::Wmd, files),
            Self::Wgi(files) => (Published::Wgi, files),
            Self::WorldBank(files) => (Published::WorldBank, files),
            Self::Comtrade(files) => (Published::Comtrade, files),
        };
        Some((format, &files.files))
    }
}

/// Published files, plain or gzip.
#[derive(Debug, clap::Args)]
pub(crate) struct Files {
    /// Files as published, plain or gzip
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
}

/// Which figures to keep.
#[derive(Debug, ClapArgs)]
pub(crate) struct Filter {
    /// Only this mineral
    #[arg(long, value_name = "KEY")]
    pub(crate) mineral: Option<String>,
    /// Only this stage
    #[arg(long, value_name = "STAGE")]
    pub(crate) stage: Option<String>,
    /// Only this metric
    #[arg(long, value_name = "NAME")]
    pub(crate) metric: Option<String>,
}

/// What to show of the balance.
#[derive(Debug, ClapArgs)]
pub(crate) struct BalanceArgs {
    /// Only this mineral
    #[arg(long, value_name = "KEY")]
    pub(crate) mineral: Option<String>,
    /// Which part
    #[arg(long, value_enum, default_value_t = Part::Moves)]
    pub(crate) show: Part,
}

/// A part of the balance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    /// How far each datum had to move, in standard errors, largest first
    Moves,
    /// What each process makes in each country
    Activity,
    /// Flows between countries
    Flows,
    /// What end uses take
    Uses,
    /// Additions to stock, and scrap
    Stocks,
    /// Fit and conservation of mass, one row a mineral
    Fit,
}

impl Part {
    /// All, in the order of a result folder.
    pub(crate) const ALL: [Self; 6] =
        [Self::Moves, Self::Activity, Self::Flows, Self::Uses, Self::Stocks, Self::Fit];

    /// The word of the flag and of the file.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Moves => "moves",
            Self::Activity => "activity",
            Self::Flows => "flows",
            Self::Uses => "uses",
            Self::Stocks => "stocks",
            Self::Fit => "fit",
        }
    }
}

impl Args {
    /// The command as it can be repeated elsewhere: values that matter, no places on this machine.
    pub(crate) fn words(&self) -> Vec<String> {
        let mut words: Vec<String> = match &self.command {
            Command::Brief { plan, share } => {
                let asked = [("--plan", *plan), ("--share", *share)];
                let asked = asked.into_iter().filter(|(_, wanted)| *wanted).map(|(flag, _)| flag);
                std::iter::once("brief").chain(asked).map(str::to_owned).collect()
            }
            Command::Assess(filter) => [
                vec!["assess".to_owned()],
                flag("--mineral", filter.mineral.as_ref()),
                flag("--stage", filter.stage.as_ref()),
                flag("--metric", filter.metric.as_ref()),
            ]
            .concat(),
            Command::Balance(balance) => {
                [vec!["balance".to_owned()], flag("--mineral", balance.mineral.as_ref())].concat()
            }
            Command::Check { .. } => vec!["check".into()],
            Command::Explain { figure } => vec!["explain".into(), figure.clone()],
            Command::Economy(economy) => economy.words(),
            Command::Metric(Metric::Geopolrisk { bloc, .. }) => {
                let blocs = bloc.iter().flat_map(|b| ["--bloc".to_owned(), b.clone()]);
                ["metric", "geopolrisk", "DIR"].map(str::to_owned).into_iter().chain(blocs).collect()
            }
            Command::Simulate(what) => what.words(),
            Command::Plan(what) => what.words(),
            Command::Share(what) => what.words(),
            Command::Sources => vec!["sources".into()],
            Command::Import(import) => import.words(),
        };
        let common = &self.common;
        words.extend(["--for".into(), common.for_.clone(), "--from".into(), common.from.clone()]);
        if common.data.is_some() {
            words.extend(["--data".into(), "DIR".into()]);
        }
        words.extend(["--draws".into(), common.draws.to_string(), "--seed".into(), common.seed.to_string()]);
        words
    }
}

fn flag(name: &str, value: Option<&String>) -> Vec<String> {
    value.map_or_else(Vec::new, |v| vec![name.to_owned(), v.clone()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        Args::command().debug_assert();
    }

    #[test]
    fn no_place_of_this_machine_in_the_words() {
        let args = Args::parse_from([
            "monazite",
            "assess",
            "--data",
            "/home/x",
            "--out",
            "/tmp/y",
            "--mineral",
            "cobalt",
        ]);
        assert_eq!(
            args.words().join(" "),
            "assess --mineral cobalt --for g7-plus --from CHN --data DIR --draws 24 --seed 1"
        );
    }
}
