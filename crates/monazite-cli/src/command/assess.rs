//! `monazite assess`: every figure of dependence as tidy rows.

use crate::args::{Args, Filter};
use crate::command::keys;
use crate::failure::Failure;
use crate::output::emit;
use crate::session::{Session, session};
use monazite::figure::Figure;
use monazite_io::results::Sheet;

/// Prints the figures that the filter keeps.
pub(crate) fn run(args: &Args, filter: &Filter) -> Result<(), Failure> {
    let Session { dataset, assessment, .. } = session(args)?;
    if let Some(key) = &filter.mineral {
        keys::mineral(&dataset.system, key)?;
    }
    filter.stage.as_deref().map(keys::stage).transpose()?;
    filter.metric.as_deref().map(keys::metric).transpose()?;
    let is = |wanted: &Option<String>, word: &str| wanted.as_ref().is_none_or(|w| w == word);
    let kept: Vec<Figure> = assessment
        .figures
        .into_iter()
        .filter(|f| {
            is(&filter.mineral, &f.mineral) && is(&filter.stage, &f.stage) && is(&filter.metric, &f.metric)
        })
        .collect();
    emit(args, Some(&dataset), &[("figures", &Sheet::from(kept.as_slice()))])
}
