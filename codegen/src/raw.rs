//! A catalog as its author wrote it: a serde mirror of the YAML, with the place of every value.
//!
//! Nothing is interpreted here. A status is still text, a pointer may still be malformed, and two
//! entries may still have the same code: [`validate`](crate::validate) says so, and only then does
//! `lower` turn it into the [`model`](crate::model).

use errcat::{Category, Encoding, MemberKind, Retry, Stability, Window};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::parse::shape::{Each, OneOrMany, ScalarText, Spanned, YamlMap, as_written, some_as_written};
use crate::schema;

/// One vendor's file.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Catalog {
    /// The vendor's id; the same as the file's stem.
    #[schemars(with = "schema::VendorId")]
    pub vendor: Spanned<String>,
    /// The vendor's name as people write it.
    pub title: Spanned<String>,
    /// What the vendor's API does, in one sentence.
    pub about: Spanned<String>,
    /// Whether codes may change without notice.
    pub stability: Spanned<Stability>,
    /// Whether the vendor publishes all of its codes.
    pub complete: bool,
    /// The pages that the facts come from.
    pub sources: Spanned<Each<Source>>,
    /// Where the vendor documents one code; `{code}` stands for the code.
    #[schemars(with = "Option<schema::CodeAddress>")]
    pub documentation_url: Option<Spanned<String>>,
    /// Where a response carries what.
    pub envelope: Spanned<Envelope>,
    /// Where a response says how long to wait; the first that is there wins.
    #[serde(default)]
    pub wait: Each<Spanned<WaitSource>>,
    /// How often to try, and how long to wait in between.
    pub retry: Option<Schedule>,
    /// What holds for a request that got no response at all.
    pub no_response: Option<Rule>,
    /// What holds for a status where no code is known.
    #[serde(default)]
    pub statuses: Each<StatusRule>,
    /// What holds for unknown codes that start alike.
    #[serde(default)]
    pub families: Each<Family>,
    /// The documented members of the details of any error that lists none of its own.
    #[serde(default)]
    pub details: YamlMap<Spanned<MemberKind>>,
    /// The codes, as the page groups them.
    #[serde(default)]
    pub groups: Spanned<Each<Group>>,
    /// Responses that belong to no single code, and what they mean.
    #[serde(default)]
    pub examples: Each<Spanned<Example>>,
    /// Lints that do not apply to this vendor, and why.
    #[serde(default)]
    pub allow: Each<Allow>,
}

/// A page that the catalog transcribes.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// A short name within the catalog.
    #[schemars(example = &"errors")]
    pub id: Spanned<String>,
    /// The page's title.
    pub title: Spanned<String>,
    /// When it was read, as `YYYY-MM-DD`.
    #[schemars(with = "schema::Day")]
    pub retrieved: Spanned<String>,
    /// Its address, where one is known.
    #[schemars(with = "Option<schema::Address>")]
    pub url: Option<Spanned<String>>,
}

/// Where a response carries what.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Envelope {
    /// What makes a body an error; left out: an error is where a code is present.
    #[serde(default)]
    pub is_error: OneOrMany<Test>,
    /// Where a list of errors is; the other pointers are then relative to one of its elements.
    #[schemars(with = "Option<schema::Pointer>")]
    pub each: Option<Spanned<String>>,
    /// Where elements of a successful body carry the same envelope: pointers to lists, or `any_list`.
    #[serde(default)]
    #[schemars(with = "schema::EmbeddedLists")]
    pub embedded: OneOrMany<Spanned<String>>,
    /// The vendor's code.
    #[serde(default)]
    pub code: OneOrMany<Location>,
    /// The message for people.
    #[serde(default)]
    pub message: OneOrMany<Location>,
    /// The vendor's own flag: worth a retry or not.
    #[serde(default)]
    pub retryable: OneOrMany<Location>,
    /// The id to give to the vendor's support.
    #[serde(default)]
    pub request_id: OneOrMany<Location>,
    /// Where the vendor documents this error.
    #[serde(default)]
    pub documentation_url: OneOrMany<Location>,
    /// The request's parameter that is at fault.
    #[serde(default)]
    pub parameter: OneOrMany<Location>,
    /// More about the error, of any shape.
    #[serde(default)]
    pub details: OneOrMany<Location>,
    /// The HTTP status, said again in the body.
    #[serde(default)]
    pub status: OneOrMany<Location>,
    /// The vendor's own fields, each by a name of ours.
    #[serde(default)]
    #[schemars(extend("propertyNames" = schema::field_names()))]
    pub fields: YamlMap<OneOrMany<Location>>,
}

/// A test of one place in a body.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(transform = schema::one_condition)]
pub struct Test {
    /// Where to look.
    #[schemars(with = "schema::Pointer")]
    pub pointer: Spanned<String>,
    /// An error where one of these is there.
    #[serde(default)]
    pub equals: OneOrMany<Spanned<TestValue>>,
    /// An error where something else than these is there.
    #[serde(default)]
    pub not_equals: OneOrMany<Spanned<TestValue>>,
    /// `true`: an error where anything is there but `null`, `false`, an empty text or an empty list.
    #[schemars(extend("const" = true))]
    pub present: Option<Spanned<bool>>,
}

/// What a test compares with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TestValue {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Text.
    Text(String),
}

/// A place in a response: a JSON pointer, or a header.
#[derive(Debug)]
pub enum Location {
    /// In the body; written as plain text.
    Pointer(Spanned<String>),
    /// In a header; written as `{header: Name}`.
    Header(Spanned<String>),
}

/// A place where a response says how long to wait.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(transform = schema::one_place)]
pub struct WaitSource {
    /// The header's name.
    #[schemars(with = "Option<schema::HeaderName>")]
    pub header: Option<Spanned<String>>,
    /// The pointer into the body.
    #[schemars(with = "Option<schema::Pointer>")]
    pub pointer: Option<Spanned<String>>,
    /// How it is written; left out: whatever it looks like.
    #[schemars(extend("default" = "auto"))]
    pub encoding: Option<Spanned<Encoding>>,
    /// Under which condition it is believed; left out: always.
    pub when: Option<Spanned<When>>,
}

/// A condition: a test of a header or of a place in the body. Where nothing is there, it does not hold.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(transform = schema::one_place_and_condition)]
pub struct When {
    /// The header's name; its text is compared without the space around it.
    #[schemars(with = "Option<schema::HeaderName>")]
    pub header: Option<Spanned<String>>,
    /// The pointer into the body.
    #[schemars(with = "Option<schema::Pointer>")]
    pub pointer: Option<Spanned<String>>,
    /// It holds where one of these is there.
    #[serde(default)]
    pub equals: OneOrMany<Spanned<TestValue>>,
    /// It holds where something else than these is there.
    #[serde(default)]
    pub not_equals: OneOrMany<Spanned<TestValue>>,
    /// `true`: it holds where anything is there but `null`, `false`, an empty text or an empty list.
    #[schemars(extend("const" = true))]
    pub present: Option<Spanned<bool>>,
}

/// How often to try, and how long to wait in between.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// Tries in all, the first included.
    #[schemars(range(min = 1), extend("default" = 3))]
    pub max_attempts: Option<Spanned<u32>>,
    /// The waits between tries.
    pub backoff: Option<Backoff>,
}

/// Waits that grow.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Backoff {
    /// The wait before the second try.
    #[schemars(with = "schema::Duration")]
    #[serde(deserialize_with = "as_written")]
    pub initial: Spanned<String>,
    /// What each further wait is multiplied by.
    #[schemars(range(min = 1, max = 1000), extend("default" = 2))]
    pub factor: Option<Spanned<f64>>,
    /// No wait is longer.
    #[schemars(with = "Option<schema::Duration>")]
    #[serde(default, deserialize_with = "some_as_written")]
    pub max: Option<Spanned<String>>,
}

/// A page's word on trying again: a retry kind alone, or with what the page adds to it.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields, transform = schema::word_or_mapping)]
pub struct RetryRule {
    /// What a client may do.
    pub kind: Spanned<Retry>,
    /// The page's own cell or phrase.
    #[schemars(example = &"yes (after Retry-After)")]
    pub documented: Option<Spanned<String>>,
    /// Tries in all, the first included.
    #[schemars(range(min = 1))]
    pub max_attempts: Option<Spanned<u32>>,
    /// How long to wait where the response does not say.
    #[schemars(with = "Option<schema::Duration>")]
    pub default_wait: Option<Spanned<String>>,
    /// The change to make, such as `fresh=true`.
    #[schemars(example = &"fresh=true")]
    pub change: Option<Spanned<String>>,
    /// When the quota starts anew.
    pub window: Option<Spanned<Window>>,
}

/// What holds where no code decides.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// What kind of failure it is.
    pub category: Spanned<Category>,
    /// Whether and how to try again.
    pub retry: Option<RetryRule>,
    /// What it means.
    pub meaning: Spanned<String>,
    /// What to do about it.
    pub action: Option<Spanned<String>>,
    /// The facts that the page only implies.
    #[serde(default)]
    #[schemars(with = "Each<schema::RuleFact>")]
    pub inferred: Each<Spanned<String>>,
}

/// What holds for a status.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(transform = schema::success_or_category)]
pub struct StatusRule {
    /// A number, a class such as `5xx`, or a list of these.
    #[schemars(with = "schema::Statuses")]
    pub status: OneOrMany<ScalarText>,
    /// Under which condition it holds; left out: always, but after the rules for the same status with one.
    pub when: Option<Spanned<When>>,
    /// `true`: the page documents this status as a success; it then has no category, no retry and no `when`.
    #[schemars(extend("default" = false))]
    pub success: Option<Spanned<bool>>,
    /// What kind of failure it is.
    pub category: Option<Spanned<Category>>,
    /// Whether and how to try again.
    pub retry: Option<RetryRule>,
    /// What it means.
    pub meaning: Spanned<String>,
    /// What to do about it.
    pub action: Option<Spanned<String>>,
    /// The facts that the page only implies.
    #[serde(default)]
    #[schemars(with = "Each<schema::RuleFact>")]
    pub inferred: Each<Spanned<String>>,
    /// Lints that do not apply here, and why.
    #[serde(default)]
    pub allow: Each<Allow>,
}

/// What holds for the unknown codes of a family.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Family {
    /// How the codes start.
    #[schemars(example = &"SCHEMA_")]
    pub prefix: Spanned<String>,
    /// What kind of failure it is.
    pub category: Spanned<Category>,
    /// Whether and how to try again.
    pub retry: Option<RetryRule>,
    /// What it means.
    pub meaning: Spanned<String>,
    /// What to do about it.
    pub action: Option<Spanned<String>>,
    /// The facts that the page only implies.
    #[serde(default)]
    #[schemars(with = "Each<schema::RuleFact>")]
    pub inferred: Each<Spanned<String>>,
    /// Lints that do not apply here, and why.
    #[serde(default)]
    pub allow: Each<Allow>,
}

/// Codes that the page shows together.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// The page's heading.
    pub title: Spanned<String>,
    /// What the codes have in common.
    pub about: Option<Spanned<String>>,
    /// The codes.
    pub codes: Spanned<Each<Entry>>,
}

/// One code with all its facts.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The vendor's own string.
    #[schemars(example = &"RATE_LIMITED")]
    pub code: Spanned<String>,
    /// The Rust variant, where the derived one will not do.
    #[schemars(with = "Option<schema::VariantName>")]
    pub name: Option<Spanned<String>>,
    /// Other strings that the vendor sends for the same error.
    #[serde(default)]
    pub aliases: Each<Spanned<String>>,
    /// A number, a class, a list of these, or `none` where the vendor says that there is none.
    #[serde(default)]
    #[schemars(with = "schema::Http")]
    pub http: OneOrMany<ScalarText>,
    /// What kind of failure it is.
    pub category: Spanned<Category>,
    /// Whether and how to try again; left out: the page does not say.
    pub retry: Option<RetryRule>,
    /// What it means.
    pub meaning: Spanned<String>,
    /// What to do about it.
    pub action: Option<Spanned<String>>,
    /// The documented members of the error's details.
    #[serde(default)]
    pub details: YamlMap<Spanned<MemberKind>>,
    /// The facts that the page only implies.
    #[serde(default)]
    #[schemars(with = "Each<schema::Fact>")]
    pub inferred: Each<Spanned<String>>,
    /// The id of the source that has it, where that is not the first.
    pub source: Option<Spanned<String>>,
    /// When the vendor added it.
    pub since: Option<Spanned<String>>,
    /// That the vendor is about to retire it.
    pub deprecated: Option<Spanned<Deprecated>>,
    /// Received responses and what they mean.
    #[serde(default)]
    pub examples: Each<Spanned<Example>>,
    /// Lints that do not apply here, and why.
    #[serde(default)]
    pub allow: Each<Allow>,
}

/// A code that the vendor is about to retire.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Deprecated {
    /// Since when.
    #[schemars(with = "Option<schema::AnyText>")]
    pub since: Option<Spanned<String>>,
    /// Why, or what to know.
    #[schemars(with = "Option<schema::AnyText>")]
    pub note: Option<Spanned<String>>,
    /// The code that takes its place.
    pub replaced_by: Option<Spanned<String>>,
}

/// A received response and the verdict that is expected of it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// What it shows.
    pub title: Option<Spanned<String>>,
    /// The HTTP status; left out: none came, as over a WebSocket.
    pub status: Option<Spanned<u16>>,
    /// The headers that matter.
    #[serde(default)]
    #[schemars(extend("propertyNames" = schema::header_names()))]
    pub headers: YamlMap<ScalarText>,
    /// The body: text as it came, or JSON written as YAML.
    pub body: Option<Spanned<serde_json::Value>>,
    /// The verdict, or `none` where the response is no error.
    pub expect: Spanned<Expect>,
}

/// What a response is expected to mean.
#[derive(Debug)]
pub enum Expect {
    /// No error; written as `none`.
    NoError,
    /// One error, with these facts at least.
    Verdict(Box<Expected>),
    /// Several errors of one response, in order; written as a list.
    Verdicts(Vec<Spanned<Expected>>),
}

/// The facts of a verdict that an example insists on; what is left out is not looked at.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(transform = schema::some_fact)]
pub struct Expected {
    /// The known code.
    pub code: Option<Spanned<String>>,
    /// What the vendor sent, known or not.
    #[schemars(with = "Option<schema::AnyText>")]
    pub raw_code: Option<Spanned<String>>,
    /// What kind of failure it is.
    pub category: Option<Spanned<Category>>,
    /// Whether and how to try again.
    pub retry: Option<Spanned<Retry>>,
    /// How long to wait (`7s`), or until when (RFC 3339), or `none`.
    #[schemars(with = "Option<schema::Wait>")]
    #[serde(default, deserialize_with = "some_as_written")]
    pub wait: Option<Spanned<String>>,
    /// Which rule decided.
    #[schemars(with = "Option<schema::Word<errcat::Basis>>")]
    pub basis: Option<Spanned<String>>,
    /// The change to make.
    #[schemars(with = "Option<schema::AnyText>")]
    pub change: Option<Spanned<String>>,
    /// The id to give to the vendor's support.
    #[schemars(with = "Option<schema::AnyText>")]
    pub request_id: Option<Spanned<String>>,
}

/// A lint that does not apply, and why.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Allow {
    /// The lint's id.
    #[schemars(with = "schema::LintId")]
    pub rule: Spanned<String>,
    /// Why it does not apply.
    pub reason: Spanned<String>,
}
