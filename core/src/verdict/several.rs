//! The answers about the errors of a response that may have several.

use alloc::vec::Vec;

use crate::Verdict;

/// The errors of a response, up to a limit: see [`Table::classify_up_to`](crate::table::Table::classify_up_to).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Verdicts<'a, C> {
    /// The errors up to the limit, in the order of [`classify_all`](crate::table::Table::classify_all).
    pub kept: Vec<Verdict<'a, C>>,
    /// How many more errors the response has. Those in a member of an object whose place a later member of the same
    /// name takes may be counted too.
    pub left_out: usize,
}

impl<'a, C> Verdicts<'a, C> {
    pub(crate) const NONE: Self = Self { kept: Vec::new(), left_out: 0 };

    /// Keeps more errors while there are fewer than the limit, and counts the others.
    pub(crate) fn extend_up_to(&mut self, limit: usize, mut more: Vec<Verdict<'a, C>>) {
        let room = limit.saturating_sub(self.kept.len());
        self.left_out += more.len().saturating_sub(room);
        more.truncate(room);
        if self.kept.is_empty() { self.kept = more } else { self.kept.append(&mut more) }
    }
}
