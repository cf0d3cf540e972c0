//! Text, with or without Markdown: what was pasted out of a browser, or a page's source.
//!
//! Both are read line by line, as they come mixed: a pasted page may hold pipe tables, and the end of a sample
//! may run into the next heading.

use serde_json::Value;

use super::cells;
use super::heads;
use super::html;
use super::markdown;
use super::page::{Block, Page, Row, Table, one_line};
use super::samples;
use super::together;

/// Reads a page of text.
pub(super) fn read(text: &str) -> Page {
    let mut reader = Reader { rest: text, page: Page::default(), after_blank: true };
    while !reader.rest.is_empty() {
        reader.block();
    }
    reader.page
}

struct Reader<'a> {
    rest: &'a str,
    page: Page,
    /// Whether the line before was blank, or the end of something.
    after_blank: bool,
}

impl<'a> Reader<'a> {
    /// Reads what starts at the next line.
    fn block(&mut self) {
        let line = self.line();
        let after_blank = std::mem::replace(&mut self.after_blank, true);
        let next = self.peek(1);
        self.title(line);
        if line.trim().is_empty() {
            self.skip(1);
        } else if line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~") {
            self.fence();
        } else if let Some(after) = self.sample() {
            self.rest = after;
        } else if line.contains('|') && next.is_some_and(markdown::is_dashes) {
            self.pipe_table();
        } else if line.trim_start().starts_with("<table") {
            self.html_table();
        } else if let Some(separator) = separator(line) {
            self.separated_table(separator);
        } else if let Some(heads) = heads::run_together(line) {
            self.table_that_ran_together(heads);
        } else if let Some(heading) = marked_heading(line, next) {
            self.heading(heading);
        } else if let Some(remedy) = remedy(line) {
            self.page.blocks.push(Block::Remedy(remedy));
            self.skip(1);
        } else if after_blank && self.looks_like_a_heading(line, next) {
            self.heading(line);
        } else {
            self.page.blocks.extend(samples::loose_code(line).map(Block::Loose));
            self.after_blank = false;
            self.skip(1);
        }
    }

    /// A page's title is its first heading, or a short line before anything else.
    fn title(&mut self, line: &str) {
        let line = line.trim_start_matches('#').trim();
        let first = self.page.title.is_none();
        // What screen readers are offered first is part of no page.
        let skips = line.to_ascii_lowercase().starts_with("skip to");
        if first && !skips && is_short(line) && line.starts_with(char::is_uppercase) && !line.contains('|') {
            self.page.title = Some(one_line(line));
        }
    }

    fn line(&self) -> &'a str {
        self.rest.lines().next().unwrap_or_default()
    }

    fn peek(&self, lines: usize) -> Option<&'a str> {
        self.rest.lines().nth(lines)
    }

    /// Goes on behind so many lines.
    fn skip(&mut self, lines: usize) {
        let end = self.rest.match_indices('\n').nth(lines.saturating_sub(1)).map(|(at, _)| at + 1);
        self.rest = &self.rest[end.unwrap_or(self.rest.len())..];
    }

    /// Takes lines as long as they belong.
    fn take_while(&mut self, belongs: impl Fn(&str) -> bool) -> &'a str {
        let start = self.rest;
        while !self.rest.is_empty() && belongs(self.line()) {
            self.skip(1);
        }
        &start[..start.len() - self.rest.len()]
    }

    fn heading(&mut self, text: &str) {
        let text = markdown::plain(text);
        if !text.is_empty() {
            self.page.blocks.push(Block::Heading(text));
        }
        self.skip(1);
    }

    /// A block between fences: one sample, or nothing to us.
    fn fence(&mut self) {
        let fence: String = self.line().trim_start().chars().take(3).collect();
        self.skip(1);
        let inside = self.take_while(|line| !line.trim_start().starts_with(&fence));
        self.skip(1);
        self.page.blocks.extend(Block::sample(inside));
    }

    /// A JSON object that starts with this line; gives what follows it, even on the same line.
    fn sample(&mut self) -> Option<&'a str> {
        if !self.rest.trim_start_matches([' ', '\t']).starts_with('{') {
            return None;
        }
        let mut values = serde_json::Deserializer::from_str(self.rest).into_iter::<Value>();
        let value = values.next()?.ok()?;
        let after = &self.rest[values.byte_offset()..];
        self.page.blocks.push(Block::Sample(value));
        Some(after.trim_start_matches([' ', '\t', '\r']))
    }

    fn pipe_table(&mut self) {
        let lines = self.take_while(|line| line.contains('|'));
        // A table in a list is indented, which alone would make it a sample of code.
        let lines: Vec<&str> = lines.lines().map(str::trim_start).collect();
        self.page.blocks.push(Block::Table(markdown::table(&lines.join("\n"))));
    }

    /// HTML within Markdown.
    fn html_table(&mut self) {
        let start = self.rest;
        let length = start.find("</table>").map_or(start.len(), |at| at + "</table>".len());
        self.rest = &start[length..];
        self.page.blocks.extend(html::read(&start[..length]).blocks);
    }

    /// A table with tabs, or with several blanks, between its columns.
    fn separated_table(&mut self, separator: Separator) {
        let lines = self.take_while(|line| !line.trim().is_empty());
        let rows = lines.lines().map(|line| separator.split(line));
        self.page.blocks.push(Block::Table(Table::of(rows)));
    }

    fn table_that_ran_together(&mut self, heads: Vec<String>) {
        self.skip(1);
        let mut rows = Vec::new();
        while let Some(row) = self.next_row(&heads) {
            rows.push(row);
        }
        self.page.blocks.push(Block::Table(Table { head: heads, rows }));
    }

    /// The next row of a table whose columns ran together. Behind a blank line only what surely is one belongs.
    fn next_row(&mut self, heads: &[String]) -> Option<Row> {
        let blank = self.rest.lines().take_while(|line| line.trim().is_empty()).count();
        let line = self.peek(blank)?;
        if heads::run_together(line).is_some() {
            return None;
        }
        let row = together::row(heads, &one_line(line));
        if blank > 0 && !matches!(row, Row::Cells(_)) {
            return None;
        }
        self.skip(blank + 1);
        Some(row)
    }

    /// A short line on its own, or right above a table, that is no sentence.
    fn looks_like_a_heading(&self, line: &str, next: Option<&str>) -> bool {
        let stands_alone =
            next.is_none_or(|next| next.trim().is_empty() || next.trim_start().starts_with('{'));
        let above_table = next
            .is_some_and(|next| separator(next).is_some() || heads::run_together(next).is_some())
            || self.peek(2).is_some_and(markdown::is_dashes);
        let line = line.trim();
        let starts = line.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        (stands_alone || above_table) && is_short(line) && (starts || cells::is_code_like(line))
    }
}

/// Whether a line is as short as a heading, and no sentence or code.
fn is_short(line: &str) -> bool {
    line.chars().count() <= 80 && !line.ends_with(['.', ':', ';', ',', '{', '(', '}', ')', '\\'])
}

/// What parts the columns of a table.
#[derive(Debug, Clone, Copy)]
enum Separator {
    Tab,
    Blanks,
}

impl Separator {
    fn split(self, line: &str) -> Vec<String> {
        match self {
            Self::Tab => line.split('\t').map(one_line).collect(),
            Self::Blanks => {
                line.trim().split("  ").filter(|cell| !cell.trim().is_empty()).map(one_line).collect()
            }
        }
    }
}

/// How the columns of a table with this head are parted; `None` where it is no head.
fn separator(line: &str) -> Option<Separator> {
    let separator = if line.contains('\t') {
        Separator::Tab
    } else if line.trim().contains("  ") {
        Separator::Blanks
    } else {
        return None;
    };
    heads::are_heads(&separator.split(line)).then_some(separator)
}

/// A heading of Markdown: with `#` in front, or underlined.
fn marked_heading<'a>(line: &'a str, next: Option<&str>) -> Option<&'a str> {
    let hashes = line.len() - line.trim_start_matches('#').len();
    if (1..=6).contains(&hashes) && line[hashes..].starts_with(' ') {
        return Some(line[hashes..].trim().trim_end_matches('#'));
    }
    let underline = next?.trim_end();
    let underlined = underline.len() > 2 && ['=', '-'].iter().any(|c| underline.chars().all(|d| d == *c));
    underlined.then_some(line)
}

/// What a line such as `Solution: get a new key` says to do.
pub(super) fn remedy(line: &str) -> Option<String> {
    let (word, rest) = line.split_once(':')?;
    let rest = markdown::plain(rest.trim_start_matches(['*', '_']));
    (heads::column(word) == heads::Column::Action && !rest.is_empty()).then_some(rest)
}
