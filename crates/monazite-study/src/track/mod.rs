//! Is it happening, and fast enough?

mod bite;
mod build;
mod followed;
mod history;
mod ledger;
mod pace;
mod parties;
mod request;
mod strict;
mod watch;

pub use build::BuildHistory;
pub(crate) use followed::followed;
pub use request::Track;
pub(crate) use strict::strict;

use crate::answer::Answer;
use crate::error::Error;
use crate::study::Study;
use monazite::Watch;

impl Study {
    /// What is asked for, as sheets, and as text for a terminal; the ledger if nothing is named.
    ///
    /// # Errors
    /// [`Error::Request`] for a day, a reading or a name that is not there, or two questions at once; [`Error::Data`]
    /// with all problems of a file.
    pub fn track(&self, request: &Track, watch: &Watch) -> Result<Answer<String>, Error> {
        watch.go_on()?;
        let reads = request.watch.is_some();
        let asked = [request.ledger, request.history, request.pace, request.bite, reads];
        if asked.into_iter().filter(|asked| *asked).count() > 1 {
            let message = "ask one thing at a time: --ledger, --history, --pace, --bite or --watch";
            return Err(Error::request("track", message));
        }
        let (sheets, text) = match (asked, &request.watch) {
            (_, Some(path)) => watch::answer(self, path, request, watch)?,
            ([_, true, ..], _) => history::answer(self, request)?,
            ([_, _, true, ..], _) => pace::answer(self, request)?,
            ([_, _, _, true, _], _) => bite::answer(request)?,
            _ => ledger::answer(self, request)?,
        };
        watch.go_on()?;
        Ok(Answer { sheets, record: self.record(request)?, notes: Vec::new(), result: text })
    }
}
