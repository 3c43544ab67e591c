//! What a run is: a [`Study`] of a dataset is asked a request, one type a verb, and gives an [`Answer`] in named sheets.
//!
//! Every surface does the same: it fills a request, calls the study under a [`Watch`], and shows what comes back.
//! The command fills it from flags, a server from JSON, a worker from a file; the schema of each is [`schema`].
//!
//! How far Japan depends on China for gallium, with the range of each figure:
//!
//! ```
//! use monazite_study::{Assess, Study, Watch};
//!
//! let study = Study::baseline()?;
//! let request = Assess { for_: "JPN".into(), mineral: Some("gallium".into()), draws: 4, ..Assess::default() };
//! let figures = study.assess(&request, &Watch::default())?.result;
//! let refined = figures.iter().find(|f| f.id() == "origin_share/gallium/-/processing").expect("Japan uses it");
//! assert!(refined.low <= refined.value && refined.value <= refined.high);
//! # Ok::<(), monazite_study::Error>(())
//! ```
//!
//! What breaks within half a year when exports of graphite stop, as a file for a spreadsheet. The watch hears of progress
//! and may cancel from any thread:
//!
//! ```
//! use monazite_io::results::{Format, bytes};
//! use monazite_study::{Document, Simulate, Study, Watch};
//!
//! let study = Study::baseline()?;
//! let scenario = Some(Document::Key("china-stop-graphite".into()));
//! let request = Simulate { scenario, weeks: Some(26), runs: 10, ..Simulate::default() };
//! let watch = Watch::telling(|progress| eprintln!("{}: {} of {}", progress.message, progress.done, progress.of));
//! let answer = study.simulate(&request, &watch)?;
//! let figures = answer.sheet("figures").expect("every run has figures");
//! let csv = String::from_utf8(bytes(figures, Format::Csv)?)?;
//! assert!(csv.lines().any(|row| row.contains("graphite") && row.contains("shortfall")));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The least programme by which two members end their dependence for antimony. A request is the same as JSON:
//!
//! ```
//! use monazite_study::{Plan, Study, Watch};
//!
//! let request: Plan = serde_json::from_value(serde_json::json!({
//!     "quick": true,
//!     "draws": 2,
//!     "programme": {
//!         "name": "antimony.toml",
//!         "text": "
//!             name = 'Antimony of two members'
//!             members = ['eu27', 'USA']
//!             minerals = ['antimony']
//!             hosts = ['AUS']
//!             start = 2026
//!             years = 6
//!             demand = 'STEPS'
//!             discount_rate = 0.05
//!             attitude = 'expected'
//!             [targets]
//!             processing = { share = 0.40, year = 2030 }
//!         ",
//!     },
//! }))?;
//! let plan = Study::baseline()?.plan(&request, &Watch::default())?.result;
//! assert!(plan.spent.low <= plan.spent.value && plan.spent.value <= plan.spent.high);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What a result was made from is its [`Record`]: version, build, dataset and request.
//! [`Study::again`] asks what a record holds. Long runs go on where they were broken off ([`resume`]), and fall into
//! blocks that are computed apart ([`sweep`]).

mod again;
mod answer;
mod aside;
mod assess;
mod balance;
mod brief;
mod check;
mod compare;
mod economy;
mod error;
mod exercise;
mod explain;
mod export;
mod geopolrisk;
mod import;
mod list;
mod name;
mod offer;
mod plan;
mod programme;
mod recipe;
mod record;
mod request;
pub mod resume;
mod scenario;
mod share;
mod simulate;
mod sources;
mod stock;
mod study;
pub mod sweep;
mod track;

pub use answer::Answer;
pub use assess::Assess;
pub use balance::Balance;
pub use brief::{Brief, Told};
pub use check::{Check, Checked};
pub use compare::Compare;
pub use economy::{Accounts, Ario, OneYear};
pub use error::Error;
pub use exercise::{Exercise, Played};
pub use explain::{Binding, Explain, Explained};
pub use export::Export;
pub use geopolrisk::Geopolrisk;
pub use import::{Book, Import, ImportBaci};
pub use list::List;
pub use monazite::{Cancelled, Watch};
pub use offer::Offer;
pub use plan::Plan;
pub use recipe::{BuildBaseline, BuildEconomy};
pub use record::{BUILD, Record, VERSION};
pub use request::{Document, Request, Text, schema};
pub use scenario::Scenarios;
pub use share::Share;
pub use simulate::{Simulate, Simulated};
pub use sources::Sources;
pub use stock::Stock;
pub use study::Study;
pub use track::{BuildHistory, Track};
