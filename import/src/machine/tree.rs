//! JSON and YAML as a tree, with errors that say where and what to do.

use errcat_codegen::{SourceFile, document};
use serde_json::Value;

use crate::error::Unreadable;
use crate::source::SourceText;

/// Reads a JSON text.
pub(super) fn json(file: &SourceText<'_>) -> Result<Value, Unreadable> {
    let text = file.text.trim_start_matches('\u{feff}');
    serde_json::from_str(text).map_err(|error| {
        let shown = error.to_string();
        let why = shown.split(" at line ").next().unwrap_or(&shown);
        let (why, help) = if why.contains("recursion limit") {
            ("this is nested too deep, which no such file needs", "look for a bracket that is never closed")
        } else if error.is_eof() {
            (why, "the file ends too early: save it again, as a whole")
        } else {
            (why, "save the file again, or name its kind with --from")
        };
        let before = file.text.len() - text.len();
        let at = before + byte_of(text, error.line(), error.column());
        Unreadable::at(file, at, format!("this is not JSON: {why}"), help)
    })
}

/// The byte of a line and of a column in bytes, both counted from 1.
fn byte_of(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    text.floor_char_boundary((before + column.saturating_sub(1)).min(text.len()))
}

/// Reads a YAML text, or a JSON text.
pub(super) fn yaml(file: &SourceText<'_>) -> Result<Value, Unreadable> {
    if file.text.trim_start_matches('\u{feff}').trim_start().starts_with('{') {
        return json(file);
    }
    document(&SourceFile::new(file.name, file.text)).map_err(|finding| {
        // Two limits are explained for catalogs there.
        let (message, help) = match finding.rule {
            "anchor" => (
                "an anchor, an alias or a tag of YAML is used here, which is not read".to_owned(),
                "write the values out, for example by converting the file to JSON",
            ),
            "too-deep" => (finding.message.clone(), "look for a bracket that is never closed"),
            "empty-file" => ("the file is empty".to_owned(), "save it again"),
            _ => (finding.message.clone(), &*finding.help),
        };
        Unreadable::at(file, finding.place.span.start, message, help)
    })
}

/// A member that is a text.
pub(super) fn text<'v>(value: &'v Value, name: &str) -> Option<&'v str> {
    value.get(name)?.as_str()
}

/// The members of a member that is an object; none where it is not there.
pub(super) fn members<'v>(value: &'v Value, name: &str) -> impl Iterator<Item = (&'v String, &'v Value)> {
    value.get(name).and_then(Value::as_object).into_iter().flatten()
}

/// The elements of a member that is a list; none where it is not there.
pub(super) fn elements<'v>(value: &'v Value, name: &str) -> impl Iterator<Item = &'v Value> {
    value.get(name).and_then(Value::as_array).into_iter().flatten()
}

/// A text or a number as text.
pub(super) fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
