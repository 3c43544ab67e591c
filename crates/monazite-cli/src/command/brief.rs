//! `monazite brief`: the whole story for one coalition and one supplier, as a page and a summary.

use crate::args::Args;
use crate::failure::Failure;
use crate::output::{text_to_stdout, to_folder, to_stdout};
use crate::session::{Session, metadata, session};
use monazite_brief::{Brief, Context, page, summary};
use monazite_io::results::{Sheet, write_file};
use std::path::Path;

/// Where the page goes unless `--out` names another folder.
const FOLDER: &str = "brief";

/// Writes page and figures to a folder, and the summary (or, with `--format`, the figures) to standard output.
pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let Session { dataset, ensemble, assessment } = session(args)?;
    let context = Context {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        command: format!("monazite {}", metadata(args, Some(&dataset)).command.join(" ")),
        dataset: format!("{} {}", dataset.name, dataset.version),
        checksum: dataset.checksum.clone(),
        warnings: dataset.warnings.iter().map(ToString::to_string).collect(),
        seed: args.common.seed,
    };
    let brief = Brief {
        system: &dataset.system,
        ensemble: &ensemble,
        figures: &assessment.figures,
        simulation: None,
        for_: &args.common.for_,
        from: &args.common.from,
        context: &context,
    };
    let folder = args.common.out.as_deref().unwrap_or(Path::new(FOLDER));
    let file = folder.join("brief.html");
    write_file(&file, page(&brief).as_bytes())
        .map_err(|error| Failure::Io(format!("{} cannot be written", file.display()), error))?;
    let figures = Sheet::from(assessment.figures.as_slice());
    to_folder(args, Some(&dataset), folder, &[("figures", &figures)])?;
    match args.common.format {
        Some(_) => to_stdout(args, &figures)?,
        None => text_to_stdout(&summary(&brief))?,
    }
    eprintln!("the page is {}", file.display());
    Ok(())
}
