//! How much room a chart has.

/// How much room a chart has: a desk screen or paper, or the width of a phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// A desk screen, or paper.
    Wide,
    /// The width of a phone: some 360 pixels, in which nothing may be cut off.
    Narrow,
}

impl Room {
    /// The measure that fits.
    pub(super) const fn pick<T: Copy>(self, wide: T, narrow: T) -> T {
        match self {
            Self::Wide => wide,
            Self::Narrow => narrow,
        }
    }

    /// The id of a chart drawn for this room; unique in a page that holds both.
    pub(super) fn id(self, id: &str) -> String {
        format!("{id}{}", self.pick("", "-narrow"))
    }
}
