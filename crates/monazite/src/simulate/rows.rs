//! Rows of `behaviour.csv` as inputs: for each place the most specific row of a parameter.

use super::inputs::{Inputs, Slot};
use super::node::Node;
use crate::datum::{Datum, RowRef};
use crate::error::Error;
use crate::scenario::Uncertain;
use crate::system::behaviour::{Behaviour, Parameter, Scope};
use crate::system::{Form, System};
use std::collections::{BTreeMap, BTreeSet};

/// Finds rows, and remembers which have become inputs and which are missing.
pub(super) struct Rows<'a> {
    system: &'a System,
    /// Rows of each parameter, the most specific first.
    by_parameter: BTreeMap<Parameter, Vec<&'a Behaviour>>,
    slots: BTreeMap<RowRef, Slot>,
    missing: BTreeSet<(Parameter, String)>,
}

impl<'a> Rows<'a> {
    pub(super) fn of(system: &'a System) -> Self {
        let mut by_parameter: BTreeMap<Parameter, Vec<&Behaviour>> = BTreeMap::new();
        for behaviour in &system.behaviour {
            by_parameter.entry(behaviour.parameter).or_default().push(behaviour);
        }
        for rows in by_parameter.values_mut() {
            // A stable sort: of two alike the first in the table stays first.
            rows.sort_by_key(|b| std::cmp::Reverse(b.scope.rank()));
        }
        Self { system, by_parameter, slots: BTreeMap::new(), missing: BTreeSet::new() }
    }

    /// The scope of a form in a country.
    pub(super) fn place(&self, Node { form, country }: Node) -> Scope {
        let Form { mineral, stage, .. } = self.system.forms[form];
        Scope {
            form: Some(form),
            mineral: Some(mineral),
            stage: Some(stage),
            country: Some(country),
            end_use: None,
        }
    }

    /// The input for a parameter at a place. A place without a row is noted, and gets the first input.
    pub(super) fn slot(&mut self, inputs: &mut Inputs, parameter: Parameter, place: &Scope) -> Slot {
        let rows = self.by_parameter.get(&parameter).map_or(&[][..], Vec::as_slice);
        let Some(&behaviour) = rows.iter().find(|b| b.scope.covers(place)) else {
            let form = place.form.map_or("", |f| self.system.forms.key(f));
            self.missing.insert((parameter, form.to_owned()));
            return 0;
        };
        let column = inputs.joint().column(parameter).filter(|_| behaviour.scope.rank() == 0);
        let Some(column) = column else { return self.datum(inputs, parameter.word(), &behaviour.datum) };
        let (row, central) = (behaviour.datum.provenance.row, behaviour.datum.value.get());
        let add = || inputs.add_joint(format!("{} ({row})", parameter.word()), column, central);
        *self.slots.entry(row).or_insert_with(add)
    }

    /// The input for a datum of any table: triangular over its range, a point where it has none.
    pub(super) fn datum<Q: Copy + Into<f64>>(
        &mut self,
        inputs: &mut Inputs,
        what: &str,
        datum: &Datum<Q>,
    ) -> Slot {
        let row = datum.provenance.row;
        let (low, mode, high) = (datum.low.into(), datum.value.into(), datum.high.into());
        let law = if low < high {
            Uncertain::Triangular { low: mode.min(low), mode, high: mode.max(high) }
        } else {
            mode.into()
        };
        // What is of no row is a number of its own each time.
        if row.line == 0 {
            return inputs.add(what.to_owned(), law);
        }
        *self.slots.entry(row).or_insert_with(|| inputs.add(format!("{what} ({row})"), law))
    }

    /// Refuses a table that has no row for a place where one is needed.
    pub(super) fn check(&self) -> Result<(), Error> {
        let Some((parameter, form)) = self.missing.first() else { return Ok(()) };
        let parameters: BTreeSet<&str> = self.missing.iter().map(|(p, _)| p.word()).collect();
        let parameters: Vec<&str> = parameters.into_iter().collect();
        Err(Error::Scenario {
            place: "behaviour.csv".to_owned(),
            reason: format!("no row of {} covers {form}", parameter.word()),
            hint: format!("add a row without scope for each of: {}", parameters.join(", ")),
        })
    }
}
