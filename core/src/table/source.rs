//! Where the facts come from, and how far they can be relied on.

use super::declare::table;
use crate::vocabulary::vocabulary;

table! {
    /// A page that a catalog transcribes.
    #[derive(Eq)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize))]
    pub struct Source {
        /// A short name within the catalog.
        id: &'a str,
        /// The page's title.
        title: &'a str,
        /// The day on which it was read, as `YYYY-MM-DD`.
        retrieved: &'a str,
        /// Its address, where one is known.
        optional url: &'a str,
    }
}

vocabulary! {
    /// Whether a vendor promises that its codes stay.
    pub enum Stability {
        /// Codes stay what they are.
        Stable = "stable",
        /// Codes may change without notice.
        Unstable = "unstable",
    }
}
