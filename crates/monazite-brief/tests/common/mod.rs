//! A small network with its question answered, for the tests of the page.

#![allow(clippy::unwrap_used, unreachable_pub)]

use monazite::assess::{Assessment, assess};
use monazite::balance::{Ensemble, ensemble};
use monazite::question::Question;
use monazite::system::System;
use monazite_brief::{Brief, Context};

/// A small network with its question answered.
pub struct Case {
    pub system: System,
    pub ensemble: Ensemble,
    pub assessment: Assessment,
    pub context: Context,
}

impl Case {
    pub fn of(system: System) -> Self {
        let ensemble = ensemble(&system, 3, 1).unwrap();
        let question = Question { for_: "DEU".into(), from: "CHN".into() };
        let assessment = assess(&system, &ensemble, &question).unwrap();
        let context = Context { version: "test".into(), seed: 1, ..Context::default() };
        Self { system, ensemble, assessment, context }
    }

    pub fn brief(&self) -> Brief<'_> {
        Brief {
            system: &self.system,
            ensemble: &self.ensemble,
            figures: &self.assessment.figures,
            simulation: None,
            plan: None,
            sharing: None,
            followed: None,
            for_: "DEU",
            from: "CHN",
            context: &self.context,
        }
    }
}
