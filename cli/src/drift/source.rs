//! The page as it is now.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Result, bail};
use errcat_codegen::Position;
use errcat_import::{Error, Row};

use crate::import::Saved;
use crate::report::count;

/// The longest code in a list, in bytes.
const LONGEST_CODE: usize = 128;

/// A page, and what it says of each code.
pub(super) struct Source {
    pub(super) shown: String,
    text: String,
    pub(super) rows: Vec<Row>,
    /// Whether it is a list of codes, which says nothing else.
    is_list: bool,
    /// What could not be read, for people.
    pub(super) unread: Vec<String>,
}

impl Source {
    pub(super) fn read(path: &Path) -> Result<Self> {
        let saved = Saved::read(path)?;
        if let Some(codes) = list(&saved.text) {
            let row = |code: String| Row {
                code: Some(code),
                statuses: Vec::new(),
                has_no_status: false,
                documented: None,
                retry: None,
            };
            let rows = codes.into_iter().map(row).collect();
            return Ok(Self {
                shown: saved.shown,
                text: saved.text,
                rows,
                is_list: true,
                unread: Vec::new(),
            });
        }
        let read = match errcat_import::rows(&errcat_import::Source::new(&saved.shown, &saved.text)) {
            Ok(read) => read,
            Err(Error::NothingFound(why)) => {
                let notes: String = why.notes.iter().take(5).map(|note| format!("\n  {note}")).collect();
                bail!(
                    "{why} in {}, so that nothing can be compared; save the page as it is shown{notes}",
                    saved.shown
                )
            }
            Err(why) => bail!("{why}"),
        };
        let unread = match read.unread {
            0 => Vec::new(),
            unread => vec![format!("{} of the page could not be read", count(unread, "row"))],
        };
        Ok(Self { shown: saved.shown, text: saved.text, rows: read.rows, is_list: false, unread })
    }

    /// Where a code is: on a line of its own in a list, or else where it is first as a word, and of such lines rather
    /// one that also has these words, which are those of its row.
    pub(super) fn place(&self, code: &str, row: &[&str]) -> Option<(String, Position)> {
        let mut first = None;
        for (line, number) in self.text.lines().zip(1..) {
            let Some(column) = self.column(line, code) else { continue };
            let at = (self.shown.clone(), Position { line: number, column });
            if row.iter().all(|word| line.contains(word)) {
                return Some(at);
            }
            first.get_or_insert(at);
        }
        first
    }

    fn column(&self, line: &str, code: &str) -> Option<usize> {
        if self.is_list {
            return (line.trim() == code).then_some(1);
        }
        let is_part = |c: char| c.is_alphanumeric() || c == '_';
        // Pasted tables have their cells run together, so that only what stands before has to end.
        let found = line.match_indices(code).find(|(at, _)| !line[..*at].ends_with(is_part));
        found.map(|(at, _)| line[..at].chars().count() + 1)
    }

    /// Whether a page has a text as a word anywhere, such as in a sentence or a sample; a list has nothing but its codes.
    pub(super) fn mentions(&self, text: &str) -> bool {
        // Pasted tables have their cells run together, so that a number ends where its digits do.
        let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
        let is_part = |c: char| if is_number { c.is_ascii_digit() } else { c.is_alphanumeric() || c == '_' };
        let is_word = |at: usize| {
            let (before, after) = (self.text.get(..at), self.text.get(at + text.len()..));
            before.is_some_and(|before| !before.ends_with(is_part))
                && after.is_some_and(|after| !after.starts_with(is_part))
        };
        !self.is_list && !text.is_empty() && self.text.match_indices(text).any(|(at, _)| is_word(at))
    }

    /// Whether any row has something in this column.
    pub(super) fn has_column(&self, of: impl Fn(&Row) -> bool) -> bool {
        self.rows.iter().any(of)
    }
}

/// The codes of a list: one a line, with empty lines and comments between them; `None` where it is none.
fn list(text: &str) -> Option<BTreeSet<String>> {
    let mut codes = BTreeSet::new();
    for line in text.trim_start_matches('\u{feff}').lines().map(str::trim) {
        if line.is_empty() || line.starts_with("# ") || line == "#" {
            continue;
        }
        let is_code = line.len() <= LONGEST_CODE && !line.contains(char::is_whitespace);
        if !is_code || line.starts_with(['<', '{', '[', '|']) {
            return None;
        }
        codes.insert(line.to_owned());
    }
    (!codes.is_empty()).then_some(codes)
}
