//! Which element of a list an error belongs to.

use alloc::sync::Arc;
use core::fmt;

use crate::table::{Pointer, Table};

/// The element of a list in the body that an error belongs to: one of a list of errors, or an item of
/// a batch, which may also be a member of an object. It prints as a JSON pointer, such as `/results/3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item<'v> {
    list: ListPointer<'v>,
    index: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ListPointer<'v> {
    Table(Pointer<'v>),
    Text(&'v str),
    /// The pointer to the item itself.
    Member(&'v str),
}

impl Item<'_> {
    /// The position in its list or object, from 0.
    #[must_use]
    pub const fn index(&self) -> usize {
        self.index
    }
}

impl fmt::Display for Item<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.list {
            ListPointer::Table(pointer) => write!(f, "{pointer}/{}", self.index),
            ListPointer::Text(text) => write!(f, "{text}/{}", self.index),
            ListPointer::Member(text) => f.write_str(text),
        }
    }
}

/// Where the list of an item is.
#[derive(Clone, Debug)]
pub(crate) enum ListPath {
    /// It is the table's list of errors.
    Errors,
    /// At this JSON pointer, which all items of the list share.
    At(Arc<str>),
    /// It is a member of an object; this is the JSON pointer to the item itself.
    Member(Arc<str>),
}

/// An item as it is kept.
#[derive(Clone, Debug)]
pub(crate) struct ItemPath {
    pub(crate) list: ListPath,
    pub(crate) index: usize,
}

impl ItemPath {
    pub(crate) fn item<'v>(&'v self, table: &'v Table<'v>) -> Item<'v> {
        let list = match &self.list {
            ListPath::Errors => ListPointer::Table(table.envelope.each.unwrap_or(Pointer::new(&[]))),
            ListPath::At(pointer) => ListPointer::Text(pointer),
            ListPath::Member(pointer) => ListPointer::Member(pointer),
        };
        Item { list, index: self.index }
    }
}
