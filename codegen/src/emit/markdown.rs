//! Text from a catalog as Markdown: whatever it holds, it stays text.
//!
//! What can't be seen (control characters, direction marks) is written out as `U+202E`; line breaks
//! become spaces, but in fenced blocks.

use std::fmt::Write as _;

use crate::invisible::is_invisible;

/// Prose within a paragraph, a heading or a list.
#[must_use]
pub fn text(text: &str) -> String {
    escape(&one_line(text), Context::Line)
}

/// Prose within a table cell.
#[must_use]
pub fn cell(text: &str) -> String {
    escape(&one_line(text), Context::Cell)
}

/// A code span, in prose or in a table cell.
#[must_use]
pub fn code(text: &str) -> String {
    let text = one_line(text);
    if text.trim().is_empty() {
        return "–".to_owned();
    }
    let fence = "`".repeat(longest_run(&text) + 1);
    let pad = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// A code span within a table cell, where a `|` would end the cell even there.
#[must_use]
pub fn code_cell(text: &str) -> String {
    code(text).replace('|', "\\|")
}

/// A fenced block, indented by some spaces.
#[must_use]
pub fn fenced(language: &str, text: &str) -> String {
    let text: String = text.lines().map(|line| visible(line) + "\n").collect();
    let fence = "`".repeat(longest_run(&text).max(2) + 1);
    format!("{fence}{language}\n{text}{fence}\n")
}

/// The target of a link.
#[must_use]
pub fn url(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for byte in url.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&'*+,;=%".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string never fails.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// A code as one segment of an address.
#[must_use]
pub fn url_segment(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// Text for a comment of HTML: nothing in it ends the comment.
#[must_use]
pub fn comment(text: &str) -> String {
    one_line(text).replace("--", "- -").replace('>', "")
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Context {
    Line,
    Cell,
}

fn escape(text: &str, place: Context) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len() + 8);
    for (at, &c) in characters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| characters.get(at)).copied();
        let after = characters.get(at + 1).copied();
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' if after.is_some_and(|c| c.is_ascii_alphanumeric() || c == '#') => out.push_str("&amp;"),
            // Template engines of site generators read `{{…}}` even in the middle of a line.
            '{' => out.push_str("&#123;"),
            '\\' | '`' | '*' | '[' | ']' | '~' | '$' => out.extend(['\\', c]),
            '|' => out.push_str(if place == Context::Cell { "\\|" } else { "|" }),
            '_' if !(is_word(before) && is_word(after)) => out.push_str("\\_"),
            '#' | '+' | '-' | '=' if at == 0 => out.extend(['\\', c]),
            '.' | ')' if ends_a_number(&characters[..at]) => out.extend(['\\', c]),
            ':' if after == Some('/') => out.push_str("&#58;"),
            _ => out.push(c),
        }
    }
    out
}

fn is_word(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}

/// Whether these are only digits, so that a `.` behind them would start a list.
fn ends_a_number(before: &[char]) -> bool {
    !before.is_empty() && before.len() < 10 && before.iter().all(char::is_ascii_digit)
}

/// Text on one line, with whatever can't be seen written out, and nothing escaped.
#[must_use]
pub fn one_line(text: &str) -> String {
    visible(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The text with whatever can't be seen written out.
fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_invisible(c) && c != '\t' {
            let _ = write!(out, "U+{:04X}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}
