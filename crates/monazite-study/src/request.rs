//! A request: what is asked of a study, one type a verb.
//!
//! The same type is filled from the flags of the command, from JSON and by hand, and is what a record holds.

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::fmt::Debug;

/// What is asked, with a default for everything that is left out.
pub trait Request: Debug + Clone + Default + PartialEq + Serialize + DeserializeOwned + JsonSchema {
    /// The word of the verb, as in commands and records.
    const VERB: &'static str;
    /// Fields that a command line takes by their place.
    const BY_PLACE: &'static [&'static str] = &[];
}

/// The JSON schema of a request: every field with what it means, what is allowed and its default.
#[must_use]
pub fn schema<R: Request>() -> serde_json::Value {
    schemars::schema_for!(R).to_value()
}

/// A document given with a request: one of the library by its key, or its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(inline)]
pub enum Document {
    /// One of the library.
    Key(String),
    /// One's own.
    Own(Text),
}

/// A document of one's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
pub struct Text {
    /// Name of its file, for messages: mine.toml.
    pub name: String,
    /// The text, TOML.
    pub text: String,
}

/// Those who depend, unless others are named.
pub(crate) const FOR: &str = "g7-plus";
/// The supplier, unless another is named.
pub(crate) const FROM: &str = "CHN";
/// Draws behind ranges, unless another number is named.
pub(crate) const DRAWS: u32 = 24;
/// The seed, unless another is named.
pub(crate) const SEED: u64 = 1;
