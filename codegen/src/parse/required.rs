//! The fields that a mapping has to have, so that all that are missing are told at once, and what stands
//! in for one, so that the rest can be read all the same.

use std::sync::LazyLock;

use super::node::{Node, Value};

/// A required field of a raw type.
struct Required {
    /// The type's name in Rust.
    of: &'static str,
    field: &'static str,
    stand_in: Option<(Node, Node)>,
}

/// The required fields of a raw type. Of one that is not listed, serde tells the first that is missing.
pub(super) fn of(name: &str) -> impl Iterator<Item = &'static str> {
    REQUIRED.iter().filter(move |required| required.of == name).map(|required| required.field)
}

/// What is read where a required field is missing or bad. Its place is empty, and nothing is found there.
pub(super) fn stand_in(name: &str, field: &str) -> Option<&'static (Node, Node)> {
    REQUIRED.iter().find(|required| required.of == name && required.field == field)?.stand_in.as_ref()
}

/// Whether a mapping of this type goes on without what is bad in it, as it holds all the others.
pub(super) fn goes_on(name: &str) -> bool {
    matches!(name, "Catalog" | "Group")
}

static REQUIRED: LazyLock<Vec<Required>> = LazyLock::new(|| {
    let text = |text: &str| Value::Text(text.to_owned());
    let standing = [
        ("Catalog", "vendor", text("")),
        ("Catalog", "title", text("")),
        ("Catalog", "about", text("")),
        ("Catalog", "stability", text("unstable")),
        ("Catalog", "complete", Value::Bool(false)),
        ("Catalog", "sources", Value::List(Vec::new())),
        ("Catalog", "envelope", Value::Map(Vec::new())),
        ("Group", "title", text("")),
        ("Group", "codes", Value::List(Vec::new())),
        ("Entry", "code", text("")),
        ("Entry", "category", text("unknown")),
        ("Entry", "meaning", text("")),
        ("StatusRule", "status", text("")),
        ("StatusRule", "meaning", text("")),
        ("Family", "prefix", text("")),
        ("Family", "category", text("unknown")),
        ("Family", "meaning", text("")),
    ];
    let others: &[(&str, &[&str])] = &[
        ("Source", &["id", "title", "retrieved"]),
        ("Rule", &["category", "meaning"]),
        ("Allow", &["rule", "reason"]),
        ("Example", &["expect"]),
        ("Test", &["pointer"]),
        ("Backoff", &["initial"]),
        // The mappings behind a retry rule and a place in a header.
        ("Mapping", &["kind"]),
        ("Header", &["header"]),
    ];
    let standing = standing.map(|(of, field, value)| Required {
        of,
        field,
        stand_in: Some((nowhere(text(field)), nowhere(value))),
    });
    let others = others
        .iter()
        .flat_map(|(of, fields)| fields.iter().map(|field| Required { of, field, stand_in: None }));
    standing.into_iter().chain(others).collect()
});

fn nowhere(value: Value) -> Node {
    Node { span: 0..0, plain: None, value }
}
