//! Drafts a catalog from the text of an error page: text in, draft out.
//!
//! ```text
//! page ─read─▶ headings, tables, samples ─facts─▶ codes and statuses with their facts ─draft─▶ YAML
//! ```
//!
//! Facts are copied exactly. The vendor's sentences become comments next to a TODO, because meanings are written in
//! our own words. What could not be read becomes a comment too, at its place.

mod about;

mod page;

mod html;
mod lines;
mod markdown;
mod run_together;
mod samples;
mod text;

mod cells;
mod fact;
mod facts;
mod heads;
mod retry_cell;
mod roles;

mod row;

mod draft;
mod findings;
mod guess;
mod yaml;

use std::fmt;

pub use about::{About, InvalidVendorId, VendorId};
pub use row::Row;

use facts::{Facts, Item};

/// A draft of a catalog, and how much there is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The catalog as YAML. Whatever a person has to read, decide or write is marked with TODO.
    pub text: String,
    /// How many codes it has.
    pub codes: usize,
    /// How many rules for statuses it has.
    pub statuses: usize,
    /// How many rows of the page's tables could not be read; the draft quotes each.
    pub unread: usize,
    /// How many lines have a TODO.
    pub todos: usize,
    /// What the page says of each code and status, as far as it could be read.
    pub rows: Vec<Row>,
}

/// Drafts a catalog from a page: HTML, Markdown, or text pasted out of a browser.
///
/// # Errors
///
/// [`NothingFound`] where the page has neither a code nor a status.
pub fn draft(page: &str, about: &About) -> Result<Draft, NothingFound> {
    let page = page.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let read = if html::is_html(&page) { html::read(&page) } else { text::read(&page) };
    let facts = facts::read(read);
    if facts.groups.is_empty() && facts.statuses.is_empty() {
        return Err(NothingFound { notes: facts.notes });
    }
    let text = findings::add(about.vendor.as_str(), &draft::draft(about, &facts));
    Ok(Draft::of(text, &facts))
}

impl Draft {
    fn of(text: String, facts: &Facts) -> Self {
        let items = || facts.groups.iter().flat_map(|group| &group.items);
        let codes = items().filter(|item| matches!(item, Item::Entry { .. })).count();
        let todos = text.lines().filter(|line| line.contains("TODO")).count();
        Self {
            text,
            codes,
            statuses: facts.statuses.len(),
            unread: items().count() - codes,
            todos,
            rows: row::rows(facts),
        }
    }
}

/// The page has neither a code nor a status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NothingFound {
    /// What there is to say about the page, such as a table that was not read.
    pub notes: Vec<String>,
}

impl fmt::Display for NothingFound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no code and no status was found")
    }
}

impl std::error::Error for NothingFound {}
