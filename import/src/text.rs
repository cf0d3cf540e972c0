//! Text, with or without Markdown: what was pasted out of a browser, or a page's source.
//!
//! Both are read line by line, because they are mixed: a pasted page may hold pipe tables, and the end of a sample
//! may run into the next heading.

use serde_json::Value;

use super::cells;
use super::heads;
use super::html;
use super::lines;
use super::markdown;
use super::one_line::one_line;
use super::page::{Block, Page, Row, Table};
use super::run_together;
use super::samples;

/// Reads a page of text.
pub(super) fn read(text: &str) -> Page {
    let mut reader = Reader { rest: text, page: Page::default(), after_blank: true, failed: 0 };
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
    /// How many lines looked like the start of a sample, but were not.
    failed: usize,
}

/// After this many lines that look like the start of a sample and are not, no more are tried: each takes time.
const MOST_FAILED: usize = 10_000;

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
        } else if let Some(separator) = lines::separator(line) {
            self.separated_table(separator);
        } else if let Some(heads) = heads::run_together(line) {
            self.run_together_table(heads);
        } else if let Some(heading) = lines::marked_heading(line, next) {
            self.heading(heading);
        } else if let Some(remedy) = lines::remedy(line) {
            self.page.blocks.push(Block::Remedy(remedy));
            self.skip(1);
        } else if self.looks_like_a_heading(line, next, after_blank) {
            self.heading(line);
        } else {
            self.page.blocks.extend(samples::code_only(line).map(Block::CodeOnly));
            self.after_blank = false;
            self.skip(1);
        }
    }

    /// A page's title is its first heading, or a short line before anything else.
    fn title(&mut self, line: &str) {
        let line = line.trim_start_matches('#').trim();
        // Such a link for screen readers is not part of the page.
        let skips = line.to_ascii_lowercase().starts_with("skip to");
        if self.page.title.is_none()
            && !skips
            && lines::is_short(line)
            && line.starts_with(char::is_uppercase)
            && !line.contains('|')
        {
            self.page.title = Some(one_line(line));
        }
    }

    fn line(&self) -> &'a str {
        self.rest.lines().next().unwrap_or_default()
    }

    fn peek(&self, lines: usize) -> Option<&'a str> {
        self.rest.lines().nth(lines)
    }

    /// Skips this many lines.
    fn skip(&mut self, lines: usize) {
        let end = self.rest.match_indices('\n').nth(lines.saturating_sub(1)).map(|(at, _)| at + 1);
        self.rest = &self.rest[end.unwrap_or(self.rest.len())..];
    }

    /// Takes lines while the condition holds.
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

    /// A block between fences: a sample, or something else, which is skipped.
    fn fence(&mut self) {
        let fence: String = self.line().trim_start().chars().take(3).collect();
        self.skip(1);
        let inside = self.take_while(|line| !line.trim_start().starts_with(&fence));
        self.skip(1);
        self.page.blocks.extend(Block::sample(inside));
    }

    /// Reads a JSON object that starts with this line, and returns what follows it, even on the same line.
    fn sample(&mut self) -> Option<&'a str> {
        let is_object = self.rest.trim_start_matches([' ', '\t']).starts_with('{');
        if !is_object || self.failed >= MOST_FAILED {
            return None;
        }
        let mut values = serde_json::Deserializer::from_str(self.rest).into_iter::<Value>();
        let Some(Ok(value)) = values.next() else {
            self.failed += 1;
            return None;
        };
        let after = &self.rest[values.byte_offset()..];
        self.page.blocks.push(Block::Sample(value));
        Some(after.trim_start_matches([' ', '\t', '\r']))
    }

    fn pipe_table(&mut self) {
        let lines = self.take_while(|line| line.contains('|'));
        // A table in a list is indented, which would make it a code block.
        let lines: Vec<&str> = lines.lines().map(str::trim_start).collect();
        self.page.blocks.push(Block::Table(markdown::table(&lines.join("\n"))));
    }

    /// A table of HTML within Markdown.
    fn html_table(&mut self) {
        let start = self.rest;
        let length = start.find("</table>").map_or(start.len(), |at| at + "</table>".len());
        self.rest = &start[length..];
        self.page.blocks.extend(html::read(&start[..length]).blocks);
    }

    /// A table with tabs, or with several spaces, between its columns.
    fn separated_table(&mut self, separator: lines::Separator) {
        let lines = self.take_while(|line| !line.trim().is_empty());
        let rows = lines.lines().map(|line| separator.split(line));
        self.page.blocks.push(Block::Table(Table::of(rows)));
    }

    fn run_together_table(&mut self, heads: Vec<String>) {
        self.skip(1);
        let mut rows = Vec::new();
        while let Some(row) = self.next_row(&heads) {
            rows.push(row);
        }
        self.page.blocks.push(Block::Table(Table { head: heads, rows }));
    }

    /// The next row of a table whose columns run together, with or without blank lines before it. A line that can't
    /// be read belongs to the table if it starts like a row or is between two rows.
    fn next_row(&mut self, heads: &[String]) -> Option<Row> {
        let blank = self.rest.lines().take_while(|line| line.trim().is_empty()).count();
        let line = self.peek(blank)?;
        if heads::run_together(line).is_some() {
            return None;
        }
        let read = |line: &str| run_together::row(heads, &one_line(line));
        let row = read(line);
        let is_heading = || self.peek(blank + 1).is_some_and(|next| heads::run_together(next).is_some());
        let is_between = || {
            let next = self.rest.lines().skip(blank + 1).find(|line| !line.trim().is_empty());
            next.is_some_and(|next| matches!(read(next), Row::Cells(_)))
        };
        let starts = lines::starts_like_a_row(line);
        let belongs = match &row {
            Row::Cells(_) => true,
            _ if is_heading() => false,
            Row::Doubtful(_) => blank == 0 || starts,
            Row::Unreadable(_) if blank == 0 => starts || is_between(),
            Row::Unreadable(_) => starts && is_between(),
        };
        if belongs {
            self.skip(blank + 1);
        }
        belongs.then_some(row)
    }

    /// Whether this is a short line on its own, or right above a table, and not a sentence.
    fn looks_like_a_heading(&self, line: &str, next: Option<&str>, after_blank: bool) -> bool {
        let stands_alone =
            next.is_none_or(|next| next.trim().is_empty() || next.trim_start().starts_with('{'));
        let above_table = next
            .is_some_and(|next| lines::separator(next).is_some() || heads::run_together(next).is_some())
            || self.peek(2).is_some_and(markdown::is_dashes);
        let line = line.trim();
        let starts = line.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        (after_blank && stands_alone || above_table)
            && lines::is_short(line)
            && (starts || cells::is_code_like(line))
    }
}
