//! What is wrong with a catalog, where, and what to do about it.

use std::ops::Range;

use crate::near::Words;
use crate::rules::{self, Severity};
use crate::source::SourceSpan;

/// Something wrong with a catalog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The stable id of the rule, `kebab-case`.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Where.
    pub place: SourceSpan,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What the underlined text is, in a few words; may be empty.
    pub label: String,
    /// What may have been meant by the underlined text.
    pub suggestion: Option<String>,
    /// What takes the mistake away, where that is certain.
    pub fix: Option<Fix>,
    /// Other places that matter, each with what it is.
    pub related: Vec<(SourceSpan, String)>,
    /// The remedy.
    pub help: String,
}

/// A replacement in the file that a finding is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Which bytes are replaced; none where something is inserted.
    pub range: Range<usize>,
    /// What takes their place.
    pub replacement: String,
}

impl Finding {
    /// A finding; the rule says how bad it is, and one that is not of catalogs is an error. The message has no full stop, the help is a remedy.
    #[must_use]
    pub fn new(
        rule: &'static str,
        place: SourceSpan,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            rule,
            severity: rules::find(rule).map_or(Severity::Error, rules::Rule::severity),
            place,
            message: message.into(),
            label: String::new(),
            suggestion: None,
            fix: None,
            related: Vec::new(),
            help: help.into(),
        }
    }

    /// What may have been meant; it becomes the label too.
    pub fn suggest(&mut self, word: Option<&str>) {
        if let Some(word) = word {
            self.label = format!("did you mean `{word}`?");
            self.suggestion = Some(word.to_owned());
        }
    }

    /// The nearest of these words; where no other is as near, it is certainly meant.
    pub(crate) fn near(&mut self, words: &Words<'_>, given: &str) {
        self.suggest(words.nearest(given));
        self.correct(words.only_nearest(given));
    }

    /// What is certainly meant; it becomes the label, and replaces the whole place.
    pub(crate) fn correct(&mut self, word: Option<&str>) {
        self.suggest(word);
        self.fix = word.map(|word| Fix { range: self.place.span.clone(), replacement: word.to_owned() });
    }
}

/// A text in double quotes, which mean the same in YAML as in JSON.
pub(crate) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
