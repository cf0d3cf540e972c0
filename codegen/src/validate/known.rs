//! The codes of a catalog, those that could not be read included.

use std::cell::OnceCell;

use foldhash::HashSet;

use super::report::ReadCatalog;
use crate::near::Words;
use crate::read::UnreadNames;

/// The codes of a catalog, and what a misspelt one may mean.
pub(super) struct Codes<'a> {
    codes: HashSet<&'a str>,
    unread: &'a UnreadNames,
    left_out: LeftOut,
    words: OnceCell<Words<'a>>,
}

/// What may have been left out when a catalog was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LeftOut {
    /// Single entries, whose codes are still known.
    Entries,
    /// Completeness lists of them, so that any code may be there.
    Lists,
}

impl<'a> Codes<'a> {
    pub(super) fn of(read: &ReadCatalog<'a>) -> Self {
        let codes = read.catalog.entries().map(|entry| &**entry.code).collect();
        let groups = &read.catalog.groups;
        // What stands in for a list that could not be read has no place.
        let lists = groups.span.is_empty() || groups.iter().any(|group| group.codes.span.is_empty());
        let left_out = if lists { LeftOut::Lists } else { LeftOut::Entries };
        Self { codes, unread: read.unread, left_out, words: OnceCell::new() }
    }

    pub(super) fn contains(&self, code: &str) -> bool {
        self.codes.contains(code) || self.unread.may_be(code) || self.left_out == LeftOut::Lists
    }

    pub(super) fn words(&self) -> &Words<'a> {
        self.words.get_or_init(|| Words::of(self.codes.iter().copied()))
    }
}
