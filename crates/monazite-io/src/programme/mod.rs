//! Programme files: TOML to [`Programme`], every problem with its line and key.

mod keys;
mod schema;
mod threat;

pub use schema::{json_schema, reference_page};

use crate::diagnostic::Diagnostics;
use crate::document::{self, Part, Reader};
use keys::{FILE, PRICE_FLOOR, SHARE, SURVIVE, TARGETS};
use monazite::id::{CountryId, MineralId};
use monazite::plan::{Attitude, Member, PriceFloor, Programme, Survive, Target, Targets, Threat};
use monazite::quantity::{Share, UsDollars, UsDollarsPerTonne};
use monazite::system::{Depth, System};
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;
use toml::de::DeTable;

/// The programme that is planned where no file is named: its members and supplier are those of the question.
pub const DEFAULT: &str = monazite_data::text(monazite_data::PROGRAMMES, "default");

/// What is asked of a programme besides its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked<'a> {
    /// Who depends, where the text names no members.
    pub for_: &'a str,
    /// Who joins the members.
    pub with: &'a [String],
    /// On whom, where the text names no supplier.
    pub from: &'a str,
    /// The demand path, in place of that of the text.
    pub demand: Option<&'a str>,
}

impl<'a> Asked<'a> {
    /// Who depends on whom, and nothing else.
    #[must_use]
    pub const fn of(for_: &'a str, from: &'a str) -> Self {
        Self { for_, with: &[], from, demand: None }
    }

    /// The key of a programme of a file that is asked so.
    fn key(&self, file: &str) -> String {
        let parts = [file.trim_end_matches(".toml")].into_iter().chain(self.with.iter().map(String::as_str));
        let joined = parts.collect::<Vec<_>>().join("+");
        self.demand.map_or_else(|| joined.clone(), |path| format!("{joined}-{path}"))
    }
}

/// The coalition whose countries count as one member where a programme names none.
const UNION: &str = "eu27";

/// Reads a programme from a file.
///
/// # Errors
/// All problems of the file.
pub fn read(path: &Path, system: &System, asked: &Asked<'_>) -> Result<Programme, Diagnostics> {
    let (file, text) = document::open(path, "programme", "name a programme file, or none for the default")?;
    parse(&file, &text, system, asked)
}

/// Reads a programme from text. Its key is the file's name without `.toml`, with who joins and the demand path that were
/// asked for beside it.
///
/// # Errors
/// All problems of the text.
pub fn parse(file: &str, text: &str, system: &System, asked: &Asked<'_>) -> Result<Programme, Diagnostics> {
    document::parse(file, text, system, |reader, root| programme(reader, root, asked))
}

/// The programme of a file; `None` if something without which it is none is missing.
fn programme(reader: &mut Reader<'_>, root: &DeTable<'_>, asked: &Asked<'_>) -> Option<Programme> {
    let top = 0..0;
    let system = reader.system;
    let file = Part::new(reader, root, &top, "", [FILE, &[]]);
    let name = file.text(reader, "name");
    let members = members(reader, &file, asked);
    let supplier = file.text(reader, "supplier").unwrap_or_else(|| asked.from.to_owned());
    let suppliers = party(reader, &file, "supplier", &supplier);
    let hosts = if file.has("hosts") { file.countries(reader, "hosts") } else { BTreeSet::new() };
    let deep = system.minerals.iter().filter(|(_, m)| m.depth == Depth::Deep).map(|(id, _)| id);
    let minerals: BTreeSet<MineralId> = if file.has("minerals") {
        file.minerals(reader, "minerals").into_iter().collect()
    } else {
        deep.collect()
    };
    let broad = minerals.iter().map(|&id| &system.minerals[id]).filter(|m| m.depth == Depth::Broad);
    let broad: Vec<&str> = broad.map(|mineral| mineral.name.as_str()).collect();
    if !broad.is_empty() {
        let message =
            format!("only world production is known of {}: there is no chain to plan", broad.join(", "));
        file.problem(reader, "minerals", message, "minerals with trade and uses", "");
    }
    let (start, years) = (file.number(reader, "start"), file.number(reader, "years"));
    let demand = demand(reader, &file, asked.demand);
    let discount_rate = file.number(reader, "discount_rate");
    let attitude = attitude(reader, &file);
    let budget = file.has("budget").then(|| file.number(reader, "budget")).flatten();
    let lumpy = file.flag(reader, "lumpy").unwrap_or(false);
    let targets = file.tables(reader, "targets").first().map_or_else(Targets::default, |(table, span)| {
        let part = Part::new(reader, table, span, "targets", [TARGETS, &[]]);
        self::targets(reader, &part, start.zip(years))
    });
    let threats: Vec<Threat> = file
        .tables(reader, "threat")
        .iter()
        .filter_map(|(table, span)| threat::threat(reader, table, span, &minerals, (&suppliers, &members)))
        .collect();
    let price_floors = file
        .tables(reader, "price_floor")
        .iter()
        .filter_map(|(table, span)| price_floor(reader, table, span))
        .collect();
    let coalition: BTreeSet<CountryId> = members.iter().flat_map(|m| m.countries.iter().copied()).collect();
    if !coalition.is_disjoint(&suppliers) {
        file.problem(reader, "supplier", "the supplier is a member", "a country outside the coalition", "");
    }
    Some(Programme {
        key: asked.key(reader.file),
        name: name?,
        members,
        supplier,
        hosts: hosts.into_iter().filter(|c| !coalition.contains(c) && !suppliers.contains(c)).collect(),
        suppliers,
        minerals,
        start: start? as i32,
        years: years? as u32,
        demand: demand?,
        discount_rate: Share::new(discount_rate?),
        targets,
        threats,
        attitude: attitude?,
        budget: budget.map(|billion| UsDollars::new(billion * 1e9)),
        price_floors,
        lumpy,
    })
}

/// The demand path, which must be one of the dataset where it has any.
fn demand(reader: &mut Reader<'_>, file: &Part<'_>, asked: Option<&str>) -> Option<String> {
    let own = file.text(reader, "demand")?;
    let known = reader.system.demand_scenarios();
    if !known.is_empty() && !known.contains(own.as_str()) {
        let allowed = known.into_iter().collect::<Vec<_>>().join(", ");
        file.problem(reader, "demand", format!("unknown demand path `{own}`"), allowed, "");
        return None;
    }
    Some(asked.map_or(own, str::to_owned))
}

/// Members as named, or the countries of the question, and who joins them.
fn members(reader: &mut Reader<'_>, file: &Part<'_>, asked: &Asked<'_>) -> Vec<Member> {
    let mut members = named(reader, file);
    let mut left = BTreeSet::new();
    if !file.has("members") {
        left.extend(party(reader, file, "members", asked.for_));
    }
    for who in asked.with {
        left.extend(party(reader, file, "members", who));
    }
    left.retain(|c| members.iter().all(|m| !m.countries.contains(c)));
    members.extend(alone(reader.system, left));
    members
}

/// Members that the file names.
fn named(reader: &mut Reader<'_>, file: &Part<'_>) -> Vec<Member> {
    let mut members: Vec<Member> = Vec::new();
    if file.has("members") {
        for key in file.list(reader, "members") {
            let countries = party(reader, file, "members", &key);
            let seen: BTreeSet<CountryId> =
                members.iter().flat_map(|m| m.countries.iter().copied()).collect();
            if !seen.is_disjoint(&countries) {
                let message = format!("`{key}` has a country that another member has");
                file.problem(reader, "members", message, "each country once", "");
            }
            members.push(Member { key, countries });
        }
    }
    members
}

/// Countries as members, those of the European Union as one where all of them are there.
fn alone(system: &System, mut left: BTreeSet<CountryId>) -> Vec<Member> {
    let mut members = Vec::new();
    let union: BTreeSet<CountryId> =
        system.members(UNION).map_or_else(|_| BTreeSet::new(), |u| u.into_iter().collect());
    if !union.is_empty() && union.is_subset(&left) {
        left.retain(|c| !union.contains(c));
        members.push(Member { key: UNION.to_owned(), countries: union });
    }
    let alone =
        |c: CountryId| Member { key: system.countries.key(c).to_owned(), countries: BTreeSet::from([c]) };
    members.extend(left.into_iter().map(alone));
    members
}

/// Countries of a country or coalition.
fn party(reader: &mut Reader<'_>, file: &Part<'_>, key: &str, name: &str) -> BTreeSet<CountryId> {
    match reader.system.members(name) {
        Ok(countries) => countries.into_iter().collect(),
        Err(error) => {
            file.problem(reader, key, error.to_string(), "a country or coalition", "");
            BTreeSet::new()
        }
    }
}

fn attitude(reader: &mut Reader<'_>, file: &Part<'_>) -> Option<Attitude> {
    let word = file.word(reader, "attitude")?;
    if word == "expected" {
        if file.has("alpha") {
            file.problem(
                reader,
                "alpha",
                "losses count by their probability",
                "attitude = \"cvar\"",
                "leave alpha out",
            );
        }
        return Some(Attitude::Expected);
    }
    if !file.has("alpha") {
        file.problem(reader, "attitude", "the confidence level is missing", "alpha = 0.95", "");
    }
    file.number(reader, "alpha").map(|alpha| Attitude::Cvar { alpha: Share::new(alpha) })
}

fn targets(reader: &mut Reader<'_>, part: &Part<'_>, planned: Option<(f64, f64)>) -> Targets {
    let mut of = |key: &str| {
        let tables = part.tables(reader, key);
        let (table, span) = tables.first()?;
        let part = Part::new(reader, table, span, key, [SHARE, &[]]);
        let (share, year) = (part.number(reader, "share"), part.number(reader, "year"));
        in_time(reader, &part, year, planned);
        Some(Target { share: Share::new(share?), year: year? as i32 })
    };
    let [single_supplier, extraction, processing, recycling] =
        ["single_supplier", "extraction", "processing", "recycling"].map(&mut of);
    let survive = part.tables(reader, "survive").first().and_then(|(table, span)| {
        let part = Part::new(reader, table, span, "survive", [SURVIVE, &[]]);
        let [defence, elsewhere, year] = ["defence", "elsewhere", "year"].map(|key| part.number(reader, key));
        in_time(reader, &part, year, planned);
        Some(Survive { defence: Share::new(defence?), elsewhere: Share::new(elsewhere?), year: year? as i32 })
    });
    Targets { single_supplier, extraction, processing, recycling, survive }
}

/// Reports the year of a target that no planned year reaches: it would hold of nothing.
fn in_time(reader: &mut Reader<'_>, part: &Part<'_>, year: Option<f64>, planned: Option<(f64, f64)>) {
    let (Some(year), Some((start, years))) = (year, planned) else { return };
    let last = start + years - 1.0;
    if year < start || year > last {
        let allowed = format!("{start} to {last}");
        let hint = if year > last {
            format!("set years = {} or more, or an earlier year", year - start + 1.0)
        } else {
            "a target holds from its year on: write the first planned year if it holds at once".to_owned()
        };
        part.problem(reader, "year", "the year of the target is not planned", allowed, hint);
    }
}

fn price_floor(reader: &mut Reader<'_>, table: &DeTable<'_>, span: &Range<usize>) -> Option<PriceFloor> {
    let part = Part::new(reader, table, span, "price_floor", [PRICE_FLOOR, &[]]);
    let key = part.text(reader, "form")?;
    let form = reader.system.forms.id(&key);
    if form.is_none() {
        let hint = crate::nearest::nearest(&key, reader.system.forms.keys().iter().map(String::as_str));
        let hint = hint.map_or_else(String::new, |near| format!("did you mean `{near}`?"));
        part.problem(reader, "form", "unknown form", "a form of the dataset", hint);
    }
    let floor = part.number(reader, "floor");
    let upside = if part.has("upside") { part.number(reader, "upside")? } else { 0.0 };
    Some(PriceFloor { form: form?, floor: UsDollarsPerTonne::new(floor?), upside: Share::new(upside) })
}
