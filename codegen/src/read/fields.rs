//! The fields of a mapping: those that are known, those that are not, and those that are missing.

use super::declaration::FieldDeclaration;
use super::from_node::FromNode;
use super::keys::distinct;
use super::misplaced::Subject;
use super::reader::{Reader, listed};
use crate::finding::{Finding, Fix};
use crate::near::Words;
use crate::tree::{Node, Pair, Value};

/// What becomes of a mapping that lacks a required field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Policy {
    /// It can't be read either.
    Refuse,
    /// Something stands in for the field.
    StandIn,
}

/// The fields that are given in a mapping.
pub(crate) struct Fields<'r, 't, 'n> {
    pairs: Vec<&'n Pair<'n>>,
    reader: &'r mut Reader<'t>,
}

impl<'r, 't, 'n> Fields<'r, 't, 'n> {
    /// The fields of a mapping. Those that it should not have, and those that it lacks, are reported.
    pub(crate) fn of(
        node: &'n Node<'n>,
        declared: &'static [FieldDeclaration],
        reader: &'r mut Reader<'t>,
    ) -> Option<Self> {
        let Value::Map(pairs) = &node.value else { return reader.wrong_type(node, "a mapping") };
        let mut fields = Self { pairs: distinct(pairs, reader), reader };
        let mut missing: Vec<&'static str> = declared
            .iter()
            .filter(|field| field.is_required && fields.find(field.name).is_none())
            .filter(|field| field.unless.is_none_or(|other| fields.find(other).is_none()))
            .map(|field| field.name)
            .collect();
        fields.report_unknown(declared, &mut missing);
        let place = fields.reader.place(node);
        for field in missing {
            let message = format!("the field `{field}` is missing");
            let help = format!("add `{field}:`; catalog/README.md says what it holds");
            let about = Subject::Missing(field);
            fields.reader.report_about(about, "missing-field", &place, message, help).label =
                format!("`{field}` belongs beside this");
        }
        Some(fields)
    }

    /// Reads a field.
    pub(crate) fn read<F: Field>(&mut self, name: &'static str, policy: Policy) -> Option<F> {
        let node = self.find(name);
        F::field(node, policy, self.reader)
    }

    /// Reads a field that may be left out, and is then empty.
    pub(crate) fn read_or_default<T: FromNode + Default>(&mut self, name: &'static str) -> Option<T> {
        let node = self.find(name);
        Some(node.and_then(|node| T::read(node, self.reader)).unwrap_or_default())
    }

    fn find(&self, name: &str) -> Option<&'n Node<'n>> {
        self.pairs.iter().find(|(key, _)| key.written() == Some(name)).map(|(_, value)| value)
    }

    /// Reports the fields that are not known. Those that they are meant to be are not missing.
    fn report_unknown(&mut self, declared: &[FieldDeclaration], missing: &mut Vec<&'static str>) {
        let is_declared = |name: &str| declared.iter().any(|field| field.name == name);
        let is_known = |key: &Node<'_>| key.written().is_some_and(is_declared);
        let is_free = |name: &str, fields: &Self| is_declared(name) && fields.find(name).is_none();
        let unknown: Vec<&Node<'n>> =
            self.pairs.iter().map(|(key, _)| key).filter(|key| !is_known(key)).collect();
        match unknown.as_slice() {
            [] => {}
            // Another mapping altogether: what is wrong is where it stands, not each of its fields.
            [first, _, ..] if unknown.len() == self.pairs.len() => {
                missing.clear();
                let finding = self.unknown(first, first.written().unwrap_or_default(), declared);
                finding.label = "nor are the fields after it known here".to_owned();
            }
            keys => {
                let names = Words::of(declared.iter().map(|field| field.name));
                for key in keys {
                    let name = key.written().unwrap_or_default();
                    if let Some((field, _)) = name.split_once(':').filter(|(field, _)| is_free(field, self)) {
                        missing.retain(|missed| *missed != field);
                        self.unspaced(key, field);
                        continue;
                    }
                    if let Some((at, space)) = name.char_indices().find(|(_, c)| is_odd_space(*c)) {
                        let rest = name.trim_start_matches(is_odd_space);
                        missing.retain(|field| *field != rest);
                        self.odd_space(key, rest, at, space);
                        continue;
                    }
                    let meant = meant(name, |field| is_free(field, self));
                    let near = meant.or_else(|| names.nearest(name));
                    // One that is there too is near, but not what is meant.
                    let is_certain =
                        meant.is_none() && names.only_nearest(name).is_some_and(|near| is_free(near, self));
                    let only_missing = match (missing.as_slice(), keys) {
                        ([only], [_]) if near.is_none() => Some(*only),
                        _ => None,
                    };
                    missing.retain(|field| near != Some(field) && only_missing != Some(field));
                    let finding = self.unknown(key, name, declared);
                    if is_certain {
                        finding.correct(near);
                    } else {
                        finding.suggest(near);
                    }
                    if let Some(field) = meant {
                        finding.help =
                            format!("what is called `{name}` elsewhere is `{field}` here: write `{field}`");
                    }
                    if let Some(only) = only_missing {
                        finding.label = format!("and `{only}` is missing");
                    }
                }
            }
        }
    }

    fn unknown(&mut self, key: &Node<'_>, name: &str, declared: &[FieldDeclaration]) -> &mut Finding {
        let message = format!("unknown field `{}`", name.escape_debug());
        let help = if name.contains(' ') {
            "where this goes on with the text before it, put all of that in quotes: in braces, a comma ends a text"
                .to_owned()
        } else if let Some(level) = self.reader.level_of(name) {
            format!("`{name}` is a field of {}: move it to {}", level.what, level.place)
        } else {
            let (needed, other): (Vec<_>, Vec<_>) = declared.iter().partition(|field| field.is_required);
            let [needed, other] =
                [needed, other].map(|of| listed(&of.iter().map(|field| field.name).collect::<Vec<_>>()));
            match (needed.is_empty(), other.is_empty()) {
                (true, _) => format!("the fields here are {other}"),
                (_, true) => format!("the fields here are {needed}"),
                _ => format!("the fields here are {needed}, and where they are needed {other}"),
            }
        };
        let about = Subject::Unknown(name.to_owned());
        self.reader.report_about(about, "unknown-field", &key.span, message, help)
    }

    /// Reports a field without a space behind its colon.
    fn unspaced(&mut self, key: &Node<'_>, field: &str) {
        let colon = key.span.start + field.len() + 1;
        let message = "this is not YAML: a colon without a space behind it";
        let (about, help) = (Subject::Unknown(field.to_owned()), "write a space behind the colon");
        let place = key.span.start..colon;
        let finding = self.reader.report_about(about, "yaml-syntax", &place, message, help);
        finding.fix = Some(Fix { range: colon..colon, replacement: " ".to_owned() });
    }

    /// Reports a space that YAML takes for a letter.
    fn odd_space(&mut self, key: &Node<'_>, name: &str, at: usize, space: char) {
        let start = key.span.start + at;
        let message = format!(
            "this is not YAML: a space of another kind in the indentation ({})",
            space.escape_unicode()
        );
        let place = start..start + space.len_utf8();
        let (about, help) = (Subject::Unknown(name.to_owned()), "indent with plain spaces");
        let finding = self.reader.report_about(about, "yaml-syntax", &place, message, help);
        finding.label = "this is not a plain space".to_owned();
    }
}

/// The field for what is called otherwise elsewhere, of those that a mapping may still have.
fn meant(name: &str, is_free: impl Fn(&str) -> bool) -> Option<&'static str> {
    let name = name.to_lowercase().replace(['-', ' '], "_");
    let is_meant = |(other, field): &&(&str, &str)| *other == name && is_free(field);
    SYNONYMS.iter().find(is_meant).map(|(_, field)| *field)
}

/// What fields are called elsewhere, and what here.
const SYNONYMS: &[(&str, &str)] = &[
    ("status", "http"),
    ("statuses", "http"),
    ("status_code", "http"),
    ("statuscode", "http"),
    ("http_status", "http"),
    ("httpstatus", "http"),
    ("http_code", "http"),
    ("http", "status"),
    ("description", "meaning"),
    ("message", "meaning"),
    ("explanation", "meaning"),
    ("summary", "meaning"),
    ("description", "about"),
    ("solution", "action"),
    ("resolution", "action"),
    ("fix", "action"),
    ("what_to_do", "action"),
    ("retryable", "retry"),
    ("type", "category"),
    ("class", "category"),
    ("error_code", "code"),
    ("error", "code"),
    ("synonyms", "aliases"),
    ("errors", "codes"),
    ("entries", "codes"),
    ("name", "title"),
    ("heading", "title"),
    ("link", "url"),
    ("date", "retrieved"),
    ("accessed", "retrieved"),
    ("read", "retrieved"),
    ("path", "pointer"),
    ("json_path", "pointer"),
    ("jsonpath", "pointer"),
    ("attempts", "max_attempts"),
    ("tries", "max_attempts"),
    ("delay", "initial"),
    ("multiplier", "factor"),
    ("response", "body"),
    ("why", "reason"),
    ("lint", "rule"),
    ("pages", "sources"),
];

/// Whether YAML takes a space for a letter.
fn is_odd_space(c: char) -> bool {
    c.is_whitespace() && !c.is_ascii()
}

/// What a field may hold: a value, or one that may be left out.
pub(crate) trait Field: Sized {
    /// Whether a mapping without it lacks something.
    const IS_REQUIRED: bool;

    /// Reads the value of the field, where it is given.
    fn field(node: Option<&Node<'_>>, policy: Policy, reader: &mut Reader<'_>) -> Option<Self>;

    /// Moves every place in it by so many bytes.
    fn shift_field(&mut self, bytes: usize);
}

impl<T: FromNode> Field for T {
    const IS_REQUIRED: bool = true;

    fn field(node: Option<&Node<'_>>, policy: Policy, reader: &mut Reader<'_>) -> Option<Self> {
        let value = node.and_then(|node| T::read(node, reader));
        if policy == Policy::StandIn { value.or_else(T::stand_in) } else { value }
    }

    fn shift_field(&mut self, bytes: usize) {
        self.shift(bytes);
    }
}

impl<T: FromNode> Field for Option<T> {
    const IS_REQUIRED: bool = false;

    fn field(node: Option<&Node<'_>>, _: Policy, reader: &mut Reader<'_>) -> Option<Self> {
        Some(node.and_then(|node| T::read(node, reader)))
    }

    fn shift_field(&mut self, bytes: usize) {
        if let Some(value) = self {
            value.shift(bytes);
        }
    }
}
