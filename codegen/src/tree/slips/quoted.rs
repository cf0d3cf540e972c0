//! Texts in quotes.

use super::{Slip, Walked, char_at, indentation, next_line, stop};

/// What may stand behind a backslash in double quotes.
const ESCAPES: &str = "0abt\tnvfre \"/\\N_LPxuU\r\n";

/// The end of a text in quotes that begins here; what goes on in another line is indented further than this column.
pub(super) fn end(text: &str, start: usize, column: Option<usize>) -> Walked<usize> {
    let quote = char_at(text, start).ok_or(None)?;
    let mut at = start + 1;
    while let Some(c) = char_at(text, at) {
        match c {
            '\\' if quote == '"' => {
                let escaped = char_at(text, at + 1).ok_or(None)?;
                if !ESCAPES.contains(escaped) {
                    return Err(stop(escape(at, escaped)));
                }
                // A line break may be escaped; it is looked at like any other.
                at += if escaped == '\n' { 1 } else { 1 + escaped.len_utf8() };
            }
            '\n' => {
                at = next_line(text, at);
                let (found, content) = indentation(text, at);
                let is_blank = char_at(text, content).is_none_or(|c| matches!(c, '\n' | '\r'));
                if !is_blank && column.is_some_and(|column| found <= column) {
                    return Err(stop(unclosed(start, quote)));
                }
                // A line break within quotes needs no further look.
                at = content;
            }
            c if c == quote => {
                if quote == '\'' && char_at(text, at + 1) == Some('\'') {
                    at += 2;
                    continue;
                }
                return closed(text, start, at, quote);
            }
            c => at += c.len_utf8(),
        }
    }
    Err(stop(unclosed(start, quote)))
}

fn escape(at: usize, escaped: char) -> Slip {
    let why = format!("`\\{escaped}` is not an escape");
    let slip = Slip::new(
        at..at + 1 + escaped.len_utf8(),
        why,
        "write `\\\\` for a backslash, or the text in single quotes",
    );
    slip.fixed(at..at, "\\")
}

/// The end of a text whose closing quote is here, unless the text goes on behind it.
fn closed(text: &str, start: usize, at: usize, quote: char) -> Walked<usize> {
    let content = text.get(start + 1..at).unwrap_or_default();
    let goes_on = char_at(text, at + 1).is_some_and(char::is_alphanumeric);
    if !goes_on {
        return Ok(at + 1);
    }
    // The second quote of a line opens the next text where the first one was never closed.
    if content.ends_with(": ") || content.ends_with(", ") {
        return Err(stop(unclosed(start, quote)));
    }
    let slip = if quote == '\'' {
        Slip::new(
            at..at + 1,
            "an apostrophe ends a text in single quotes",
            "write the text in double quotes, or the apostrophe twice",
        )
    } else {
        Slip::new(
            at..at + 1,
            "a quote ends a text in double quotes",
            "write `\\\"` for a quote within the text, or the text in single quotes",
        )
    };
    Err(stop(slip.labelled("the text ends here").related(start..start + 1, "it begins here")))
}

fn unclosed(start: usize, quote: char) -> Slip {
    let why = "a quote that is never closed";
    let help = format!("write `{quote}` at the end of the text too");
    Slip::new(start..start + 1, why, help).labelled("the text begins here")
}
