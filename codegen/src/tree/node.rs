//! The nodes of a tree.

use std::borrow::Cow;
use std::ops::Range;

use super::yaml::{self, Meaning};

/// A value and its place.
#[derive(Debug)]
pub(crate) struct Node<'t> {
    /// Which bytes of the file. A value of which nothing is written has the place of its key.
    pub(crate) span: Range<usize>,
    pub(crate) value: Value<'t>,
}

/// A value.
#[derive(Debug)]
pub(crate) enum Value<'t> {
    Scalar(Scalar<'t>),
    List(Vec<Node<'t>>),
    Map(Vec<Pair<'t>>),
}

/// A key and its value.
pub(crate) type Pair<'t> = (Node<'t>, Node<'t>);

/// A value without parts.
#[derive(Debug)]
pub(crate) struct Scalar<'t> {
    /// The text: as it is written where that is without quotes, else what the quotes hold.
    pub(crate) text: Cow<'t, str>,
    pub(crate) style: Style,
}

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// Without quotes.
    Plain,
    /// In quotes, or as a block behind `|` or `>`.
    Quoted,
}

impl Scalar<'_> {
    /// What it means: found out where it is asked for, as the trees of large files are mostly scalars.
    pub(crate) fn meaning(&self) -> Meaning {
        match self.style {
            Style::Plain => yaml::meaning(&self.text),
            Style::Quoted => Meaning::Text,
        }
    }
}

impl Node<'_> {
    /// The text, where it is text.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(scalar) if scalar.meaning() == Meaning::Text => Some(&scalar.text),
            _ => None,
        }
    }

    /// What a scalar means.
    pub(crate) fn meaning(&self) -> Option<Meaning> {
        match &self.value {
            Value::Scalar(scalar) => Some(scalar.meaning()),
            Value::List(_) | Value::Map(_) => None,
        }
    }

    /// The text of a scalar, whatever it means.
    pub(crate) fn written(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(scalar) => Some(&scalar.text),
            Value::List(_) | Value::Map(_) => None,
        }
    }
}
