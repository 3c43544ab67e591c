//! What a document names of the dataset: minerals, forms, stages, end uses, countries.

use super::part::Part;
use super::reader::Reader;
use crate::nearest::nearest;
use monazite::id::{CountryId, EndUseId, FormId, Id, MineralId, Table};
use monazite::system::{Stage, System};
use std::collections::BTreeSet;

impl Part<'_> {
    /// Ids of keys of a table, each with its problem if unknown.
    fn ids<I: Id + Ord, T>(
        &self,
        reader: &mut Reader<'_>,
        key: &str,
        table: &Table<I, T>,
        other: impl Fn(&System, &str) -> Option<String>,
    ) -> Vec<I> {
        let mut ids = Vec::new();
        for (text, span) in self.texts(reader, key) {
            match table.id(&text) {
                Some(id) => ids.push(id),
                None => {
                    let hint = other(reader.system, &text).unwrap_or_else(|| near(&text, table.keys()));
                    let message = format!("unknown {} `{text}`", I::KIND);
                    let allowed = format!("{}s of the dataset", I::KIND);
                    reader.problem(&span, &self.place(key), message, allowed, hint);
                }
            }
        }
        ids
    }

    /// Minerals.
    pub(crate) fn minerals(&self, reader: &mut Reader<'_>, key: &str) -> Vec<MineralId> {
        let system = reader.system;
        self.ids(reader, key, &system.minerals, |_, _| None)
    }

    /// End uses, in the order of the file.
    pub(crate) fn end_uses(&self, reader: &mut Reader<'_>, key: &str) -> Vec<EndUseId> {
        let system = reader.system;
        self.ids(reader, key, &system.end_uses, |system, _| {
            (system.end_uses.len() <= 20)
                .then(|| format!("use one of: {}", system.end_uses.keys().join(", ")))
        })
    }

    /// The forms of `forms`, and of `minerals` within `stages`.
    pub(crate) fn forms(&self, reader: &mut Reader<'_>) -> BTreeSet<FormId> {
        let before = reader.problems.errors();
        let system = reader.system;
        let named = self.ids(reader, "forms", &system.forms, |system, text| {
            system.minerals.id(text).map(|_| format!("`{text}` is a mineral: write minerals = [\"{text}\"]"))
        });
        let minerals = self.minerals(reader, "minerals");
        let stages: Vec<Stage> = self.stages(reader);
        let of_minerals = minerals.iter().flat_map(|&m| system.forms_of(m));
        let fits = |f: &FormId| stages.is_empty() || stages.contains(&system.forms[*f].stage);
        let forms: BTreeSet<FormId> = named.into_iter().chain(of_minerals.filter(fits)).collect();
        if forms.is_empty() && reader.problems.errors() == before {
            let message = "no form is named";
            let allowed = "minerals = [\"rare_earths\"] or forms = [\"re_ndfeb\"]";
            let hint = if minerals.is_empty() { "" } else { "the minerals have no form at these stages" };
            reader.problem(self.span, self.name, message, allowed, hint);
        }
        forms
    }

    fn stages(&self, reader: &mut Reader<'_>) -> Vec<Stage> {
        let words = Stage::ALL.map(Stage::word);
        let mut stages = Vec::new();
        for (text, span) in self.texts(reader, "stages") {
            match Stage::from_word(&text) {
                Some(stage) => stages.push(stage),
                None => {
                    let hint =
                        nearest(&text, words).map(|w| format!("did you mean `{w}`?")).unwrap_or_default();
                    let message = format!("unknown stage `{text}`");
                    reader.problem(&span, &self.place("stages"), message, words.join(", "), hint);
                }
            }
        }
        stages
    }

    /// Countries, the members of coalitions, or all countries.
    pub(crate) fn countries(&self, reader: &mut Reader<'_>, key: &str) -> BTreeSet<CountryId> {
        let mut countries = BTreeSet::new();
        for (text, span) in self.texts(reader, key) {
            if text == "all" {
                countries.extend(reader.system.countries.ids());
                continue;
            }
            match reader.system.members(&text) {
                Ok(members) => countries.extend(members),
                Err(_) => {
                    let system = reader.system;
                    let known: Vec<String> = system
                        .coalitions
                        .iter()
                        .map(|c| c.key.clone())
                        .chain(system.countries.keys().iter().cloned())
                        .collect();
                    let named = system.countries.iter().find(|(_, c)| {
                        c.name.eq_ignore_ascii_case(&text) || (!c.iso2.is_empty() && c.iso2 == text)
                    });
                    let hint = named.map_or_else(
                        || near(&text, &known),
                        |(id, _)| format!("use the alpha-3 code {}", system.countries.key(id)),
                    );
                    let message = format!("unknown country or coalition `{text}`");
                    let allowed = "an ISO 3166-1 alpha-3 code, a coalition of the dataset, or all";
                    reader.problem(&span, &self.place(key), message, allowed, hint);
                }
            }
        }
        countries
    }
}

fn near(text: &str, known: &[String]) -> String {
    nearest(text, known.iter().map(String::as_str)).map_or_else(
        || "see `monazite check` and the tables of the dataset".to_owned(),
        |n| format!("did you mean `{n}`?"),
    )
}
