//! What a chapter may look at, and how it finds its figures and names.

use crate::text::{capital, counted, joined};
use monazite::balance::Ensemble;
use monazite::figure::Figure;
use monazite::id::{CountryId, MineralId};
use monazite::plan::Plan;
use monazite::scenario::Scenario;
use monazite::share::Sharing;
use monazite::system::{Coalition, Stage, System};
use std::collections::BTreeSet;

/// How the page was made: what is not in the system.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Context {
    /// Version of the program.
    pub version: String,
    /// Command that makes this page again.
    pub command: String,
    /// Name of the dataset.
    pub dataset: String,
    /// Checksum of the dataset.
    pub checksum: String,
    /// Warnings of the check, as text.
    pub warnings: Vec<String>,
    /// Seed of the draws.
    pub seed: u64,
}

/// A scenario and what follows from it.
#[derive(Debug, Clone, Copy)]
pub struct Simulation<'a> {
    /// What happens.
    pub scenario: &'a Scenario,
    /// What follows, by week.
    pub figures: &'a [Figure],
    /// What it costs; empty if it was not asked for.
    pub losses: &'a [Figure],
}

/// Whether it is happening: lines and rows as they are shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Followed {
    /// The last day of which the ledger knows anything.
    pub on: String,
    /// How many clauses of the supplier are in force.
    pub in_force: usize,
    /// How many are suspended.
    pub suspended: usize,
    /// Those of which nobody has verified what holds: what, last seen, readings, scenarios.
    pub open: Vec<[String; 4]>,
    /// What ends in the next twelve months: when, who, what, how sure.
    pub ends: Vec<[String; 4]>,
    /// The cap that the pace is held to.
    pub cap: String,
    /// The year by which it is to be met.
    pub by: u32,
    /// The verdict on each series.
    pub pace: Vec<String>,
    /// Who reduced its share.
    pub league: Vec<String>,
    /// What measures did.
    pub bite: Vec<String>,
}

/// Everything that a chapter is written from.
#[derive(Debug, Clone, Copy)]
pub struct Brief<'a> {
    /// Names, sources, policies.
    pub system: &'a System,
    /// The balanced network and its draws.
    pub ensemble: &'a Ensemble,
    /// Figures of the assessment.
    pub figures: &'a [Figure],
    /// A scenario, if one was run; without it its chapters are left out.
    pub simulation: Option<Simulation<'a>>,
    /// A plan, if one was made; without it its chapter is left out.
    pub plan: Option<&'a Plan>,
    /// Who gains, pays and stays in a joint programme; without it its chapter is left out.
    pub sharing: Option<&'a Sharing>,
    /// Whether it is happening; without it its chapter is left out.
    pub followed: Option<&'a Followed>,
    /// Coalition or country that the brief is for.
    pub for_: &'a str,
    /// The supplier.
    pub from: &'a str,
    /// How the page was made.
    pub context: &'a Context,
}

impl<'a> Brief<'a> {
    /// The title of the page.
    #[must_use]
    pub fn title(&self) -> String {
        format!("How far {} depends on {} for critical minerals", self.whose(), self.supplier())
    }

    /// The small line above the title.
    #[must_use]
    pub fn overline(&self) -> String {
        format!("Critical-minerals supply security · baseline {}", self.system.year)
    }

    /// The line under the title.
    #[must_use]
    pub fn underline(&self) -> String {
        let deep = counted(self.ensemble.central.minerals.len(), "mineral", "minerals");
        let draws = counted(self.ensemble.draws.len(), "balance", "balances");
        let members = match self.coalition().filter(|c| c.name.chars().count() > LONG) {
            Some(coalition) => format!("{}: {}. ", capital(&coalition.key), coalition.name),
            None => String::new(),
        };
        format!(
            "{members}Published production, trade and use in {} of {deep}, traced from mine to finished part \
             through every third country. Ranges are the spread of {draws} redrawn within the errors of the data.",
            self.system.year
        )
    }

    fn coalition(&self) -> Option<&'a Coalition> {
        self.system.coalitions.iter().find(|c| c.key == self.for_)
    }

    /// The coalition or country in a sentence, singular: `the European Union`; by its key where its name is long.
    #[must_use]
    pub fn whose(&self) -> String {
        self.party(self.for_)
    }

    /// The supplier in a sentence.
    #[must_use]
    pub fn supplier(&self) -> String {
        self.party(self.from)
    }

    /// The title of a scenario; the supplier of a full stop by the name that the page gives it.
    #[must_use]
    pub fn scenario_title(&self, scenario: &Scenario) -> String {
        let whole = scenario.name.starts_with("Full stop by ");
        if whole { format!("Full stop by {}", self.supplier()) } else { scenario.name.clone() }
    }

    /// A country, a coalition or several, in a sentence: `Japan`, `the G7-plus and Brazil`; by its key where a name is long.
    #[must_use]
    pub fn party(&self, key: &str) -> String {
        let one = |key: &str| match self.system.coalitions.iter().find(|c| c.key == key) {
            Some(c) if c.name.chars().count() > LONG => format!("the {}", capital(&c.key)),
            Some(c) if c.name.to_lowercase().starts_with("the ") => c.name.clone(),
            Some(c) => format!("the {}", c.name),
            None => with_article(key, self.country(key)),
        };
        joined(&key.split('+').map(one).collect::<Vec<_>>())
    }

    /// The countries of the supplier.
    #[must_use]
    pub fn suppliers(&self) -> BTreeSet<CountryId> {
        self.system.members(self.from).unwrap_or_default().into_iter().collect()
    }

    /// Name of a country by code; the code itself where there is none.
    #[must_use]
    pub fn country(&self, code: &str) -> String {
        if let Some((_, name)) = SPOKEN.iter().find(|(known, _)| *known == code) {
            return (*name).to_owned();
        }
        let id = self.system.countries.id(code);
        id.map_or_else(|| code.to_owned(), |id| self.system.countries[id].name.clone())
    }

    /// Name of a mineral by key.
    #[must_use]
    pub fn mineral(&self, key: &str) -> String {
        self.system
            .minerals
            .id(key)
            .map_or_else(|| key.to_owned(), |id| self.system.minerals[id].name.clone())
    }

    /// Name of a form by key.
    #[must_use]
    pub fn form(&self, key: &str) -> String {
        self.system.forms.id(key).map_or_else(|| key.to_owned(), |id| self.system.forms[id].name.clone())
    }

    /// Name of an end use by key.
    #[must_use]
    pub fn end_use(&self, key: &str) -> String {
        self.system
            .end_uses
            .id(key)
            .map_or_else(|| key.to_owned(), |id| self.system.end_uses[id].name.clone())
    }

    /// Members of the coalition, or the country itself.
    #[must_use]
    pub fn members(&self) -> BTreeSet<CountryId> {
        self.system.members(self.for_).unwrap_or_default().into_iter().collect()
    }

    /// Minerals with a balance, in table order.
    pub fn deep_minerals(&self) -> impl Iterator<Item = MineralId> + use<'a> {
        self.ensemble.central.minerals.keys().copied()
    }

    /// Names of the minerals of the dataset whose chain is not traced: the page says nothing on them.
    #[must_use]
    pub fn not_looked_at(&self) -> Vec<String> {
        let all = self.system.minerals.iter();
        let left = all.filter(|(id, _)| !self.ensemble.central.minerals.contains_key(id));
        left.map(|(_, mineral)| in_sentence(&mineral.name)).collect()
    }

    /// Figures of one metric, in the order of the assessment.
    pub fn metric(&self, metric: &'static str) -> impl Iterator<Item = &'a Figure> + use<'a> {
        self.figures.iter().filter(move |f| f.metric == metric)
    }

    /// Share of the coalition's use of a mineral, all forms pooled, that passed a stage in the supplier; any stage if
    /// `stage` is empty. `None` where the chain has no such stage.
    #[must_use]
    pub fn origin(&self, mineral: &str, stage: &str) -> Option<&'a Figure> {
        let id = self.system.minerals.id(mineral)?;
        let is_made = |f| Some(self.system.forms[f].stage) == Stage::from_word(stage);
        if !stage.is_empty() && !self.system.forms_of(id).any(is_made) {
            return None;
        }
        self.metric("origin_share")
            .filter(|f| self.is_supplier(f))
            .find(|f| f.mineral == mineral && f.stage == stage && f.form.is_empty() && f.end_use.is_empty())
    }

    /// The coalition's share of the world's demand for each mineral, largest first.
    #[must_use]
    pub fn mineral_demand(&self) -> Vec<&'a Figure> {
        largest_first(self.metric("demand_share").filter(|f| {
            !f.mineral.is_empty() && f.form.is_empty() && f.country.is_empty() && f.end_use.is_empty()
        }))
    }

    /// Whether a figure is about the supplier in question, or about no country in particular.
    #[must_use]
    pub fn is_supplier(&self, figure: &Figure) -> bool {
        figure.country.is_empty() || figure.country == self.from
    }

    /// Direct import share and origin share of the same form, like with like.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'a Figure, &'a Figure)> {
        self.metric("direct_import_share")
            .filter(|d| self.is_supplier(d) && !d.form.is_empty() && d.end_use.is_empty())
            .filter_map(|direct| {
                let origin = self.metric("origin_share").filter(|o| self.is_supplier(o)).find(|o| {
                    o.form == direct.form
                        && o.end_use.is_empty()
                        && (o.stage == direct.stage || direct.stage.is_empty())
                })?;
                Some((direct, origin))
            })
            .collect()
    }
}

/// A name with more characters than this is not repeated in sentences.
const LONG: usize = 32;

/// Countries whose names take an article in a sentence.
const WITH_ARTICLE: [&str; 9] = ["ARE", "CAF", "COD", "COG", "DOM", "GBR", "NLD", "PHL", "USA"];

/// Countries whose name as readers know it is not the one of the table.
const SPOKEN: [(&str, &str); 4] = [
    ("COD", "DR Congo"),
    ("COG", "Republic of the Congo"),
    ("GBR", "United Kingdom"),
    ("USA", "United States"),
];

fn with_article(code: &str, name: String) -> String {
    if WITH_ARTICLE.contains(&code) { format!("the {name}") } else { name }
}

/// A name inside a sentence: the first letter in lower case, unless the word is an abbreviation such as `NdFeB`.
pub(crate) fn in_sentence(name: &str) -> String {
    let word = name.split_whitespace().next().unwrap_or_default();
    let is_plain = word.chars().skip(1).all(|c| c.is_lowercase() || c == '-');
    let mut letters = name.chars();
    match letters.next() {
        Some(first) if is_plain => first.to_lowercase().chain(letters).collect(),
        _ => name.to_owned(),
    }
}

/// Figures from the largest value to the smallest, ties in the order given.
pub(crate) fn largest_first<'a>(figures: impl Iterator<Item = &'a Figure>) -> Vec<&'a Figure> {
    let mut figures: Vec<_> = figures.filter(|f| f.value.is_finite()).collect();
    figures.sort_by(|a, b| b.value.total_cmp(&a.value));
    figures
}
