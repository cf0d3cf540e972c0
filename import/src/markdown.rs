//! Markdown tables.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::one_line::one_line;
use super::page::Table;

/// Reads the lines of one pipe table, including the line of dashes.
pub(super) fn table(lines: &str) -> Table {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut cell = String::new();
    for event in Parser::new_ext(lines, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
            Event::Start(Tag::TableCell) => cell.clear(),
            Event::End(TagEnd::TableCell) => rows.extend_last(one_line(&cell)),
            Event::Text(text) | Event::Code(text) => cell.push_str(&text),
            Event::SoftBreak | Event::HardBreak => cell.push(' '),
            // `<br>` separates the lines of a cell; other tags are dropped.
            Event::InlineHtml(tag) if tag.to_ascii_lowercase().starts_with("<br") => cell.push(' '),
            _ => {}
        }
    }
    Table::of(rows)
}

trait ExtendLast {
    fn extend_last(&mut self, cell: String);
}

impl ExtendLast for Vec<Vec<String>> {
    fn extend_last(&mut self, cell: String) {
        if let Some(row) = self.last_mut() {
            row.push(cell);
        }
    }
}

/// A line of Markdown as plain text.
pub(super) fn plain(line: &str) -> String {
    let mut text = String::new();
    for event in Parser::new(line) {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(&part),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    one_line(&text)
}

/// Whether this line separates the head of a pipe table from its rows.
pub(super) fn is_dashes(line: &str) -> bool {
    let line = line.trim();
    line.contains('|') && line.contains("--") && line.chars().all(|c| "|-: ".contains(c))
}
