//! A small description of a linear or mixed-integer programme: every column and row has a tag and says whose it is.

mod bound;
mod item;
mod programme;
mod tag;
#[cfg(test)]
mod text;

pub(crate) use bound::Bound;
pub(crate) use item::Item;
pub(crate) use programme::{Charge, Column, Lp, RowData};
pub(crate) use tag::{About, Family, Tag};
#[cfg(test)]
pub(crate) use text::text;
