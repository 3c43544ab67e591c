//! The quality of what industries lose: that of the worst input that matters.

use super::case::Case;
use crate::datum::Quality;
use crate::economy::table::Mrio;
use crate::id::{EndUseId, FormId, Id};
use crate::system::System;
use crate::system::behaviour::{Parameter, Scope};

/// Parameters behind what hangs on a form.
const BEHIND: [Parameter; 2] = [Parameter::ExposedShare, Parameter::InputCriticality];

/// The quality of what each industry of a table loses: assumed at best, as what users lack is simulated; worse where the
/// share of the industry that an end use is, or what hangs on a form that it lacks, is of worse quality.
pub(super) fn of_industries(system: &System, table: &Mrio, case: &Case) -> Vec<Quality> {
    let mut worst = vec![Quality::Assumed; table.len()];
    for user in &case.users {
        let end_use = EndUseId::from_index(user.end_use);
        let scope = system.scope_of(FormId::from_index(user.form)).for_end_use(end_use);
        let scope = Scope { country: system.countries.id(&table.regions()[user.region]), ..scope };
        let of_user = BEHIND
            .iter()
            .filter_map(|&parameter| system.behaviour(parameter, &scope))
            .map(|row| row.datum.provenance.quality)
            .fold(Quality::Assumed, Quality::max);
        for link in system.industry_links.iter().filter(|link| link.end_use == end_use) {
            let of_link = of_user.max(link.share.provenance.quality);
            let industries = table.industries().iter().zip(&mut worst);
            for (industry, worst) in industries {
                if industry.region == user.region && table.sectors()[industry.sector] == link.industry {
                    *worst = of_link.max(*worst);
                }
            }
        }
    }
    worst
}
