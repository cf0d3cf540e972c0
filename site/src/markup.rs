//! Text from a catalog as HTML: whatever it holds, it stays text.

use std::fmt::{self, Write};

use askama::filters::Escaper;
use errcat_codegen::is_invisible;

/// How templates write whatever is not markup of their own: escaped, and with what can't be seen written out as
/// `U+202E`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Html;

impl Escaper for Html {
    fn write_escaped_str<W: Write>(&self, mut to: W, text: &str) -> fmt::Result {
        let mut plain = 0;
        for (at, character) in text.char_indices() {
            let reference = match character {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                '\n' => continue,
                other if is_invisible(other) => {
                    to.write_str(&text[plain..at])?;
                    write!(to, "U+{:04X}", u32::from(other))?;
                    plain = at + other.len_utf8();
                    continue;
                }
                _ => continue,
            };
            to.write_str(&text[plain..at])?;
            to.write_str(reference)?;
            plain = at + 1;
        }
        to.write_str(&text[plain..])
    }
}

/// HTML that was made here: of words of errcat's own, and of escaped text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Markup(pub(crate) String);

impl Markup {
    /// Words in which the texts of a vendor stand as [`code`] writes them.
    pub(crate) fn of(words: impl Into<String>) -> Self {
        Self(words.into())
    }
}

impl fmt::Display for Markup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Markup {}

/// Text, escaped.
pub(crate) fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    // Writing to a string never fails.
    let _ = Html.write_escaped_str(&mut out, text);
    out
}

/// Words with their numbers and units kept on one line, such as `500 ms`.
pub(crate) fn unbroken(words: &str) -> Markup {
    let mut out = text(words);
    let units: Vec<usize> = out
        .match_indices(' ')
        .map(|(at, _)| at)
        .filter(|at| out[..*at].ends_with(|c: char| c.is_ascii_digit()))
        .filter(|at| out[at + 1..].starts_with(|c: char| c.is_ascii_lowercase()))
        .collect();
    for at in units.into_iter().rev() {
        out.replace_range(at..=at, "\u{a0}");
    }
    Markup(out)
}

/// A text of a vendor within words, which it does not turn around where it runs from right to left.
pub(crate) fn isolated(of: &str) -> String {
    if of.is_ascii() { text(of) } else { format!("<bdi>{}</bdi>", text(of)) }
}

/// A text of a vendor within words, as code.
pub(crate) fn code(of: &str) -> String {
    format!("<code>{}</code>", text(of))
}
