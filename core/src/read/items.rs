//! The items of lists that carry errors of their own, and where they are.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt::Write as _;
use core::ops::Range;

use super::captures::Captures;
use super::passes::Nature;
use super::reading::{Reading, Scope, error_of_list};
use crate::item::ListPath;
use crate::pointer::write_segment;

/// How deep lists with items may stand in each other; the items of deeper ones are not looked at.
const DEPTH: u16 = 8;
/// How long the pointer to a list may be, in bytes; the items of one that is farther away are not looked at.
const DISTANCE: usize = 1024;

/// An item of a list that carries an error of its own.
pub(crate) struct ItemError<'a> {
    pub(crate) list: ListPath,
    pub(crate) index: usize,
    /// What its fields are in: the item, or the first error of the item's list of errors.
    pub(crate) json: &'a str,
    pub(crate) captures: Captures<'a>,
}

/// An error of the list of errors.
pub(crate) struct ListedError<'a> {
    pub(crate) list: ListPath,
    pub(crate) index: usize,
    /// The error itself.
    pub(crate) json: &'a str,
    pub(crate) captures: Captures<'a>,
}

/// An element of a list of items, or a member of an object of them, that was read.
pub(super) struct Element<'a> {
    pub(super) index: usize,
    pub(super) json: &'a str,
    pub(super) captures: Captures<'a>,
    /// The index of the first error of its list of errors, if it has one.
    pub(super) element: Option<usize>,
}

/// The pointer to a list, made once one of its items is an error.
pub(super) type SharedPointer = Option<Arc<str>>;

/// The errors of lists found so far, and where the walk is.
pub(crate) struct Items<'a> {
    errors: Kept<ListedError<'a>>,
    /// `None` where a later member of the same name took an item's place.
    found: Kept<Option<ItemError<'a>>>,
    /// The pointer to the value that is being read.
    path: String,
    /// How many items are around it.
    depth: u16,
}

/// What was kept of what was found, up to a limit, as each takes far more memory than it may take bytes of the body.
pub(crate) struct Kept<T> {
    pub(crate) all: Vec<T>,
    /// How many were found beyond the limit.
    pub(crate) left_out: usize,
    limit: usize,
}

impl<T> Kept<T> {
    const fn up_to(limit: usize) -> Self {
        Self { all: Vec::new(), left_out: 0, limit }
    }

    const fn has_room(&self) -> bool {
        self.all.len() < self.limit
    }

    /// Keeps what was made where there was room for it, or else counts it.
    fn push(&mut self, made: Option<T>) {
        match made {
            Some(made) => self.all.push(made),
            None => self.left_out += 1,
        }
    }

    fn clear(&mut self) {
        self.all.clear();
        self.left_out = 0;
    }
}

impl<'a> Items<'a> {
    /// Nothing yet. Up to so many errors of the list of errors are kept, and up to as many of items.
    pub(crate) const fn up_to(limit: usize) -> Self {
        Self { errors: Kept::up_to(limit), found: Kept::up_to(limit), path: String::new(), depth: 0 }
    }

    /// The errors of the list of errors, and those of items in the order of the body, an inner one before the outer.
    pub(crate) fn into_errors(self) -> (Kept<ListedError<'a>>, Kept<Option<ItemError<'a>>>) {
        (self.errors, self.found)
    }

    /// Keeps an error of the list of errors; `list` says where that is.
    pub(super) fn add_error(
        &mut self,
        list: impl FnOnce(&Self) -> ListPath,
        index: usize,
        json: &'a str,
        captures: Captures<'a>,
    ) {
        let list = self.errors.has_room().then(|| list(self));
        self.errors.push(list.map(|list| ListedError { list, index, json, captures }));
    }

    /// Forgets the errors of a list whose place a later one takes.
    pub(super) fn clear_errors(&mut self) {
        self.errors.clear();
    }

    /// Keeps an element if what was captured in it is an error; `list` says where it is.
    pub(super) fn add(
        &mut self,
        reading: &Reading<'_, 'a>,
        list: impl FnOnce(&Self) -> ListPath,
        item: Element<'a>,
    ) {
        let Element { index, json, captures, element } = item;
        if reading.nature(Scope::Element, &captures, element.is_some()) == Nature::Error {
            let error = element.and_then(|element| error_of_list(reading.table, json, element));
            let json = error.unwrap_or(json);
            let list = self.found.has_room().then(|| list(self));
            self.found.push(list.map(|list| Some(ItemError { list, index, json, captures })));
        }
    }

    /// The pointer to the value that is being read.
    pub(super) fn shared(&self, made: &mut SharedPointer) -> Arc<str> {
        made.get_or_insert_with(|| self.path.as_str().into()).clone()
    }

    /// The pointer to the list of which an element is being read.
    pub(super) fn shared_of_list(&self, made: &mut SharedPointer) -> Arc<str> {
        let list = || self.path.rsplit_once('/').map(|(list, _)| list.into()).unwrap_or_default();
        made.get_or_insert_with(list).clone()
    }

    /// How long the pointer to the value that is being read is.
    pub(super) const fn path_length(&self) -> usize {
        self.path.len()
    }

    /// Goes on to an element, and gives what [`back_to`](Self::back_to) needs.
    pub(super) fn push_index(&mut self, index: usize) -> usize {
        let outside = self.path.len();
        // Writing to a `String` does not fail.
        let _ = write!(self.path, "/{index}");
        outside
    }

    pub(super) fn back_to(&mut self, outside: usize) {
        self.path.truncate(outside);
    }

    /// Goes on to a member; [`Shadowed::leave`] comes back.
    pub(super) fn push_segment(&mut self, name: &str) {
        // Writing to a `String` does not fail.
        let _ = write_segment(&mut self.path, name);
    }

    /// Goes into an item.
    pub(super) const fn enter(&mut self) {
        self.depth += 1;
    }

    pub(super) const fn leave(&mut self) {
        self.depth -= 1;
    }

    /// Whether the walk is within an item.
    pub(super) const fn is_inside(&self) -> bool {
        self.depth > 0
    }

    pub(super) const fn is_deep(&self) -> bool {
        self.depth >= DEPTH || self.path.len() > DISTANCE
    }
}

/// Which members of an object had items, so that these go when a second member takes the place.
pub(super) struct Shadowed {
    members: BTreeMap<Box<str>, Range<usize>>,
    /// How long the path to the object is.
    outside: usize,
    start: usize,
}

impl Shadowed {
    pub(super) const fn new(items: &Items<'_>) -> Self {
        Self { members: BTreeMap::new(), outside: items.path.len(), start: 0 }
    }

    /// Called with the path of a member before its value is read.
    pub(super) fn enter(&mut self, items: &mut Items<'_>) {
        let name = items.path.get(self.outside..).unwrap_or_default();
        if let Some(earlier) = self.members.remove(name) {
            let found = &mut items.found.all;
            if earlier.end == found.len() {
                found.truncate(earlier.start);
            } else {
                found.get_mut(earlier).into_iter().flatten().for_each(|item| *item = None);
            }
        }
        self.start = items.found.all.len();
    }

    /// Called after the value was read.
    pub(super) fn leave(&mut self, items: &mut Items<'_>) {
        let end = items.found.all.len();
        if end > self.start {
            let name = items.path.get(self.outside..).unwrap_or_default().into();
            self.members.insert(name, self.start..end);
        }
        items.path.truncate(self.outside);
    }
}
