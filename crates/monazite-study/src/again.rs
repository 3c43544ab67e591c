//! What a record says was asked, asked again.

use crate::answer::Answer;
use crate::assess::Assess;
use crate::balance::Balance;
use crate::brief::{Brief, Told};
use crate::economy::OneYear;
use crate::error::Error;
use crate::exercise::Exercise;
use crate::explain::Explain;
use crate::offer::Offer;
use crate::plan::Plan;
use crate::record::{BUILD, Record};
use crate::request::Request;
use crate::scenario::Scenarios;
use crate::share::Share;
use crate::simulate::Simulate;
use crate::sources::Sources;
use crate::stock::Stock;
use crate::study::Study;
use monazite::Watch;

impl Study {
    /// Asks what a record says was asked, of the same dataset. The sheets are the same bytes where the build is the same;
    /// of another build a note says so. The result is the page, where the verb makes one.
    ///
    /// # Errors
    /// [`Error::Request`] for a record of another dataset, or of a verb that reads files which a record only names;
    /// else as the verb.
    pub fn again(&self, record: &Record, watch: &Watch) -> Result<Answer<Option<Told>>, Error> {
        let ours = &self.dataset().checksum;
        if record.checksum != *ours {
            let message = format!(
                "the result is from the dataset {} with checksum {}, this is {} {} with {ours}; name its folder with --data",
                record.dataset,
                record.checksum,
                self.dataset().name,
                self.dataset().version,
            );
            return Err(Error::request("dataset", message));
        }
        let mut answer = match record.verb.as_str() {
            Assess::VERB => self.assess(&record.request()?, watch)?.with(None),
            Balance::VERB => self.balance(&record.request()?, watch)?.with(None),
            Brief::VERB => {
                let answer = self.brief(&record.request()?, watch)?;
                let told = answer.result.clone();
                answer.with(Some(told))
            }
            Exercise::VERB => self.exercise(&record.request()?, watch)?.with(None),
            Explain::VERB => self.explain(&record.request()?, watch)?.with(None),
            Offer::VERB => self.offer(&record.request()?, watch)?.with(None),
            OneYear::VERB => self.one_year(&record.request()?, watch)?.with(None),
            Plan::VERB => self.plan(&record.request()?, watch)?.with(None),
            Scenarios::VERB => Self::scenarios(&record.request()?)?.with(None),
            Share::VERB => self.share(&record.request()?, watch)?.with(None),
            Simulate::VERB => self.simulate(&record.request()?, watch)?.with(None),
            Stock::VERB => self.stock(&record.request()?, watch)?.with(None),
            Sources::VERB => self.sources(&record.request()?)?.with(None),
            other => {
                let message = format!(
                    "`{other}` reads files that a record only names; run it on them: monazite {}",
                    record.command.join(" ")
                );
                return Err(Error::request("verb", message));
            }
        };
        if record.build != BUILD {
            answer.notes.push(format!(
                "the result is from version {}, build {}; this is build {BUILD}, whose bytes may differ",
                record.version, record.build
            ));
        }
        Ok(answer)
    }
}
