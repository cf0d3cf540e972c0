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

vocabulary! {
    /// What a vendor's API is for, so that lists of many vendors can be read. errcat's own reading.
    pub enum Area {
        /// Models that are run over an API, and agents.
        Models = "models",
        /// Clouds and platforms that programs run on.
        Cloud = "cloud",
        /// Stores of objects and files.
        Storage = "storage",
        /// Databases and queues.
        Data = "data",
        /// Messages and calls.
        Communication = "communication",
        /// Payments and shops.
        Commerce = "commerce",
        /// Tools for developers and teams.
        Work = "work",
        /// Content of the web.
        Web = "web",
    }
}
