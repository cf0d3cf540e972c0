//! What was found while a body was read.

use alloc::vec::Vec;

use super::plan::{ELEMENT, Node, SLOTS};
use crate::runtime::facts::{Facts, Scope};
use crate::runtime::response::Response;
use crate::runtime::table::Table;
use crate::runtime::value::Value;

/// The values found, by slot, and the elements of the list of errors.
pub(in crate::runtime) struct Captures<'a> {
    values: [Value<'a>; SLOTS],
    /// The slots that have a value, as bits, and [`ELEMENT`].
    present: u32,
    /// The index of the first error of the list.
    pub(in crate::runtime) first_error: Option<usize>,
    /// All errors of the list with their indices, where they are wanted.
    pub(in crate::runtime) errors: Vec<(usize, Facts<'a>)>,
}

impl<'a> Captures<'a> {
    pub(super) const fn new() -> Self {
        Self { values: [const { Value::Absent }; SLOTS], present: 0, first_error: None, errors: Vec::new() }
    }

    /// Keeps the value at a node.
    pub(super) fn store(&mut self, node: &Node<'_>, value: Value<'a>) {
        let mut rest = node.slots;
        self.present |= rest;
        while rest != 0 {
            let slot = rest.trailing_zeros() as usize;
            rest &= rest - 1;
            let Some(place) = self.values.get_mut(slot) else { return };
            if rest == 0 {
                *place = value;
                return;
            }
            *place = value.clone();
        }
    }

    /// Forgets what an earlier member of the same name had: of equal members the last counts.
    pub(super) fn forget(&mut self, subtree: u32) {
        let mut rest = self.present & subtree;
        if rest == 0 {
            return;
        }
        self.present &= !subtree;
        if rest & ELEMENT != 0 {
            self.first_error = None;
            self.errors.clear();
        }
        while rest != 0 {
            if let Some(value) = self.values.get_mut(rest.trailing_zeros() as usize) {
                *value = Value::Absent;
            }
            rest &= rest - 1;
        }
    }

    pub(super) fn found_error(&mut self, index: usize) {
        self.present |= ELEMENT;
        self.first_error.get_or_insert(index);
    }

    /// The facts of the whole response, whose values are taken out; the tests keep theirs.
    pub(in crate::runtime) fn facts(&mut self, table: &Table<'a>, response: &Response<'a>) -> Facts<'a> {
        let values = self.take_from(table.envelope.is_error.len());
        Facts::read(table, response, Scope::Whole, values)
    }

    /// The value in a slot.
    pub(super) fn get(&self, slot: usize) -> &Value<'a> {
        self.values.get(slot).unwrap_or(&Value::Absent)
    }

    /// The values in the slots from this one on, one at a call, each taken out.
    pub(super) fn take_from(&mut self, slot: usize) -> impl FnMut() -> Value<'a> {
        let mut values = self.values.iter_mut().skip(slot);
        move || values.next().map(core::mem::take).unwrap_or_default()
    }
}
