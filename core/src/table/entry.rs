//! One code with all its facts.

use super::declare::table;
use super::{Condition, Http, Rule};
use crate::vocabulary::vocabulary;

table! {
    /// One code with all its facts.
    pub struct Entry {
        /// The vendor's own string, never changed.
        code: &'a str,
        /// The Rust variant.
        name: &'a str,
        /// Other strings that the vendor sends for the same error.
        list aliases: &'a str,
        /// The title of the group that it stands in.
        group: &'a str,
        /// The HTTP statuses that it comes with.
        default http: Http<'a> = Http::Unstated,
        /// What kind of failure it is, and what to do about it.
        rule: Rule<'a>,
        /// What holds instead under a condition: the first whose condition holds.
        list variants: Variant<'a>,
        /// The documented members of the envelope's details.
        list details: Member<'a>,
        /// When the vendor added it.
        optional since: &'a str,
        /// That the vendor is about to retire it.
        optional deprecated: Deprecated<'a>,
    }
}

table! {
    /// What holds for a code under a condition, such as with another text.
    pub struct Variant {
        /// Under which condition.
        when: Condition<'a>,
        /// What holds then. What the catalog leaves out is that of the entry.
        rule: Rule<'a>,
        /// The documented members of the envelope's details; none: those of the entry.
        list details: Member<'a>,
    }
}

table! {
    /// That the vendor is about to retire a code.
    #[derive(Eq)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize))]
    pub struct Deprecated {
        /// Since when.
        optional since: &'a str,
        /// Why, or what to know.
        optional note: &'a str,
        /// The code that takes its place.
        optional replaced_by: &'a str,
    }
}

table! {
    /// One documented member of an error's details.
    #[derive(Eq)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize))]
    pub struct Member {
        /// Its JSON name.
        name: &'a str,
        /// Its type.
        #[cfg_attr(feature = "serde", serde(rename = "type"))]
        kind: MemberKind,
    }
}

vocabulary! {
    /// The type of a member of an error's details.
    pub enum MemberKind {
        /// Text.
        String = "string",
        /// A whole number.
        Integer = "integer",
        /// Any number.
        Number = "number",
        /// `true` or `false`.
        Boolean = "boolean",
        /// A time: RFC 3339, an HTTP date, or seconds since 1970.
        Timestamp = "timestamp",
        /// A list of texts.
        StringList = "string_list",
        /// Anything; kept as raw JSON.
        Json = "json",
    }
}
