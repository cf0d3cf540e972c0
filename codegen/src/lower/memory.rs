//! The memory that tables borrow from.

use std::ops::Deref;

use bumpalo::Bump;
use bumpalo::collections::Vec;

use crate::read::Spanned;

/// Where texts and lists of tables are kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Memory<'a> {
    arena: &'a Bump,
}

impl<'a> Memory<'a> {
    pub(super) const fn new(arena: &'a Bump) -> Self {
        Self { arena }
    }

    /// A text.
    pub(crate) fn text(self, text: &str) -> &'a str {
        self.arena.alloc_str(text)
    }

    /// Prose: what YAML folded over several lines is one line.
    pub(crate) fn prose(self, text: &Spanned<String>) -> &'a str {
        self.text(text.value.trim())
    }

    /// A text that may be absent.
    pub(crate) fn optional<T: Deref<Target = str>>(self, text: &Option<Spanned<T>>) -> Option<&'a str> {
        text.as_ref().map(|text| self.text(text))
    }

    /// Texts.
    pub(crate) fn texts<T: Deref<Target = str>>(self, texts: &[Spanned<T>]) -> &'a [&'a str] {
        self.list(texts.iter().map(|text| self.text(text)))
    }

    /// Room for a list of so many, which `into_bump_slice` makes of it.
    pub(super) fn room<T>(self, count: usize) -> Vec<'a, T> {
        Vec::with_capacity_in(count, self.arena)
    }

    /// A list.
    pub(crate) fn list<T: Copy>(self, items: impl IntoIterator<Item = T>) -> &'a [T] {
        Vec::from_iter_in(items, self.arena).into_bump_slice()
    }
}
