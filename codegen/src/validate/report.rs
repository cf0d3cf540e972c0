//! What the rules look at, and where they put their findings.

use std::ops::{Deref, Range};

use crate::dialects::Files;
use crate::finding::Finding;
use crate::near::Words;
use crate::raw;
use crate::read::{Spanned, UnreadNames};
use crate::source::SourceSpan;

/// A file and what was read of it.
#[derive(Clone, Copy)]
pub(crate) struct ReadCatalog<'a> {
    /// The files that its places are in.
    pub(crate) files: Files<'a>,
    /// The catalog.
    pub(crate) catalog: &'a raw::Catalog,
    /// Whether all of it could be read.
    pub(crate) completeness: Completeness,
    /// The codes and the ids of sources of what could not be read.
    pub(crate) unread: &'a UnreadNames,
}

/// Whether all of a file could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Completeness {
    /// All of it.
    Complete,
    /// Something was left out.
    Partial,
}

/// Where the rules put their findings.
pub(super) struct Report<'a> {
    pub(super) read: &'a ReadCatalog<'a>,
    pub(super) findings: &'a mut Vec<Finding>,
}

impl Report<'_> {
    /// Adds a finding; the message has no full stop, the help is a remedy.
    pub(super) fn add(
        &mut self,
        rule: &'static str,
        at: &Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> &mut Finding {
        let finding = Finding::new(rule, self.place(at), message, help);
        self.findings.push_mut(finding)
    }

    /// Adds a finding about a word that should be one of these.
    pub(super) fn add_unknown<T: Deref<Target = str>>(
        &mut self,
        rule: &'static str,
        word: &Spanned<T>,
        what: &str,
        known: &Words<'_>,
        help: impl Into<String>,
    ) {
        let message = format!("`{}` is not a {what}", word.escape_debug());
        self.add(rule, &word.span, message, help).suggest(known.nearest(word));
    }

    pub(super) fn place(&self, span: &Range<usize>) -> SourceSpan {
        self.read.files.place(span)
    }
}
