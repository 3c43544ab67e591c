//! Identities: text at the edge, dense indices inside.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::marker::PhantomData;

/// A dense index into the table of one kind of thing.
pub trait Id: Copy + Ord {
    /// The kind, for messages: "country", "form", ...
    const KIND: &'static str;
    /// From a position in its table.
    fn from_index(index: usize) -> Self;
    /// Position in its table.
    fn index(self) -> usize;
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $kind:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(u32);
        impl Id for $name {
            const KIND: &'static str = $kind;
            fn from_index(index: usize) -> Self { Self(u32::try_from(index).unwrap_or(u32::MAX)) }
            fn index(self) -> usize { self.0 as usize }
        }
    };
}
id!(/** A country: ISO 3166-1 alpha-3 at the edge. */ CountryId, "country");
id!(/** A mineral. */ MineralId, "mineral");
id!(/** A tradable form of a mineral. */ FormId, "form");
id!(/** A process. */ ProcessId, "process");
id!(/** An end use. */ EndUseId, "end use");
id!(/** A published source. */ SourceId, "source");

/// Things of one kind, in the order of their table, found by text key.
#[derive(Debug, Clone, PartialEq)]
pub struct Table<I, T> {
    keys: Vec<String>,
    items: Vec<T>,
    position: BTreeMap<String, usize>,
    kind: PhantomData<I>,
}

impl<I: Id, T> Default for Table<I, T> {
    fn default() -> Self {
        Self { keys: Vec::new(), items: Vec::new(), position: BTreeMap::new(), kind: PhantomData }
    }
}

impl<I: Id, T> Table<I, T> {
    /// Adds a thing under a key; `None` if the key is taken.
    pub fn insert(&mut self, key: &str, item: T) -> Option<I> {
        if self.position.contains_key(key) {
            return None;
        }
        let index = self.items.len();
        self.position.insert(key.to_owned(), index);
        self.keys.push(key.to_owned());
        self.items.push(item);
        Some(I::from_index(index))
    }
    /// The id of a key.
    #[must_use]
    pub fn id(&self, key: &str) -> Option<I> {
        self.position.get(key).map(|&i| I::from_index(i))
    }
    /// The key of an id.
    #[must_use]
    pub fn key(&self, id: I) -> &str {
        &self.keys[id.index()]
    }
    /// All ids in table order.
    pub fn ids(&self) -> impl Iterator<Item = I> + use<I, T> {
        (0..self.items.len()).map(I::from_index)
    }
    /// All (id, item) pairs in table order.
    pub fn iter(&self) -> impl Iterator<Item = (I, &T)> {
        self.items.iter().enumerate().map(|(i, t)| (I::from_index(i), t))
    }
    /// All keys in table order.
    #[must_use]
    pub fn keys(&self) -> &[String] {
        &self.keys
    }
    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len()
    }
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

impl<I: Id, T> std::ops::Index<I> for Table<I, T> {
    type Output = T;
    fn index(&self, id: I) -> &T {
        &self.items[id.index()]
    }
}

impl<I: Id, T> std::ops::IndexMut<I> for Table<I, T> {
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.items[id.index()]
    }
}
