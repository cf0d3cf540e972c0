//! The tree that the raw types are read from: what each value means, and where it stands.

use std::ops::Range;

use super::events::{Parts, Skeleton};
use super::yaml::Yaml;

/// A value and its place.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) span: Range<usize>,
    /// The text of a scalar that stands without quotes.
    pub(crate) plain: Option<String>,
    pub(crate) value: Value,
}

impl Node {
    /// The text, where it is text.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// A value.
#[derive(Debug)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    Integer(i64),
    Unsigned(u64),
    Float(f64),
    Text(String),
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
}

/// Joins values and places. A value whose place is not known gets that of what it stands in.
pub(crate) fn zip(yaml: Yaml, skeleton: Skeleton) -> Node {
    let Skeleton { span, parts } = skeleton;
    join(yaml, span, Some(parts))
}

fn join(yaml: Yaml, span: Range<usize>, parts: Option<Parts>) -> Node {
    let mut plain = None;
    let value = match yaml {
        Yaml::List(values) => {
            let mut places = Places::new(parts, &span);
            Value::List(values.into_iter().map(|value| places.next(value)).collect())
        }
        Yaml::Map(pairs) => {
            let mut places = Places::new(parts, &span);
            Value::Map(pairs.into_iter().map(|(key, value)| (places.next(key), places.next(value))).collect())
        }
        scalar => {
            if let Some(Parts::Scalar { plain: text }) = parts {
                plain = text;
            }
            self::scalar(scalar)
        }
    };
    Node { span, plain, value }
}

fn scalar(yaml: Yaml) -> Value {
    match yaml {
        Yaml::Null | Yaml::List(_) | Yaml::Map(_) => Value::Null,
        Yaml::Bool(value) => Value::Bool(value),
        Yaml::Integer(value) => Value::Integer(value),
        Yaml::Unsigned(value) => Value::Unsigned(value),
        Yaml::Float(value) => Value::Float(value),
        Yaml::Text(value) => Value::Text(value),
    }
}

/// The places of the parts of a list or mapping, one after the other.
struct Places {
    parts: std::vec::IntoIter<Skeleton>,
    around: Range<usize>,
}

impl Places {
    fn new(parts: Option<Parts>, around: &Range<usize>) -> Self {
        let parts = match parts {
            Some(Parts::List(parts) | Parts::Map(parts)) => parts,
            Some(Parts::Scalar { .. }) | None => Vec::new(),
        };
        Self { parts: parts.into_iter(), around: around.clone() }
    }

    fn next(&mut self, yaml: Yaml) -> Node {
        match self.parts.next() {
            Some(Skeleton { span, parts }) => join(yaml, span, Some(parts)),
            None => join(yaml, self.around.clone(), None),
        }
    }
}
