//! A record: what an answer was made from, and how to make it again.

use crate::error::Error;
use crate::request::{Request, schema};
use monazite_io::Dataset;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::path::Path;
use toml::{Table, Value};

/// Version of monazite.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
/// The build: a hash over the sources, the locked dependencies and the embedded data.
pub const BUILD: &str = env!("MONAZITE_BUILD");

/// What an answer was made from: everything that its bytes depend on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Version of monazite.
    pub version: String,
    /// Build of monazite: a hash over its sources, locked dependencies and embedded data.
    pub build: String,
    /// The command that asks the same, without places on this machine.
    pub command: Vec<String>,
    /// Name and version of the dataset; blank where none was used.
    pub dataset: String,
    /// SHA-256 of the dataset; blank where none was used.
    pub checksum: String,
    /// The verb.
    pub verb: String,
    /// The request, with what was left out of it at its default; of files that it names, the names.
    pub request: Table,
}

impl Record {
    /// The record of a request to this build, on a dataset if it needs one.
    ///
    /// # Errors
    /// [`Error::Request`] if the request cannot be written down.
    pub fn of<R: Request>(request: &R, dataset: Option<&Dataset>) -> Result<Self, Error> {
        let request = table(request)?;
        Ok(Self {
            version: VERSION.to_owned(),
            build: BUILD.to_owned(),
            command: words::<R>(&request)?,
            dataset: dataset.map_or_else(String::new, |d| format!("{} {}", d.name, d.version)),
            checksum: dataset.map_or_else(String::new, |d| d.checksum.clone()),
            verb: R::VERB.to_owned(),
            request,
        })
    }

    /// The request that it holds.
    ///
    /// # Errors
    /// [`Error::Request`] if it holds one of another verb, or one that this version does not know.
    pub fn request<R: Request>(&self) -> Result<R, Error> {
        if self.verb != R::VERB {
            let message = format!("the record is of `{}`, not of `{}`", self.verb, R::VERB);
            return Err(Error::request("verb", message));
        }
        let unknown = |error: toml::de::Error| Error::request(R::VERB, format!("in the record: {error}"));
        self.request.clone().try_into().map_err(unknown)
    }

    /// SHA-256 of dataset, verb and request: two records with one are about the same.
    pub(crate) fn question(&self) -> String {
        let text = format!("{}\n{}\n{}", self.checksum, self.verb, self.request);
        Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// A request as TOML, its files without their folders.
fn table<R: Request>(request: &R) -> Result<Table, Error> {
    let mut table = Table::try_from(request).map_err(|error| Error::request(R::VERB, error.to_string()))?;
    let schema = schema::<R>();
    for (name, value) in &mut table {
        let field = &schema["properties"][name.as_str()];
        if field["format"] == "path" {
            without_folders(value);
        }
    }
    Ok(table)
}

fn without_folders(value: &mut Value) {
    match value {
        Value::String(path) => {
            let name = Path::new(path).file_name().map(|name| name.to_string_lossy().into_owned());
            *path = name.unwrap_or_default();
        }
        Value::Array(paths) => paths.iter_mut().for_each(without_folders),
        _ => {}
    }
}

/// Fields that a command shows even at their defaults, so that it asks the same of a later version.
const SHOWN: &[&str] = &["for", "from", "draws", "runs", "seed"];

/// The words of the command that asks the same.
fn words<R: Request>(request: &Table) -> Result<Vec<String>, Error> {
    let default = table(&R::default())?;
    let mut words: Vec<String> = R::VERB.split(' ').map(str::to_owned).collect();
    words.extend(R::BY_PLACE.iter().filter_map(|name| request.get(*name)).flat_map(plain));
    let schema = schema::<R>();
    let names = schema["properties"].as_object().into_iter().flat_map(|fields| fields.keys());
    for name in names.filter(|name| !R::BY_PLACE.contains(&name.as_str())) {
        let Some(value) = request.get(name) else { continue };
        if default.get(name) == Some(value) && !SHOWN.contains(&name.as_str()) {
            continue;
        }
        words.push(format!("--{}", name.replace('_', "-")));
        if !matches!(value, Value::Boolean(_)) {
            words.push(plain(value).join(","));
        }
    }
    Ok(words)
}

/// A value as words of a command.
fn plain(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(list) => list.iter().flat_map(plain).collect(),
        // A document of one's own.
        Value::Table(document) => document.get("name").map(plain).unwrap_or_default(),
        other => vec![other.to_string()],
    }
}
