//! Options that every subcommand takes.

use clap::{Args, ValueEnum};
use monazite_io::results;
use serde_json::Value;
use std::path::PathBuf;

/// Options that every subcommand takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Common options")]
pub(crate) struct Common {
    /// Coalition or country that depends: g7-plus, eu27, JPN
    #[arg(long = "for", value_name = "WHO", default_value = "g7-plus", global = true)]
    pub(crate) for_: String,
    /// Countries or coalitions that join those who depend: BRA,KAZ
    #[arg(long, value_name = "WHO", value_delimiter = ',', global = true)]
    pub(crate) with: Vec<String>,
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

impl Common {
    /// The value of a field that requests have in common; `None` for any other field.
    pub(crate) fn field(&self, name: &str) -> Option<Value> {
        match name {
            "for" => Some(self.for_.as_str().into()),
            "with" => Some(self.with.clone().into()),
            "from" => Some(self.from.as_str().into()),
            "draws" => Some(self.draws.into()),
            "seed" => Some(self.seed.into()),
            _ => None,
        }
    }

    /// Whether the result is for reading on a terminal: neither a format nor a folder was asked for.
    pub(crate) const fn is_for_reading(&self) -> bool {
        self.format.is_none() && self.out.is_none()
    }
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
