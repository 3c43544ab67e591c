//! `monazite sources`: who published the data, on which terms.

use crate::args::Args;
use crate::failure::Failure;
use crate::output::emit;
use crate::session::dataset;
use monazite::system::System;
use monazite_io::results::{Header, Kind, Sheet};

/// Prints one row a source.
pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let dataset = dataset(&args.common)?;
    emit(args, Some(&dataset), &[("sources", &sheet(&dataset.system))])
}

const COLUMNS: &[Header] = &[
    ("source", Kind::Text),
    ("title", Kind::Text),
    ("publisher", Kind::Text),
    ("url", Kind::Text),
    ("licence", Kind::Text),
    ("attribution", Kind::Text),
];

fn sheet(system: &System) -> Sheet {
    let mut sheet = Sheet::new(COLUMNS);
    for (id, source) in system.sources.iter() {
        let texts = [
            system.sources.key(id),
            &source.title,
            &source.publisher,
            &source.url,
            &source.licence,
            &source.attribution,
        ];
        sheet.push(texts.into_iter().map(Into::into).collect());
    }
    sheet
}
