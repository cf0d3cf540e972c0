//! What a page says of each code and status, to compare it with a catalog.

use errcat_core::Retry;

use super::fact::Fact;
use super::facts::{Facts, Item};

/// What a page says of a code, or of a status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The code; `None` for a row about statuses alone.
    pub code: Option<String>,
    /// The statuses that the page states, as a catalog writes them: numbers, or classes such as `5xx`.
    pub statuses: Vec<String>,
    /// Whether the page says that there is no status.
    pub has_no_status: bool,
    /// The page's own words about trying again.
    pub documented: Option<String>,
    /// What they say, where they could be read.
    pub retry: Option<Retry>,
}

impl Row {
    /// What is said of a code, or of statuses alone.
    fn of(code: Option<&str>, fact: &Fact) -> Self {
        Self {
            code: code.map(str::to_owned),
            // What a model means by leaving the status out, a documentation beside it may state otherwise.
            statuses: if fact.implied_status { Vec::new() } else { fact.statuses.clone() },
            has_no_status: fact.no_status,
            documented: fact.documented.clone(),
            // A guess is not what the page says.
            retry: fact.retry.as_ref().filter(|cell| cell.doubt.is_none()).and_then(|cell| cell.kind),
        }
    }
}

/// What a page says of each code and status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rows {
    /// What could be read, codes first.
    pub rows: Vec<Row>,
    /// How many rows of the page's tables could not be read.
    pub unread: usize,
}

impl Rows {
    pub(super) fn of(facts: &Facts) -> Self {
        let codes = facts.items().filter_map(|item| match item {
            Item::Entry { code, fact } => Some(Row::of(Some(code), fact)),
            Item::Unreadable(_) => None,
        });
        let rows = codes.chain(facts.statuses.iter().map(|fact| Row::of(None, fact))).collect();
        Self { rows, unread: facts.unread() }
    }
}
