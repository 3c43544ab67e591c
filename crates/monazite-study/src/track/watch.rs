//! What news claims, held to the baseline and the history, and the measures that they name.

use super::ledger::Shown;
use super::parties::codes;
use super::request::Track;
use crate::assess::Assess;
use crate::error::Error;
use crate::study::Study;
use monazite::Watch;
use monazite::figure::Figure;
use monazite::system::System;
use monazite_io::history::embedded;
use monazite_io::results::{Header, Kind, Sheet};
use monazite_io::{ledger, news};
use monazite_track::history::{Basis, History, import_share};
use monazite_track::watch::{Claim, Judged, Lexicon, Unit, claims, judge, measures};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

const CLAIMS: &[Header] = &[
    ("place", Kind::Text),
    ("metric", Kind::Text),
    ("party", Kind::Text),
    ("other", Kind::Text),
    ("minerals", Kind::Text),
    ("stage", Kind::Text),
    ("claimed_low", Kind::Number),
    ("claimed_high", Kind::Number),
    ("unit", Kind::Text),
    ("currency", Kind::Text),
    ("verdict", Kind::Text),
    ("low", Kind::Number),
    ("high", Kind::Number),
    ("figure", Kind::Text),
    ("sentence", Kind::Text),
];

const MEASURES: &[Header] = &[
    ("measure", Kind::Text),
    ("ledger", Kind::Text),
    ("instrument", Kind::Text),
    ("minerals", Kind::Text),
    ("from", Kind::Text),
    ("until", Kind::Text),
    ("place", Kind::Text),
    ("sentence", Kind::Text),
];

/// Sheets `claims` and `measures`, and the page.
pub(super) fn answer(study: &Study, path: &Path, request: &Track, watch: &Watch) -> Result<Shown, Error> {
    let items = news::read(path)?;
    let lexicon = lexicon(study.system());
    let (history, ledger) = (embedded()?, ledger::embedded()?);
    let mut figures = Figures { study, history, watch, known: BTreeMap::new(), draws: request.for_.clone() };
    let (mut said, mut named) = (Sheet::new(CLAIMS), Sheet::new(MEASURES));
    let mut text = String::new();
    let mut seen: BTreeMap<String, ()> = BTreeMap::new();
    let mut counts: BTreeMap<Judged, usize> = BTreeMap::new();
    for item in &items {
        watch.go_on()?;
        for claim in claims(&item.text, &lexicon) {
            let found = figures.of(&claim)?;
            let verdict =
                found.as_ref().map_or(Judged::CannotTell, |(low, high, _)| judge(&claim.amount, *low, *high));
            *counts.entry(verdict).or_default() += 1;
            let (low, high, figure) = found.unwrap_or((f64::NAN, f64::NAN, String::new()));
            said.push(vec![
                item.place.as_str().into(),
                claim.metric.into(),
                claim.party.as_str().into(),
                claim.other.as_str().into(),
                claim.minerals.join("|").into(),
                claim.stage.into(),
                claim.amount.low.into(),
                claim.amount.high.into(),
                claim.amount.unit.word().into(),
                claim.amount.currency.into(),
                verdict.said().into(),
                low.into(),
                high.into(),
                figure.as_str().into(),
                claim.sentence.as_str().into(),
            ]);
            marked(&mut text, &claim, verdict, (low, high, &figure));
        }
        for measure in measures(&item.text, &lexicon) {
            if seen.insert(measure.key.clone(), ()).is_some() {
                continue;
            }
            let known: Vec<&str> =
                ledger.clauses.iter().filter(|c| c.measure == measure.key).map(|c| c.key.as_str()).collect();
            let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
            named.push(vec![
                measure.key.as_str().into(),
                known.join("|").into(),
                measure.instrument.into(),
                measure.minerals.join("|").into(),
                day(measure.from).into(),
                day(measure.until).into(),
                item.place.as_str().into(),
                measure.sentence.as_str().into(),
            ]);
            let _ = match known.is_empty() {
                true => writeln!(
                    text,
                    "[new measure] {}: {} {}",
                    measure.key,
                    measure.instrument,
                    day(measure.until)
                ),
                false => writeln!(text, "[in the ledger] {}: {}", measure.key, known.join(", ")),
            };
        }
    }
    let count = |of: Judged| counts.get(&of).copied().unwrap_or(0);
    let head = format!(
        "{} texts, {} claims with a number: {} supported, {} outside the range, {} contradicted, of {} it cannot tell; English, and numbers of notices in Chinese; other languages are not read\n\n",
        items.len(),
        said.rows().len(),
        count(Judged::Supported),
        count(Judged::Outside),
        count(Judged::Contradicted),
        count(Judged::CannotTell)
    );
    Ok((vec![("claims", said), ("measures", named)], head + &text))
}

fn marked(text: &mut String, claim: &Claim, verdict: Judged, (low, high, figure): (f64, f64, &str)) {
    let _ = write!(text, "[{}] {}", verdict.said(), claim.sentence);
    let amount = &claim.sentence[claim.amount.start..claim.amount.end];
    let _ = match verdict {
        Judged::CannotTell => writeln!(text, "\n    {amount}: no figure says the same"),
        _ => writeln!(text, "\n    {amount}: {:.0} to {:.0} % by {figure}", 100.0 * low, 100.0 * high),
    };
}

/// Figures that claims are held to, each computed once.
struct Figures<'a> {
    study: &'a Study,
    history: History,
    watch: &'a Watch,
    /// Figures of the assessment by party and supplier.
    known: BTreeMap<(String, String), Vec<Figure>>,
    draws: String,
}

/// Draws behind the ranges.
const DRAWS: u32 = 8;

impl Figures<'_> {
    /// The lowest and highest figure that says the same as a claim, with its name.
    fn of(&mut self, claim: &Claim) -> Result<Option<(f64, f64, String)>, Error> {
        if claim.amount.unit != Unit::Share || claim.party.is_empty() {
            return Ok(None);
        }
        match claim.metric {
            "import_share" => self.imports(claim),
            "production_share" if !claim.minerals.is_empty() && !claim.stage.is_empty() => {
                let (for_, from) = (self.draws.clone(), claim.party.clone());
                self.assessed(claim, for_, from, "production_share")
            }
            "demand_share" => self.assessed(claim, claim.party.clone(), "CHN".to_owned(), "demand_share"),
            _ => Ok(None),
        }
    }

    fn imports(&self, claim: &Claim) -> Result<Option<(f64, f64, String)>, Error> {
        if claim.other.is_empty() {
            return Ok(None);
        }
        let (buyers, sellers) = (codes(self.study, &claim.party)?, codes(self.study, &claim.other)?);
        let (buyers, sellers): (Vec<&str>, Vec<&str>) =
            (buyers.iter().map(String::as_str).collect(), sellers.iter().map(String::as_str).collect());
        let mut range: Option<(f64, f64, String)> = None;
        for series in
            self.history.trade.iter().filter(|series| claim.minerals.contains(&series.title.mineral))
        {
            for basis in [Basis::Mass, Basis::Value] {
                let line = import_share(series, &buyers, &sellers, basis);
                let Some(point) = line.last() else { continue };
                let name = format!("import share {}, {} and value", series.title.key, point.year);
                range = Some(match range {
                    Some((low, high, name)) => (low.min(point.low), high.max(point.high), name),
                    None => (point.low, point.high, name),
                });
            }
        }
        Ok(range)
    }

    fn assessed(
        &mut self,
        claim: &Claim,
        for_: String,
        from: String,
        metric: &str,
    ) -> Result<Option<(f64, f64, String)>, Error> {
        let key = (for_, from);
        if !self.known.contains_key(&key) {
            let request =
                Assess { for_: key.0.clone(), from: key.1.clone(), draws: DRAWS, ..Assess::default() };
            let found = match self.study.assess(&request, self.watch) {
                Ok(answer) => answer.result,
                Err(Error::Cancelled(cancelled)) => return Err(Error::Cancelled(cancelled)),
                // A party that supplies itself, or has no use: nothing to hold the claim to.
                Err(_) => Vec::new(),
            };
            self.known.insert(key.clone(), found);
        }
        // Output is of a country, need of the party that the figures are for.
        let of_country = |figure: &Figure| metric != "production_share" || figure.country == key.1;
        let all: Vec<&Figure> = self.known[&key]
            .iter()
            .filter(|figure| figure.metric == metric && figure.form.is_empty() && of_country(figure))
            .filter(|figure| claim.minerals.is_empty() || claim.minerals.contains(&figure.mineral))
            .filter(|figure| claim.stage.is_empty() || figure.stage == claim.stage)
            .collect();
        let low = all.iter().map(|figure| figure.low).fold(f64::INFINITY, f64::min);
        let high = all.iter().map(|figure| figure.high).fold(f64::NEG_INFINITY, f64::max);
        let minerals: Vec<&str> = all.iter().map(|figure| figure.mineral.as_str()).collect();
        let name = format!("{metric} of the baseline, lowest and highest of {}", minerals.join(", "));
        Ok((!all.is_empty()).then_some((low, high, name)))
    }
}

/// Names besides those of the dataset.
const MINERALS: &[(&str, &str)] = &[
    ("rare earths", "rare_earths"),
    ("rare earth", "rare_earths"),
    ("rare-earth", "rare_earths"),
    ("dysprosium", "rare_earths"),
    ("terbium", "rare_earths"),
    ("ndpr", "rare_earths"),
    ("稀土", "rare_earths"),
    ("镓", "gallium"),
    ("锗", "germanium"),
    ("锑", "antimony"),
    ("石墨", "graphite"),
    ("钨", "tungsten"),
    ("锂", "lithium"),
];

const PARTIES: &[(&str, &str)] = &[
    ("chinese", "CHN"),
    ("japanese", "JPN"),
    ("congolese", "COD"),
    ("dr congo", "COD"),
    ("u.s.", "USA"),
    ("the us", "USA"),
    ("american", "USA"),
    ("united states", "USA"),
    ("european union", "eu27"),
    ("the eu", "eu27"),
    ("g7", "g7"),
    ("coalition", "g7-plus"),
    ("korea", "KOR"),
    ("britain", "GBR"),
    ("the uk", "GBR"),
];

fn lexicon(system: &System) -> Lexicon {
    let owned = |list: &'static [(&'static str, &'static str)]| {
        list.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
    };
    let minerals =
        system.minerals.iter().map(|(id, m)| (m.name.to_lowercase(), system.minerals.key(id).to_owned()));
    let countries =
        system.countries.iter().map(|(id, c)| (c.name.to_lowercase(), system.countries.key(id).to_owned()));
    Lexicon {
        minerals: minerals.chain(owned(MINERALS)).collect(),
        parties: countries.chain(owned(PARTIES)).collect(),
    }
}
