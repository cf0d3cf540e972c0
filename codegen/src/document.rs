//! Documents of YAML that are not catalogs, as the JSON that they stand for.

use std::collections::HashSet;

use serde_json::{Map, Number, Value as Json};

use crate::finding::Finding;
use crate::source::{SourceFile, without_mark};
use crate::tree::{Meaning, Node, Scalar, Value, tree};

/// Reads a document of YAML as the JSON that it stands for. What holds for the YAML of catalogs holds here too: no
/// anchors, aliases and tags, one document, and no nesting without end.
///
/// # Errors
///
/// The finding that says why it can't be read, and where.
pub fn document(file: &SourceFile) -> Result<Json, Box<Finding>> {
    let text = without_mark(String::from_utf8_lossy(&file.bytes));
    // None of the names of the format is expected in it.
    let (node, _) = tree(file, &text, &HashSet::new())?;
    Ok(json(&node))
}

/// The tree is never deeper than its reader allows, so this ends.
fn json(node: &Node<'_>) -> Json {
    match &node.value {
        Value::Scalar(of) => scalar(of),
        Value::List(nodes) => Json::Array(nodes.iter().map(json).collect()),
        Value::Map(pairs) => {
            // A key that is a list or a mapping has no counterpart in JSON.
            let pairs =
                pairs.iter().filter_map(|(key, value)| Some((key.written()?.to_owned(), json(value))));
            Json::Object(pairs.collect::<Map<_, _>>())
        }
    }
}

fn scalar(scalar: &Scalar<'_>) -> Json {
    let text = || Json::String(scalar.text.clone().into_owned());
    match scalar.meaning() {
        Meaning::Null => Json::Null,
        Meaning::Bool(value) => Json::Bool(value),
        Meaning::Integer(value) => value.into(),
        Meaning::Unsigned(value) => value.into(),
        Meaning::Float(value) => Number::from_f64(value).map_or_else(text, Json::Number),
        Meaning::Text => text(),
    }
}
