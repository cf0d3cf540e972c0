//! Why a value can't be read, in parts: serde's messages are sentences, findings are not.

use std::fmt;
use std::ops::{Deref, DerefMut, Range};

use serde::de::{self, Expected, Unexpected};

use crate::near::nearest;

/// A finding without a file, behind a pointer: few readers fail, and all of them hand results on.
#[derive(Debug, Clone)]
pub(crate) struct Error(Box<Parts>);

/// The parts of a finding.
#[derive(Debug, Clone)]
pub(crate) struct Parts {
    pub(crate) rule: &'static str,
    /// Where; `None` until the reader that knows the place has seen it.
    pub(crate) span: Option<Range<usize>>,
    pub(crate) message: String,
    pub(crate) label: String,
    pub(crate) suggestion: Option<String>,
    pub(crate) related: Vec<(Range<usize>, String)>,
    pub(crate) help: String,
    /// The field that is missing, where that is what is wrong.
    pub(crate) missing: Option<&'static str>,
    /// The field that is not known, where that is what is wrong.
    pub(crate) unknown: Option<String>,
    /// Whether it is in the list of findings already.
    pub(crate) recorded: bool,
    /// Whether the value that it comes from is left out when the mapping around it is read once more.
    pub(crate) left_out: bool,
}

impl Error {
    pub(crate) fn new(rule: &'static str, span: Range<usize>) -> Self {
        Self::unplaced(rule).at(span)
    }

    fn unplaced(rule: &'static str) -> Self {
        Self(Box::new(Parts {
            rule,
            span: None,
            message: String::new(),
            label: String::new(),
            suggestion: None,
            related: Vec::new(),
            help: String::new(),
            missing: None,
            unknown: None,
            recorded: false,
            left_out: false,
        }))
    }

    pub(crate) fn at(mut self, span: Range<usize>) -> Self {
        self.span = Some(span);
        self
    }

    pub(crate) fn into_parts(self) -> Parts {
        *self.0
    }

    pub(crate) fn message(mut self, message: impl Into<String>) -> Self {
        self.message = message.into();
        self
    }

    pub(crate) fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// What may be meant; it becomes the label too.
    pub(crate) fn suggest(mut self, word: Option<&str>) -> Self {
        self.label = word.map_or_else(String::new, |word| format!("did you mean `{word}`?"));
        self.suggestion = word.map(str::to_owned);
        self
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    pub(crate) fn related(mut self, span: Range<usize>, what: impl Into<String>) -> Self {
        self.related.push((span, what.into()));
        self
    }
}

impl Deref for Error {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl DerefMut for Error {
    fn deref_mut(&mut self) -> &mut Parts {
        &mut self.0
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

impl de::Error for Error {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::unplaced("wrong-type").message(message.to_string()).help("see catalog/README.md for the format")
    }

    fn invalid_type(unexpected: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let wanted = plain_words(expected);
        Self::unplaced("wrong-type")
            .message(format!("{wanted} belongs here, not {}", kind(&unexpected)))
            .label(format!("this is {}", kind(&unexpected)))
            .help(format!("write {wanted}"))
    }

    fn invalid_value(unexpected: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(unexpected, expected)
    }

    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        let wanted = plain_words(expected);
        match length {
            0 => Self::unplaced("empty-list")
                .message(format!("this list is empty, but {wanted} belongs here"))
                .help("write what belongs here, or leave the field out where it is optional"),
            _ => Self::custom(format!("{length} values, where {wanted} belongs")),
        }
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        Self::unplaced("unknown-word")
            .message(format!("`{}` is not a word that may stand here", variant.escape_debug()))
            .suggest(nearest(variant, expected))
            .help(format!("write one of {}", listed(expected)))
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        let mut error = Self::unplaced("unknown-field")
            .message(format!("unknown field `{}`", field.escape_debug()))
            .suggest(nearest(field, expected))
            .help(if field.contains(' ') {
                "where this goes on with the text before it, put all of that in quotes: in braces, a comma ends a text"
                    .to_owned()
            } else {
                format!("the fields here are {}", listed(expected))
            });
        error.unknown = Some(field.to_owned());
        error
    }

    fn missing_field(field: &'static str) -> Self {
        let mut error = Self::unplaced("missing-field")
            .message(format!("the field `{field}` is missing"))
            .label(format!("`{field}` belongs beside this"))
            .help(format!("add `{field}:`; catalog/README.md tells what it holds"));
        error.missing = Some(field);
        error
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::unplaced("duplicate-key").message(format!("the field `{field}` is given twice"))
    }
}

fn listed(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

fn kind(unexpected: &Unexpected<'_>) -> String {
    match unexpected {
        Unexpected::Bool(value) => format!("`{value}`"),
        Unexpected::Unsigned(value) => format!("the number {value}"),
        Unexpected::Signed(value) => format!("the number {value}"),
        Unexpected::Float(value) => format!("the number {value}"),
        Unexpected::Str(_) => "text".to_owned(),
        Unexpected::Unit => "nothing".to_owned(),
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Map => "a mapping".to_owned(),
        other => other.to_string(),
    }
}

/// What serde expects, as a person would say it.
fn plain_words(expected: &dyn Expected) -> String {
    let expected = expected.to_string();
    match expected.as_str() {
        "a string" => "text".to_owned(),
        "a boolean" => "`true` or `false`".to_owned(),
        "u16" => "a whole number from 0 to 65535".to_owned(),
        "u32" => "a whole number from 0 to 4294967295".to_owned(),
        "f32" | "f64" => "a number".to_owned(),
        other if other.starts_with("struct ") => "a mapping".to_owned(),
        other => other.to_owned(),
    }
}
