//! What holds for an error: by its code, by the family of its code, by its status, or without a response.

use super::declare::table;
use super::{Condition, RetryRule, StatusPattern};
use crate::{Category, Failure, LimitScope, Party, Remedy};

table! {
    /// What kind of failure an error is, and what to do about it.
    #[derive(Eq)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize))]
    pub struct Rule {
        /// What kind of failure it is.
        #[cfg_attr(feature = "serde", serde(flatten, serialize_with = "with_canonical"))]
        category: Category,
        /// Whether and how to try again; `None` where the page does not say.
        optional retry: RetryRule<'a>,
        /// What it means.
        default meaning: &'a str = "",
        /// What to do about it.
        optional action: &'a str,
        /// What to do about it, as a word.
        #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
        optional remedy: Remedy,
        /// Who has to do it, where that is not who usually does.
        #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
        optional who: Party,
        /// Whose limit it is that was reached.
        #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
        optional scope: LimitScope,
        /// The facts that the page only implies, by their field in the catalog.
        list inferred: &'a str,
    }
}

table! {
    /// What holds for a status.
    pub struct StatusRule {
        /// Which.
        status: StatusPattern,
        /// Whether the page documents it as a success.
        flag success: bool,
        /// Under which condition it holds; `None`: always.
        optional when: Condition<'a>,
        /// What holds.
        rule: Rule<'a>,
    }
}

table! {
    /// What holds for the unknown codes of a family.
    #[derive(Eq)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize))]
    pub struct Family {
        /// How the codes start.
        prefix: &'a str,
        /// Under which condition it holds; `None`: always.
        #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
        optional when: Condition<'a>,
        /// Whether a code of the family stands before known codes of later places.
        #[cfg_attr(feature = "serde", serde(skip_serializing_if = "core::ops::Not::not"))]
        flag before_codes: bool,
        /// What holds.
        #[cfg_attr(feature = "serde", serde(flatten))]
        rule: Rule<'a>,
    }
}

table! {
    /// What holds for a request that got no response.
    #[derive(Eq)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize))]
    pub struct Unanswered {
        /// Why there was none; empty: whatever the reason.
        #[cfg_attr(feature = "serde", serde(skip_serializing_if = "<[Failure]>::is_empty"))]
        list failures: Failure,
        /// What holds.
        #[cfg_attr(feature = "serde", serde(flatten))]
        rule: Rule<'a>,
    }
}

/// A category, and beside it the canonical code that it maps to.
#[cfg(feature = "serde")]
fn with_canonical<S: serde::Serializer>(category: &Category, serializer: S) -> Result<S::Ok, S::Error> {
    use serde::ser::SerializeStruct as _;

    let mut both = serializer.serialize_struct("Category", 2)?;
    both.serialize_field("category", category)?;
    both.serialize_field("canonical", category.canonical())?;
    both.end()
}

/// Of a success there is nothing to say but what it means.
#[cfg(feature = "serde")]
impl serde::Serialize for StatusRule<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(serde::Serialize)]
        struct Parts<'r> {
            status: StatusPattern,
            success: bool,
            #[serde(skip_serializing_if = "Option::is_none")]
            when: Option<&'r Condition<'r>>,
            #[serde(flatten)]
            facts: Facts<'r>,
        }

        #[derive(serde::Serialize)]
        #[serde(untagged)]
        enum Facts<'r> {
            Success { meaning: &'r str },
            Failure(&'r Rule<'r>),
        }

        let Self { status, success, when, rule } = self;
        let facts = if *success { Facts::Success { meaning: rule.meaning } } else { Facts::Failure(rule) };
        Parts { status: *status, success: *success, when: when.as_ref(), facts }.serialize(serializer)
    }
}
