//! Pieces of YAML that no text of a page can break out of.

use std::fmt::Write as _;

use super::page::one_line;

/// The longest text that is quoted from a page, in characters.
const LONGEST: usize = 400;

/// A text in double quotes.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if is_plain(c) => out.push(c),
            // Writing to a string never fails.
            c => drop(write!(out, "\\U{:08X}", u32::from(c))),
        }
    }
    out.push('"');
    out
}

/// Whether YAML accepts this character as it is, and a reader can see it.
fn is_plain(c: char) -> bool {
    !c.is_control() && one_line(c.encode_utf8(&mut [0; 4])).chars().eq([c]) || matches!(c, ' ' | '\u{a0}')
}

/// A text, without quotes where it can't be read as anything else.
pub(super) fn text(text: &str) -> String {
    let harmless = |c: char| c.is_ascii_alphanumeric() || " _&/.()'+".contains(c);
    let starts = text.starts_with(|c: char| c.is_ascii_uppercase() || c == '/') && text.chars().count() > 3;
    let ends = text.ends_with(|c: char| c.is_ascii_alphanumeric() || c == ')');
    let word = matches!(text.to_ascii_lowercase().as_str(), "true" | "false" | "null" | "none");
    if starts && ends && !word && text.chars().all(harmless) { text.to_owned() } else { quoted(text) }
}

/// A key of a mapping.
pub(super) fn key(text: &str) -> String {
    let plain = text.len() > 3
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c == '_')
        && !matches!(text, "true" | "false" | "null");
    if plain { text.to_owned() } else { quoted(text) }
}

/// The text of a comment, on one line.
pub(super) fn comment(text: &str) -> String {
    let line = one_line(&text.replace(['\u{2028}', '\u{2029}'], " "));
    if line.chars().count() <= LONGEST {
        return line;
    }
    line.chars().take(LONGEST).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_breaks_out() {
        for odd in [
            "\"",
            "\\",
            "a\nb: c",
            "\u{2028}x",
            "\0",
            "\u{85}",
            "\u{feff}",
            "\u{202e}",
            "it's # not: a comment",
            "- a",
            "😀",
            "NO",
            "1e3",
            "",
            " ",
        ] {
            let read: String = serde_json::from_str(&quoted(odd).replace("\\U0000", "\\u")).unwrap();
            assert_eq!(read, odd);
            for c in ['\n', '\r', '\0', '\u{85}', '\u{2028}'] {
                assert!(
                    !quoted(odd).contains(c) && !comment(odd).contains(c) && !text(odd).contains(c),
                    "{odd:?}"
                );
            }
        }
        assert_eq!(text("Quotas & Access"), "Quotas & Access");
        for odd in ["No", "True", "A: b", "A #b", "Null", "1st", "Yes", "a"] {
            assert_eq!(text(odd), quoted(odd));
        }
        assert!(comment(&"long ".repeat(1000)).chars().count() <= LONGEST + 1);
    }
}
