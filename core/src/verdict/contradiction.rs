//! A response whose status is another than the vendor's page documents for its code.

use crate::table::StatusPattern;

/// A status that the vendor's page does not document for the code that came with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contradiction<'a> {
    pub(super) status: u16,
    pub(super) documented: &'a [StatusPattern],
}

impl<'a> Contradiction<'a> {
    /// The status that came.
    #[must_use]
    pub const fn status(&self) -> u16 {
        self.status
    }

    /// The statuses that the page documents.
    #[must_use]
    pub const fn documented(&self) -> &'a [StatusPattern] {
        self.documented
    }
}

impl core::fmt::Display for Contradiction<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "came with status {}, documented with ", self.status)?;
        for (index, pattern) in self.documented.iter().enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            write!(f, "{separator}{pattern}")?;
        }
        Ok(())
    }
}
