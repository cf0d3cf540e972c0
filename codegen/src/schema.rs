//! The JSON Schema of the format: what an editor completes, explains and underlines.
//!
//! It is made of the same types that catalogs are read into ([`raw`]), so a field that the parser
//! gains is in the schema with its comment. It is help while writing, not the judge: everything that the parser
//! accepts passes it, and what goes beyond a schema (whether two codes are the same, whether a replacement
//! exists) is left to the rules.

use schemars::Schema;
use schemars::generate::{GenTransform, SchemaSettings};
use schemars::transform::{Transform, transform_subschemas};
use serde_json::{Map, Value};

use crate::artifact::{Artifact, MARKER};
use crate::raw;

/// The schema as the file `schema.json`, which belongs beside the catalogs; `command` is what makes it.
///
/// It is of draft 7: every editor with a YAML language server reads that, older ones nothing newer.
#[must_use]
pub fn schema(command: &str) -> Artifact {
    let settings = SchemaSettings::draft07().with(|settings| {
        // Ours come first: draft 7 ignores what is next to a `$ref`, and schemars corrects that last.
        settings
            .transforms
            .splice(0..0, [Box::new(AbsentIsNotNull) as Box<dyn GenTransform>, Box::new(OneLine)]);
    });
    let made = settings.into_generator().into_root_schema_for::<raw::Catalog>().to_value();
    // The mark stands in the first lines of the file, so that they say whose it is.
    let mut document = Map::from_iter([
        ("$comment".to_owned(), format!("{MARKER} by `{command}` from the format's types").into()),
        ("$schema".to_owned(), made.get("$schema").cloned().unwrap_or_default()),
        ("title".to_owned(), "An error catalog of errcat".into()),
    ]);
    if let Value::Object(made) = made {
        document.extend(made.into_iter().filter(|(key, _)| !matches!(key.as_str(), "$schema" | "title")));
    }
    Artifact::new("schema.json", format!("{:#}\n", Value::Object(document)))
}

/// A field may be left out, but a field that is there has a value: `action:` with nothing behind it is a mistake.
#[derive(Debug, Clone)]
struct AbsentIsNotNull;

impl Transform for AbsentIsNotNull {
    fn transform(&mut self, schema: &mut Schema) {
        transform_subschemas(self, schema);
        let Some(object) = schema.as_object_mut() else { return };
        if let Some(Value::Array(types)) = object.get_mut("type") {
            types.retain(|name| name != "null");
            if let [only] = types.as_slice() {
                let only = only.clone();
                object.insert("type".into(), only);
            }
        }
        if let Some(Value::Array(words)) = object.get_mut("enum") {
            words.retain(|word| !word.is_null());
        }
        if let Some(Value::Array(choices)) = object.get_mut("anyOf") {
            choices.retain(|choice| choice.get("type").is_none_or(|name| name != "null"));
            if let [Value::Object(only)] = choices.as_slice() {
                let only = only.clone();
                object.remove("anyOf");
                object.extend(only);
            }
        }
    }
}

/// A comment's lines are broken where the source is full; an editor breaks them where its window is.
#[derive(Debug, Clone)]
struct OneLine;

impl Transform for OneLine {
    fn transform(&mut self, schema: &mut Schema) {
        transform_subschemas(self, schema);
        if let Some(Value::String(text)) = schema.get_mut("description") {
            *text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        }
    }
}
