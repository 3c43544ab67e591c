//! `monazite metric`: a published metric on the user's own tables.

use crate::args::{Args, Metric};
use crate::failure::Failure;
use crate::output::emit;
use monazite_io::geopolrisk::{Bloc, read};

/// Computes the metric and prints its table.
pub(crate) fn run(args: &Args, metric: &Metric) -> Result<(), Failure> {
    let Metric::Geopolrisk { dir, bloc } = metric;
    let blocs: Vec<Bloc> = bloc.iter().map(|text| parse(text)).collect::<Result<_, _>>()?;
    let scores = read(dir)?.scores(&blocs)?;
    emit(args, None, &[("geopolrisk", &scores)])
}

/// `NAME=AAA,BBB,CCC`.
fn parse(text: &str) -> Result<Bloc, Failure> {
    let bloc = text.split_once('=').filter(|(name, members)| !name.is_empty() && !members.is_empty());
    let (name, members) =
        bloc.ok_or_else(|| Failure::Usage(format!("`{text}` is no bloc; write --bloc NAME=AAA,BBB,CCC")))?;
    Ok((name.to_owned(), members.split(',').map(|m| m.trim().to_owned()).collect()))
}
