//! Single-supplier cap: of what the coalition has of a mineral's forms of one stage, at most a share comes from the
//! supplier.
//!
//! `sum (I + sigma R) - cap (output + I + R - A) <= lacking D`, with `lacking` measured on need so that it stays linear.
//! What is sold to the rest of the world is not had.
//! sigma is the supplier's part in what the rest of the world has of the form: buying the supplier's tonnes elsewhere
//! does not make them another's.

use crate::chain::Chain;
use crate::constraint::balance::net;
use crate::frame::Frame;
use crate::lp::{About, Bound, Column, Family, Lp, Tag};
use crate::variable::columns::Variables;
use monazite::id::{FormId, ProcessId};
use monazite::plan::TargetKind;
use monazite::system::{Stage, System};

pub(crate) fn add(frame: &Frame<'_>, v: &Variables, lp: &mut Lp) {
    for (t, target) in frame.targets.iter().enumerate() {
        let TargetKind::SingleSupplier(stage) = target.kind else { continue };
        let chain = frame.of_target(t);
        for (y, year) in frame.years() {
            let Supply { supplied, had, .. } = supply(frame, v, chain, stage, y);
            let mut terms = supplied;
            terms.extend(had.into_iter().map(|(c, k)| (c, -target.share * k)));
            terms.push((v.slack[&(t, y)], -chain.total_need(y) / chain.unit));
            let tag = Tag::new(Family::Target, About::Target(t)).in_year(year);
            lp.at_most(tag, terms, Bound::default());
        }
    }
}

/// What the coalition has of the forms of a stage in a year, as terms.
#[derive(Default)]
pub(crate) struct Supply {
    /// What comes from the supplier, also by way of the rest of the world.
    pub(crate) supplied: Vec<(Column, f64)>,
    /// What is bought from the supplier itself.
    pub(crate) imported: Vec<(Column, f64)>,
    /// What is bought of each form from the rest of the world.
    pub(crate) elsewhere: Vec<(FormId, Column)>,
    /// What the capacity that stands without the programme makes.
    pub(crate) standing: Vec<(Column, f64)>,
    /// All.
    pub(crate) had: Vec<(Column, f64)>,
}

pub(crate) fn supply(frame: &Frame<'_>, v: &Variables, chain: &Chain, stage: Stage, y: usize) -> Supply {
    let system = frame.network.system;
    let mut of = Supply::default();
    for &form in chain.forms.iter().filter(|f| system.forms[**f].stage == stage) {
        for zone in 0..frame.network.zones.len() {
            let import = v.import[&(form, zone, y)];
            of.imported.push((import, 1.0));
            of.had.push((import, 1.0));
            for &process in &chain.processes {
                let output = net(system, process, form).max(0.0);
                if let Some(&x) = v.activity.get(&(process, zone, y)) {
                    of.had.push((x, output));
                    of.standing.push((x, output));
                }
                of.standing.extend(v.new_activity.get(&(process, zone, y)).map(|&x| (x, -output)));
            }
        }
        let elsewhere = v.elsewhere[&(form, y)];
        of.elsewhere.push((form, elsewhere));
        of.supplied.push((elsewhere, chain.supplier_part.get(&form).copied().unwrap_or(0.0)));
        of.had.push((elsewhere, 1.0));
        of.had.push((v.sale[&(form, y)], -1.0));
    }
    of.supplied.extend(&of.imported);
    of
}

/// What capacity of today makes of the forms of a stage, tonnes a year.
pub(crate) fn made_today(system: &System, chain: &Chain, stage: Stage) -> f64 {
    let forms = || chain.forms.iter().filter(|f| system.forms[**f].stage == stage);
    let output = |p: ProcessId| forms().map(|&f| net(system, p, f).max(0.0)).sum::<f64>();
    chain.capacity.iter().map(|(&(process, _), capacity)| capacity * output(process)).sum()
}
