//! Drafts a catalog from what a vendor publishes: text in, draft out.
//!
//! ```text
//! page ─read─▶ headings, tables, samples ─facts─┐
//!                                               ├▶ codes and statuses with their facts ─draft─▶ YAML
//! model, document, enum, table ─────read────────┘
//! ```
//!
//! A source is a page written for people, or one made for machines: a botocore or Smithy service model, an OpenAPI
//! document, a proto file, the tables of PostgreSQL, Kafka and MongoDB. [`Kind::of`] tells by the text which it is.
//!
//! Facts are copied exactly. The vendor's sentences become comments next to a TODO, because meanings are written in
//! our own words. What could not be read becomes a comment too, at its place.
//!
//! [`recording`] reads what vendors answered: responses that were recorded, as HAR or JSON lines.
//!
//! ```
//! use errcat_import::{About, Source, draft};
//!
//! let proto = "syntax = \"proto3\";\nenum ErrorCode { OK = 0; ANVIL_BROKEN = 1; }";
//! let about = About {
//!     vendor: "acme".parse()?,
//!     title: Some("Acme".to_owned()),
//!     source_title: None,
//!     url: None,
//!     retrieved: "2026-11-21".to_owned(),
//! };
//! let draft = draft(&Source::new("codes.proto", proto), &about)?;
//! assert_eq!(draft.codes, 2);
//! assert!(draft.text.contains("- code: \"ANVIL_BROKEN\"\n        aliases: [\"1\"]\n"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod about;
mod source;

mod error;

mod one_line;
mod page;

mod html;
mod lines;
mod markdown;
mod retry_after;
mod run_together;
mod samples;
mod text;

mod cells;
mod envelope;
mod fact;
mod facts;
mod heads;
mod retry_cell;
mod roles;
mod schedule;

mod machine;

mod row;

pub mod recording;

mod draft;
mod findings;
mod guess;
mod yaml;

pub use about::{About, InvalidVendorId, VendorId};
pub use error::{Error, NothingFound, Unreadable};
pub use row::{Row, Rows};
pub use source::{Kind, Source, SourceText, UnknownKind};

use facts::Facts;

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
}

/// Drafts a catalog from a source.
///
/// # Errors
///
/// Where the source can't be read as what it is, or has neither a code nor a status.
pub fn draft(source: &Source<'_>, about: &About) -> Result<Draft, Error> {
    let facts = facts_of(source)?;
    let text = findings::add(about.vendor.as_str(), &draft::draft(about, &facts));
    Ok(Draft::of(text, &facts))
}

/// What a source says of each code and status, without a draft.
///
/// # Errors
///
/// As [`draft`](fn@draft).
pub fn rows(source: &Source<'_>) -> Result<Rows, Error> {
    Ok(Rows::of(&facts_of(source)?))
}

/// The facts of a source, of which there are some.
fn facts_of(source: &Source<'_>) -> Result<Facts, Error> {
    let kind = source.kind();
    let facts = match kind {
        Kind::Page => page_facts(source.main.text, kind),
        Kind::Kafka if !machine::is_java(source.main.text) => page_facts(source.main.text, kind),
        _ => machine::read(source, kind)?,
    };
    if facts.groups.is_empty() && facts.statuses.is_empty() {
        return Err(Error::NothingFound(NothingFound { notes: facts.notes }));
    }
    Ok(facts)
}

/// The facts of a page: HTML, Markdown, or text pasted out of a browser.
fn page_facts(page: &str, kind: Kind) -> Facts {
    let page = page.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let read = if html::is_html(&page) { html::read(&page) } else { text::read(&page) };
    facts::read(read, kind)
}

impl Draft {
    fn of(text: String, facts: &Facts) -> Self {
        let unread = facts.unread();
        let codes = facts.items().count() - unread;
        let todos = text.lines().filter(|line| line.contains("TODO")).count();
        Self { text, codes, statuses: facts.statuses.len(), unread, todos }
    }
}
