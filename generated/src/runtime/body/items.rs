//! The items of lists that carry errors of their own, and where they are.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write as _;
use core::ops::Range;

use super::captures::Captures;
use super::nature::Nature;
use super::walk::{Context, Found};
use crate::runtime::facts::{Facts, Scope};
use crate::runtime::item::ListPath;

/// How deep lists with items may stand in each other; the items of deeper ones are not looked at.
const DEPTH: u8 = 8;

/// The items found so far, and where the walk is.
#[derive(Default)]
pub(in crate::runtime) struct Items<'a> {
    /// `None` where a later member of the same name took an item's place.
    found: Vec<Option<Found<'a>>>,
    /// The pointer to the value that is being read.
    path: String,
    depth: u8,
}

impl<'a> Items<'a> {
    /// The items in the order of the body, an inner one before the outer.
    pub(in crate::runtime) fn into_found(self) -> impl Iterator<Item = Found<'a>> {
        self.found.into_iter().flatten()
    }

    /// Keeps an element if what was captured in it is an error.
    pub(super) fn add(&mut self, context: Context<'_, 'a>, index: usize, mut captures: Captures<'a>) {
        let Context { table, response, .. } = context;
        let first_value = table.envelope.is_error.len();
        let facts = Facts::read(table, response, Scope::Element, captures.take_from(first_value));
        if Nature::of(table, &captures, facts.code.is_some()) == Nature::Error {
            let list = ListPath::At(self.path.as_str().into());
            self.found.push(Some(Found { list, index, facts }));
        }
    }

    pub(super) fn push_segment(&mut self, name: &str) {
        self.path.push('/');
        for character in name.chars() {
            match character {
                '~' => self.path.push_str("~0"),
                '/' => self.path.push_str("~1"),
                other => self.path.push(other),
            }
        }
    }

    pub(super) fn push_index(&mut self, index: usize) {
        // Writing to a `String` does not fail.
        let _ = write!(self.path, "/{index}");
    }

    pub(super) const fn path_length(&self) -> usize {
        self.path.len()
    }

    pub(super) fn shorten_path(&mut self, length: usize) {
        self.path.truncate(length);
    }

    pub(super) const fn is_deep(&self) -> bool {
        self.depth >= DEPTH
    }

    pub(super) const fn descend(&mut self) {
        self.depth += 1;
    }

    pub(super) const fn ascend(&mut self) {
        self.depth -= 1;
    }
}

/// Which members of an object had items, so that these go when a second member takes the place.
#[derive(Default)]
pub(super) struct Shadowed {
    members: BTreeMap<Box<str>, Range<usize>>,
    start: usize,
}

impl Shadowed {
    /// Called with the path of a member before its value is read.
    pub(super) fn enter(&mut self, items: &mut Items<'_>, outside: usize) {
        let name = items.path.get(outside..).unwrap_or_default();
        if let Some(earlier) = self.members.remove(name) {
            items.found.get_mut(earlier).into_iter().flatten().for_each(|item| *item = None);
        }
        self.start = items.found.len();
    }

    /// Called after the value was read.
    pub(super) fn leave(&mut self, items: &mut Items<'_>, outside: usize) {
        let end = items.found.len();
        if end > self.start {
            let name = items.path.get(outside..).unwrap_or_default().into();
            self.members.insert(name, self.start..end);
        }
        items.shorten_path(outside);
    }
}
