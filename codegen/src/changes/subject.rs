//! What facts are about.

use errcat_core::table::Condition;
use serde_json::json;

use crate::emit::words;

/// What of a catalog a fact is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The vendor as a whole.
    Vendor,
    /// A page that the catalog transcribes, by its id.
    Source(String),
    /// Requests without a response, and for which reasons; `None`: for any.
    NoResponse(Option<String>),
    /// A status, and the condition of its rule.
    Status(String, Option<Where>),
    /// A family of codes, and the condition of its rule.
    Family(String, Option<Where>),
    /// A group of codes, by its title.
    Group(String),
    /// A code.
    Code(String),
    /// A variant of a code.
    Variant(String, Where),
}

/// A condition, to tell one rule from another of the same status, family or code.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Where {
    /// In words.
    pub shown: String,
    /// All of it.
    json: String,
}

impl Where {
    pub(super) fn of(condition: &Condition<'_>) -> Self {
        Self { shown: words::plain_condition(condition), json: json!(condition).to_string() }
    }
}

impl Subject {
    /// What kind of subject it is, as a word.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Vendor => "vendor",
            Self::Source(_) => "source",
            Self::NoResponse(_) => "no_response",
            Self::Status(..) => "status",
            Self::Family(..) => "family",
            Self::Group(_) => "group",
            Self::Code(_) => "code",
            Self::Variant(..) => "variant",
        }
    }

    /// Its name within its kind, such as the code.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Vendor => None,
            Self::NoResponse(reasons) => reasons.as_deref(),
            Self::Source(name)
            | Self::Status(name, _)
            | Self::Family(name, _)
            | Self::Group(name)
            | Self::Code(name)
            | Self::Variant(name, _) => Some(name),
        }
    }

    /// Under which condition its rule holds.
    #[must_use]
    pub const fn condition(&self) -> Option<&Where> {
        match self {
            Self::Status(_, condition) | Self::Family(_, condition) => condition.as_ref(),
            Self::Variant(_, condition) => Some(condition),
            _ => None,
        }
    }

    /// In words, on one line.
    #[must_use]
    pub fn in_words(&self) -> String {
        let name = self.name().map(words::plain).unwrap_or_default();
        let what = match self {
            Self::Vendor => "the vendor".to_owned(),
            Self::Source(_) => format!("the source {name}"),
            Self::NoResponse(None) => "no response".to_owned(),
            Self::NoResponse(Some(_)) => format!("no response ({name})"),
            Self::Status(..) => format!("status {name}"),
            Self::Family(..) => format!("the family {name}*"),
            Self::Group(_) => format!("the group “{name}”"),
            Self::Code(_) | Self::Variant(..) => name,
        };
        match self.condition() {
            Some(condition) => format!("{what}, where {}", condition.shown),
            None => what,
        }
    }
}
