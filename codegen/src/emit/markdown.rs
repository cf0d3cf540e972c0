//! Text from a catalog as Markdown: whatever it holds, it stays text.
//!
//! What can't be seen (control characters, direction marks) is written out as `U+202E`; line breaks
//! become spaces, but in fenced blocks.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::invisible::is_invisible;

/// Prose within a paragraph, a heading or a list.
#[must_use]
pub fn text(text: &str) -> String {
    escape(&line(text), Context::Line)
}

/// Prose within a table cell.
#[must_use]
pub fn cell(text: &str) -> String {
    escape(&line(text), Context::Cell)
}

/// A code span, in prose or in a table cell.
#[must_use]
pub fn code(text: &str) -> String {
    let text = line(text);
    if text.trim().is_empty() {
        return "–".to_owned();
    }
    if !text.contains('`') {
        return ["`", &text, "`"].concat();
    }
    let fence = "`".repeat(longest_run(&text) + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
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
    let mut out = String::with_capacity(text.len() + 8);
    let mut copied = 0;
    // Whatever is escaped is ASCII.
    for (at, byte) in text.bytes().enumerate() {
        let before = || text.get(..at).unwrap_or_default();
        let after = || text.get(at + 1..).unwrap_or_default();
        let escaped = match byte {
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'&' if after().starts_with(|c: char| c.is_ascii_alphanumeric() || c == '#') => "&amp;",
            // Template engines of site generators read `{{…}}` even in the middle of a line.
            b'{' => "&#123;",
            b'\\' => "\\\\",
            b'`' => "\\`",
            b'*' => "\\*",
            b'[' => "\\[",
            b']' => "\\]",
            b'~' => "\\~",
            b'$' => "\\$",
            b'|' if place == Context::Cell => "\\|",
            b'_' if !(before().ends_with(char::is_alphanumeric)
                && after().starts_with(char::is_alphanumeric)) =>
            {
                "\\_"
            }
            b'#' if at == 0 => "\\#",
            b'+' if at == 0 => "\\+",
            b'-' if at == 0 => "\\-",
            b'=' if at == 0 => "\\=",
            b'.' if is_number(before()) => "\\.",
            b')' if is_number(before()) => "\\)",
            b':' if after().starts_with('/') => "&#58;",
            _ => continue,
        };
        out.push_str(text.get(copied..at).unwrap_or_default());
        out.push_str(escaped);
        copied = at + 1;
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    out
}

/// Whether this is only digits, so that a `.` behind it would start a list.
fn is_number(text: &str) -> bool {
    !text.is_empty() && text.len() < 10 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Text on one line, with whatever can't be seen written out, and nothing escaped.
#[must_use]
pub fn one_line(text: &str) -> String {
    line(text).into_owned()
}

/// The same, borrowed where there is nothing to change.
fn line(text: &str) -> Cow<'_, str> {
    match is_line(text) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(visible(&text.split_whitespace().collect::<Vec<_>>().join(" "))),
    }
}

/// Whether it is visible ASCII, with single spaces in between.
fn is_line(text: &str) -> bool {
    let mut before = b' ';
    let is_plain = text.bytes().all(|byte| {
        let is_single = byte != b' ' || before != b' ';
        before = byte;
        is_single && matches!(byte, b' '..=b'~')
    });
    is_plain && (before != b' ' || text.is_empty())
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
