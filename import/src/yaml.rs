//! Pieces of YAML that no text of a page can break out of.

use std::fmt::Write as _;

use serde_json::Value;

use super::one_line::one_line;

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

/// A name as a part of a JSON pointer.
pub(super) fn pointer_part(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// A key of a mapping.
pub(super) fn key(text: &str) -> String {
    let plain = text.len() > 3
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c == '_')
        && !matches!(text, "true" | "false" | "null");
    if plain { text.to_owned() } else { quoted(text) }
}

/// The longest value in one line, in bytes.
const LONGEST_VALUE: usize = 4000;

/// The longest key, in bytes: YAML has a limit for keys on one line.
const LONGEST_KEY: usize = 200;

/// How deep a value may be.
const DEEPEST_VALUE: usize = 16;

/// A JSON value on one line; `None` where it is too long, or too deep.
pub(super) fn flow(value: &Value) -> Option<String> {
    let mut out = String::new();
    write_flow(value, 0, &mut out)?;
    Some(out)
}

fn write_flow(value: &Value, depth: usize, out: &mut String) -> Option<()> {
    if depth > DEEPEST_VALUE || out.len() > LONGEST_VALUE {
        return None;
    }
    match value {
        Value::String(text) if text.len() > LONGEST_VALUE => return None,
        Value::String(text) => out.push_str(&quoted(text)),
        Value::Array(list) => {
            for (at, element) in list.iter().enumerate() {
                out.push_str(if at == 0 { "[" } else { ", " });
                write_flow(element, depth + 1, out)?;
            }
            out.push_str(if list.is_empty() { "[]" } else { "]" });
        }
        Value::Object(members) => {
            for (at, (name, member)) in members.iter().enumerate() {
                if name.len() > LONGEST_KEY {
                    return None;
                }
                out.push_str(if at == 0 { "{ " } else { ", " });
                out.push_str(&quoted(name));
                out.push_str(": ");
                write_flow(member, depth + 1, out)?;
            }
            out.push_str(if members.is_empty() { "{}" } else { " }" });
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => out.push_str(&value.to_string()),
    }
    Some(())
}

/// The text of a comment, on one line.
pub(super) fn comment(text: &str) -> String {
    let line = one_line(&text.replace(['\u{2028}', '\u{2029}'], " "));
    if line.chars().count() <= LONGEST {
        return line;
    }
    line.chars().take(LONGEST).chain(['…']).collect()
}
