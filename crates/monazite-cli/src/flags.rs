//! Flags from the schema of a request, and the request from the flags: one mapping for every verb.
//!
//! A field is a flag with its sentence, its bounds and its default; `economy_table` is `--economy-table`.
//! Fields that requests have in common are common options.

use crate::common::Common;
use crate::failure::Failure;
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use monazite_study::{Request, schema};
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};

/// Fields whose value the subcommand stands for.
pub(crate) type Fixed<'a> = &'a [(&'a str, &'a str)];

/// What a field holds.
enum Kind {
    Flag,
    Whole {
        least: u64,
        most: u64,
    },
    Text,
    Path,
    /// One of a library by its key, or a TOML file.
    Document,
    List(Box<Kind>),
}

impl Kind {
    fn of(field: &Value) -> Self {
        let is = |word: &str| {
            let kind = &field["type"];
            kind == word || kind.as_array().is_some_and(|all| all.iter().any(|of| of == word))
        };
        if is("boolean") {
            Self::Flag
        } else if is("integer") {
            let most = field["maximum"].as_u64().unwrap_or(i64::MAX as u64);
            Self::Whole { least: field["minimum"].as_u64().unwrap_or(0), most }
        } else if is("array") {
            let of = if field["format"] == "path" { Self::Path } else { Self::of(&field["items"]) };
            Self::List(Box::new(of))
        } else if field["format"] == "path" {
            Self::Path
        } else if is("string") {
            Self::Text
        } else {
            Self::Document
        }
    }
}

/// The subcommand of a request, under a name.
pub(crate) fn command<R: Request>(name: &'static str, fixed: Fixed<'_>) -> Command {
    let schema = schema::<R>();
    let own = |name: &str| !COMMON.contains(&name) && fixed.iter().all(|(fixed, _)| *fixed != name);
    let args: Vec<Arg> =
        fields(&schema).filter(|(name, _)| own(name)).map(|(name, field)| arg::<R>(name, field)).collect();
    Command::new(name).about(sentence(&schema)).args(args)
}

/// Fields that are common options.
const COMMON: &[&str] = &["for", "with", "from", "draws", "seed"];

fn fields(schema: &Value) -> impl Iterator<Item = (&String, &Value)> {
    schema["properties"].as_object().into_iter().flatten()
}

fn sentence(of: &Value) -> String {
    let text = of["description"].as_str().unwrap_or_default().replace('\n', " ");
    text.strip_suffix('.').unwrap_or(&text).to_owned()
}

fn arg<R: Request>(name: &str, field: &Value) -> Arg {
    let default = &field["default"];
    let by_place = R::BY_PLACE.contains(&name);
    let mut arg = Arg::new(name.to_owned()).help(sentence(field)).value_name(name.to_uppercase());
    arg = if by_place { arg.required(!default.is_null()) } else { arg.long(name.replace('_', "-")) };
    let shown = match default {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    if let Some(shown) = shown {
        arg = arg.default_value(shown);
    }
    match Kind::of(field) {
        Kind::Flag => arg.action(ArgAction::SetTrue),
        Kind::List(of) => {
            let arg = parsed(arg, &of).action(ArgAction::Append);
            let arg = if by_place { arg.num_args(1..) } else { arg };
            if field["separator"] == "," { arg.value_delimiter(',') } else { arg }
        }
        kind => parsed(arg, &kind),
    }
}

fn parsed(arg: Arg, kind: &Kind) -> Arg {
    match kind {
        Kind::Whole { least, most } => arg.value_parser(value_parser!(u64).range(*least..=*most)),
        Kind::Path => arg.value_parser(value_parser!(PathBuf)),
        _ => arg.value_parser(value_parser!(String)),
    }
}

/// The request that was typed.
pub(crate) fn request<R: Request>(
    matches: &ArgMatches,
    common: &Common,
    fixed: Fixed<'_>,
) -> Result<R, Failure> {
    let schema = schema::<R>();
    let mut object = Map::new();
    for (name, field) in fields(&schema) {
        let set = fixed.iter().find(|(fixed, _)| fixed == name).map(|(_, value)| Value::from(*value));
        let value = match set.or_else(|| common.field(name)) {
            Some(value) => value,
            None if matches.value_source(name) == Some(ValueSource::CommandLine) => {
                read(matches, name, &Kind::of(field))?
            }
            None => continue,
        };
        object.insert(name.clone(), value);
    }
    serde_json::from_value(Value::Object(object)).map_err(|error| Failure::Usage(error.to_string()))
}

/// The value of a flag that was given.
fn read(matches: &ArgMatches, name: &str, kind: &Kind) -> Result<Value, Failure> {
    let shown = |path: &PathBuf| Value::from(path.to_string_lossy().into_owned());
    Ok(match kind {
        Kind::Flag => true.into(),
        Kind::Whole { .. } => matches.get_one::<u64>(name).copied().into(),
        Kind::Path => matches.get_one::<PathBuf>(name).map(shown).into(),
        Kind::Text => matches.get_one::<String>(name).cloned().into(),
        Kind::Document => matches.get_one::<String>(name).map(|text| document(text)).transpose()?.into(),
        Kind::List(of) => match **of {
            Kind::Whole { .. } => matches.get_many::<u64>(name).into_iter().flatten().copied().collect(),
            Kind::Path => matches.get_many::<PathBuf>(name).into_iter().flatten().map(shown).collect(),
            _ => matches.get_many::<String>(name).into_iter().flatten().cloned().collect(),
        },
    })
}

/// A key of the library, or the text of a file that ends in `.toml`.
fn document(text: &str) -> Result<Value, Failure> {
    if !text.ends_with(".toml") {
        return Ok(text.into());
    }
    let path = Path::new(text);
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let text = std::fs::read_to_string(path)
        .map_err(|error| Failure::Io(format!("{} cannot be read", path.display()), error))?;
    Ok(json!({ "name": name, "text": text }))
}
