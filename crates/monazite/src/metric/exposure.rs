//! Exposure: value added of the end uses that hang on a supplier.
//!
//! Methods page: `docs/methods/exposure.md`.

use crate::quantity::{Share, UsDollars};

/// An end use in one country: the value added linked to it and the part of its mineral that passed through the supplier.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Exposed {
    /// Value added of the industries behind the end use that hangs on a form.
    pub value_added: UsDollars,
    /// Share of the mineral in the forms that the end use takes that was made, at any stage, in the supplier.
    pub origin_share: Share,
}

/// Exposure = sum over members and end uses of `VA_c,u` times `o_c,u`.
///
/// A first-order upper bound: it reads a tonne missing as value added lost in proportion, with no stock, no substitute
/// and no other supplier. Exposures to several minerals must not be added: one industry hangs on all of them at once.
#[must_use]
pub fn exposure(end_uses: &[Exposed]) -> UsDollars {
    end_uses.iter().map(|e| e.value_added * e.origin_share).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worked_number() {
        let end_uses = [(30.0e9, 0.8), (10.0e9, 0.5)]
            .map(|(va, o)| Exposed { value_added: UsDollars::new(va), origin_share: Share::new(o) });
        assert!((exposure(&end_uses).get() - 29.0e9).abs() < 1.0);
    }
}
