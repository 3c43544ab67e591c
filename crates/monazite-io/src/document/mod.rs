//! Input that is a document, not a table: TOML, every problem with its line and key.
//!
//! A kind of document is a list of [`Key`]s: the check, the JSON schema and the reference page come from it.

mod key;
mod named;
mod part;
mod reader;
mod schema;
mod uncertain;
mod words;

pub(crate) use key::{Holds, INTERVAL, Key, Kinds, may, must};
pub(crate) use part::Part;
pub(crate) use reader::{Reader, open, parse};
pub(crate) use schema::{kinds, schema_of, sections};
