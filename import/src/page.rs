//! A saved page, whatever it was written in: its headings, tables and samples, in order.

use super::samples;

/// The parts of a page that a catalog can be made of.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Page {
    /// The page's own title, where it says one.
    pub(super) title: Option<String>,
    /// Its parts, from top to bottom.
    pub(super) blocks: Vec<Block>,
}

/// A part of a page.
#[derive(Debug, PartialEq)]
pub(super) enum Block {
    /// A heading, of any level.
    Heading(String),
    /// A table.
    Table(Table),
    /// A JSON value that the page shows.
    Sample(serde_json::Value),
    /// The code in a sample that is not JSON.
    CodeOnly(String),
    /// A sentence that says what to do, such as `Solution: …`, without its first word.
    Remedy(String),
}

/// A table: the words of its head, and its rows.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Table {
    /// The text of each column's head; empty where the table has none.
    pub(super) head: Vec<String>,
    /// The rows below.
    pub(super) rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, PartialEq)]
pub(super) enum Row {
    /// One text a column.
    Cells(Vec<String>),
    /// One text a column, but where one cell ends and the next begins had to be guessed.
    Doubtful(Vec<String>),
    /// A line within a table that is not a row, or could not be split into cells.
    Unreadable(String),
}

impl Block {
    /// A sample of a body; `None` where it has neither JSON nor a code.
    pub(super) fn sample(text: &str) -> Option<Self> {
        match serde_json::from_str(text) {
            Ok(value) => Some(Self::Sample(value)),
            Err(_) => samples::code_only(text).map(Self::CodeOnly),
        }
    }
}

impl Table {
    /// A table of cells; the first row is its head.
    pub(super) fn of(rows: impl IntoIterator<Item = Vec<String>>) -> Self {
        let mut rows = rows.into_iter();
        Self { head: rows.next().unwrap_or_default(), rows: rows.map(Row::Cells).collect() }
    }
}
