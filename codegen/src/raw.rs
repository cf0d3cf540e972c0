//! A catalog as its author wrote it, with the place of every value.
//!
//! Each text has been read into what it says, but nothing is compared yet: two entries may still have the same code,
//! which [`validate`](crate::validate) reports. Only then does `lower` turn it into the [`table`](errcat_core::table).

mod alternatives;
mod compare;
mod conditions;
mod envelope;
mod places;
mod walk;

pub(crate) use compare::{Comparable, ComparablePlace, ComparableTest};
pub(crate) use envelope::Envelope;
use places::placed;
pub(crate) use places::{PlaceOf, Tested, Tests};

use std::collections::HashSet;
use std::sync::LazyLock;
use std::time::Duration;

use errcat_core::table::{Area, Encoding, MemberKind, Stability};
use errcat_core::{Basis, Category, Failure, LimitScope, Party, Remedy, Retry, Window};
use jiff::civil::Date;
use macro_rules_attribute::apply;

use crate::notation::{
    Address, Code, CodeAddress, ExpectedWait, Fact, HeaderName, HostPattern, Http, LintId, Pointer, RuleFact,
    Status, Statuses, VariantName, VendorId,
};
use crate::read::{
    AnyText, Each, FieldDeclaration, Level, Mapping, OneOrMany, ScalarText, Spanned, YamlMap, mapping,
};

/// One vendor's file.
#[apply(mapping!)]
#[schemars(transform = conditions::envelope_or_base)]
#[read(frame)]
pub(crate) struct Catalog {
    /// The vendor's id; the same as the file's stem.
    #[change(names)]
    vendor: Spanned<VendorId>,
    /// The vendor's name as people write it.
    #[change(wording)]
    title: Spanned<String>,
    /// What the vendor's API does, in one sentence.
    #[change(wording)]
    about: Spanned<String>,
    /// What it is for, so that lists of many vendors can be grouped.
    #[change(wording)]
    area: Option<Spanned<Area>>,
    /// Whether codes may change without notice.
    #[change(wording)]
    stability: Spanned<Stability>,
    /// Whether the vendor publishes all of its codes.
    #[change(wording)]
    complete: bool,
    /// The pages that the facts come from.
    #[change(wording)]
    sources: Spanned<Each<Source>>,
    /// The hosts that the API is called at; each as plain text, or with the source that has it.
    #[read(default)]
    #[change(behaviour)]
    hosts: Each<Spanned<Host>>,
    /// Where the vendor documents one code; `{code}` stands for the code.
    #[change(wording)]
    documentation_url: Option<Spanned<CodeAddress>>,
    /// The vendor whose catalog gives everything that this one leaves out.
    #[schemars(example = &"s3")]
    #[change(wording)]
    extends: Option<Spanned<VendorId>>,
    /// The codes of that catalog which this vendor does not send.
    #[read(default)]
    #[change(names)]
    omits: Each<Spanned<Code>>,
    /// Where a response carries what.
    #[unless(extends)]
    #[change(behaviour)]
    envelope: Spanned<Envelope>,
    /// Where a response says how long to wait; the first that is there wins.
    #[read(default)]
    #[change(behaviour)]
    wait: Each<Spanned<WaitSource>>,
    /// How often to try, and how long to wait in between.
    #[change(behaviour)]
    retry: Option<Schedule>,
    /// What holds for a request that got no response at all: a rule, or a list of rules by the reason.
    #[read(default)]
    #[change(behaviour)]
    no_response: OneOrMany<NoResponse>,
    /// What holds for a status where no code is known.
    #[read(default)]
    #[change(behaviour)]
    statuses: Each<StatusRule>,
    /// What holds for unknown codes that start alike.
    #[read(default)]
    #[change(behaviour)]
    families: Each<Family>,
    /// The documented members of the details of any error that lists none of its own.
    #[read(default)]
    #[change(names)]
    details: YamlMap<String, Spanned<MemberKind>>,
    /// The codes, as the page groups them.
    #[read(default)]
    #[change(names)]
    groups: Spanned<Each<Group>>,
    /// Responses that belong to no single code, and what they mean.
    #[read(default)]
    #[change(nothing)]
    examples: Each<Spanned<Example>>,
    /// Lints that do not apply to this vendor, and why.
    #[read(default)]
    #[change(nothing)]
    allow: Each<Allow>,
}

/// A page that the catalog transcribes.
#[apply(mapping!)]
pub(crate) struct Source {
    /// A short name within the catalog.
    #[schemars(example = &"errors")]
    #[change(wording)]
    id: Spanned<String>,
    /// The page's title.
    #[change(wording)]
    title: Spanned<String>,
    /// When it was read, as `YYYY-MM-DD`.
    #[change(wording)]
    retrieved: Spanned<Date>,
    /// Its address, where one is known.
    #[change(wording)]
    url: Option<Spanned<Address>>,
}

/// A host of the vendor's API as plain text, or with the source that has it.
#[apply(mapping!)]
#[schemars(transform = conditions::host_or_mapping)]
#[read(mapping)]
pub(crate) struct Host {
    /// Its name in lower case. A label `*` stands for any one label, and in front for one or more.
    #[change(behaviour)]
    host: Spanned<HostPattern>,
    /// The id of the source that has it, where that is not the first.
    #[change(wording)]
    source: Option<Spanned<String>>,
}

placed! {
    /// A test of a header or of a place in the body.
    #[schemars(transform = conditions::one_place_and_test)]
    pub(crate) struct Test with tests {
        /// The header's name; its text is compared without the space around it.
        #[change(behaviour)]
        header: Option<Spanned<HeaderName>>,
        /// The pointer into the body.
        #[change(behaviour)]
        pointer: Option<Spanned<Pointer>>,
    }
}

/// What a test compares with.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum TestValue {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Text.
    Text(String),
}

placed! {
    /// A place in a response: a JSON pointer into the body as plain text, or a mapping that says more.
    #[schemars(transform = conditions::pointer_or_mapping)]
    #[read(mapping)]
    pub(crate) struct Location {
        /// The header's name.
        #[change(behaviour)]
        header: Option<Spanned<HeaderName>>,
        /// The pointer into the body.
        #[change(behaviour)]
        pointer: Option<Spanned<Pointer>>,
        /// For `retryable`: `true` where the flag decides whether to try again, whatever the catalog says.
        #[schemars(extend("default" = false))]
        #[change(behaviour)]
        decides: Option<Spanned<bool>>,
        /// For `retryable`: `true` where the flag says that a retry is not worth it.
        #[schemars(extend("default" = false))]
        #[change(behaviour)]
        inverted: Option<Spanned<bool>>,
    }
}

placed! {
    /// A place where a response says how long to wait, or several of which the longest wait counts.
    #[schemars(transform = conditions::one_place_or_longest)]
    pub(crate) struct WaitSource {
        /// The header's name.
        #[change(behaviour)]
        header: Option<Spanned<HeaderName>>,
        /// The pointer into the body.
        #[change(behaviour)]
        pointer: Option<Spanned<Pointer>>,
        /// How it is written; left out: whatever it looks like.
        #[schemars(extend("default" = "auto"))]
        #[change(behaviour)]
        encoding: Option<Spanned<Encoding>>,
        /// Under which condition it is believed; left out: always.
        #[change(behaviour)]
        when: Option<Spanned<When>>,
        /// Places of which the longest wait counts.
        #[read(default)]
        #[change(behaviour)]
        longest: Each<Spanned<WaitSource>>,
    }
}

placed! {
    /// A condition: of the status, a test of a header or of a place in the body, or several conditions. All that is given
    /// has to hold.
    #[schemars(transform = conditions::one_place_and_condition)]
    pub(crate) struct When with tests {
        /// The status is one of these: a number, a class such as `5xx`, or a list of these.
        #[change(behaviour)]
        status: Option<Statuses>,
        /// The header's name; its text is compared without the space around it.
        #[change(behaviour)]
        header: Option<Spanned<HeaderName>>,
        /// The pointer into the body.
        #[change(behaviour)]
        pointer: Option<Spanned<Pointer>>,
        /// All of these hold.
        #[read(default)]
        #[change(behaviour)]
        all: Each<Spanned<When>>,
        /// One of these holds.
        #[read(default)]
        #[change(behaviour)]
        any: Each<Spanned<When>>,
    }
}

/// How often to try, and how long to wait in between.
#[apply(mapping!)]
pub(crate) struct Schedule {
    /// Tries in all, the first included.
    #[schemars(range(min = 1), extend("default" = 3))]
    #[change(behaviour)]
    max_attempts: Option<Spanned<u32>>,
    /// The waits between tries.
    #[change(behaviour)]
    backoff: Option<Backoff>,
    /// The longest wait that is worth it, also of those that a response asks for: a longer one stops.
    #[schemars(example = &"2m")]
    #[change(behaviour)]
    max_wait: Option<Spanned<Duration>>,
}

/// Waits that grow.
#[apply(mapping!)]
pub(crate) struct Backoff {
    /// The wait before the second try.
    #[change(behaviour)]
    initial: Spanned<Duration>,
    /// What each further wait is multiplied by.
    #[schemars(range(min = 1, max = 1000), extend("default" = 2))]
    #[change(behaviour)]
    factor: Option<Spanned<f64>>,
    /// No wait is longer.
    #[change(behaviour)]
    max: Option<Spanned<Duration>>,
}

/// A page's word on trying again: a retry kind alone, or with what the page adds to it.
#[apply(mapping!)]
#[schemars(transform = conditions::word_or_mapping)]
#[read(mapping)]
pub(crate) struct RetryRule {
    /// What a client may do.
    #[change(behaviour)]
    kind: Spanned<Retry>,
    /// The page's own cell or phrase.
    #[schemars(example = &"yes (after Retry-After)")]
    #[change(wording)]
    documented: Option<Spanned<String>>,
    /// Tries in all, the first included.
    #[schemars(range(min = 1))]
    #[change(behaviour)]
    max_attempts: Option<Spanned<u32>>,
    /// How long to wait where the response does not say.
    #[change(behaviour)]
    default_wait: Option<Spanned<Duration>>,
    /// The change to make, such as `fresh=true`.
    #[schemars(example = &"fresh=true")]
    #[change(behaviour)]
    change: Option<Spanned<String>>,
    /// When the quota resets.
    #[change(behaviour)]
    window: Option<Spanned<Window>>,
}

/// What holds for a request that got no response.
#[apply(mapping!)]
pub(crate) struct NoResponse {
    /// Why there was none; left out: whatever the reason, but after the rules with one.
    #[read(default)]
    #[change(behaviour)]
    failure: OneOrMany<Spanned<Failure>>,
    /// What kind of failure it is.
    #[change(behaviour)]
    category: Spanned<Category>,
    /// Whether and how to try again.
    #[change(behaviour)]
    retry: Option<RetryRule>,
    /// What it means.
    #[change(wording)]
    meaning: Spanned<String>,
    /// What to do about it.
    #[change(wording)]
    action: Option<Spanned<String>>,
    /// What to do about it, as a word.
    #[change(behaviour)]
    remedy: Option<Spanned<Remedy>>,
    /// Who has to do it, where that is not who usually does.
    #[change(behaviour)]
    who: Option<Spanned<Party>>,
    /// Whose limit it is that was reached.
    #[change(behaviour)]
    scope: Option<Spanned<LimitScope>>,
    /// The facts that the page only implies.
    #[read(default)]
    #[change(wording)]
    inferred: Each<Spanned<RuleFact>>,
}

/// What holds for a status.
#[apply(mapping!)]
#[schemars(transform = conditions::success_or_category)]
#[read(stand_ins)]
pub(crate) struct StatusRule {
    /// A number, a class such as `5xx`, or a list of these.
    #[change(behaviour)]
    status: Statuses,
    /// Under which condition it holds; left out: always, but after the rules for the same status with one.
    #[change(behaviour)]
    when: Option<Spanned<When>>,
    /// `true`: the page documents this status as a success; it then has no category, no retry and no `when`.
    #[schemars(extend("default" = false))]
    #[change(behaviour)]
    success: Option<Spanned<bool>>,
    /// What kind of failure it is.
    #[change(behaviour)]
    category: Option<Spanned<Category>>,
    /// Whether and how to try again.
    #[change(behaviour)]
    retry: Option<RetryRule>,
    /// What it means.
    #[change(wording)]
    meaning: Spanned<String>,
    /// What to do about it.
    #[change(wording)]
    action: Option<Spanned<String>>,
    /// What to do about it, as a word.
    #[change(behaviour)]
    remedy: Option<Spanned<Remedy>>,
    /// Who has to do it, where that is not who usually does.
    #[change(behaviour)]
    who: Option<Spanned<Party>>,
    /// Whose limit it is that was reached.
    #[change(behaviour)]
    scope: Option<Spanned<LimitScope>>,
    /// The facts that the page only implies.
    #[read(default)]
    #[change(wording)]
    inferred: Each<Spanned<RuleFact>>,
    /// Lints that do not apply here, and why.
    #[read(default)]
    #[change(nothing)]
    allow: Each<Allow>,
}

/// What holds for the unknown codes of a family.
#[apply(mapping!)]
#[read(stand_ins)]
pub(crate) struct Family {
    /// How the codes start.
    #[schemars(example = &"SCHEMA_")]
    #[change(behaviour)]
    prefix: Spanned<Code>,
    /// Under which condition it holds; left out: always.
    #[change(behaviour)]
    when: Option<Spanned<When>>,
    /// `true`: a code of the family stands before known codes of later places.
    #[schemars(extend("default" = false))]
    #[change(behaviour)]
    before_codes: Option<Spanned<bool>>,
    /// What kind of failure it is.
    #[change(behaviour)]
    category: Spanned<Category>,
    /// Whether and how to try again.
    #[change(behaviour)]
    retry: Option<RetryRule>,
    /// What it means.
    #[change(wording)]
    meaning: Spanned<String>,
    /// What to do about it.
    #[change(wording)]
    action: Option<Spanned<String>>,
    /// What to do about it, as a word.
    #[change(behaviour)]
    remedy: Option<Spanned<Remedy>>,
    /// Who has to do it, where that is not who usually does.
    #[change(behaviour)]
    who: Option<Spanned<Party>>,
    /// Whose limit it is that was reached.
    #[change(behaviour)]
    scope: Option<Spanned<LimitScope>>,
    /// The facts that the page only implies.
    #[read(default)]
    #[change(wording)]
    inferred: Each<Spanned<RuleFact>>,
    /// Lints that do not apply here, and why.
    #[read(default)]
    #[change(nothing)]
    allow: Each<Allow>,
}

/// Codes that the page shows together.
#[apply(mapping!)]
#[read(frame)]
pub(crate) struct Group {
    /// The page's heading.
    #[change(wording)]
    title: Spanned<String>,
    /// What the codes have in common.
    #[change(wording)]
    about: Option<Spanned<String>>,
    /// The codes.
    #[change(names)]
    codes: Spanned<Each<Entry>>,
}

/// One code with all its facts.
#[apply(mapping!)]
#[read(stand_ins)]
pub(crate) struct Entry {
    /// The vendor's own string.
    #[schemars(example = &"RATE_LIMITED")]
    #[change(names)]
    code: Spanned<Code>,
    /// The Rust variant, where the derived one will not do.
    #[change(names)]
    name: Option<Spanned<VariantName>>,
    /// Other strings that the vendor sends for the same error.
    #[read(default)]
    #[change(behaviour)]
    aliases: Each<Spanned<Code>>,
    /// A number, a class, a list of these, or `none` where the vendor says that there is none.
    #[read(default)]
    #[change(behaviour)]
    http: Http,
    /// What kind of failure it is.
    #[change(behaviour)]
    category: Spanned<Category>,
    /// Whether and how to try again; left out: the page does not say.
    #[change(behaviour)]
    retry: Option<RetryRule>,
    /// What it means.
    #[change(wording)]
    meaning: Spanned<String>,
    /// What to do about it.
    #[change(wording)]
    action: Option<Spanned<String>>,
    /// What to do about it, as a word.
    #[change(behaviour)]
    remedy: Option<Spanned<Remedy>>,
    /// Who has to do it, where that is not who usually does.
    #[change(behaviour)]
    who: Option<Spanned<Party>>,
    /// Whose limit it is that was reached.
    #[change(behaviour)]
    scope: Option<Spanned<LimitScope>>,
    /// What holds instead under a condition, such as with another text: the first whose condition holds.
    #[read(default)]
    #[change(behaviour)]
    variants: Each<Spanned<Variant>>,
    /// The documented members of the error's details.
    #[read(default)]
    #[change(names)]
    details: YamlMap<String, Spanned<MemberKind>>,
    /// The facts that the page only implies.
    #[read(default)]
    #[change(wording)]
    inferred: Each<Spanned<Fact>>,
    /// The id of the source that has it, where that is not the first.
    #[change(wording)]
    source: Option<Spanned<String>>,
    /// When the vendor added it.
    #[change(wording)]
    since: Option<Spanned<String>>,
    /// That the vendor is about to retire it.
    #[change(behaviour)]
    deprecated: Option<Spanned<Deprecated>>,
    /// Received responses and what they mean.
    #[read(default)]
    #[change(nothing)]
    examples: Each<Spanned<Example>>,
    /// Lints that do not apply here, and why.
    #[read(default)]
    #[change(nothing)]
    allow: Each<Allow>,
}

/// What holds for a code under a condition; what is left out is that of the code.
#[apply(mapping!)]
pub(crate) struct Variant {
    /// Under which condition.
    #[change(behaviour)]
    when: Spanned<When>,
    /// What kind of failure it is.
    #[change(behaviour)]
    category: Option<Spanned<Category>>,
    /// Whether and how to try again.
    #[change(behaviour)]
    retry: Option<RetryRule>,
    /// What it means.
    #[change(wording)]
    meaning: Option<Spanned<String>>,
    /// What to do about it.
    #[change(wording)]
    action: Option<Spanned<String>>,
    /// What to do about it, as a word.
    #[change(behaviour)]
    remedy: Option<Spanned<Remedy>>,
    /// Who has to do it, where that is not who usually does.
    #[change(behaviour)]
    who: Option<Spanned<Party>>,
    /// Whose limit it is that was reached.
    #[change(behaviour)]
    scope: Option<Spanned<LimitScope>>,
    /// The documented members of the error's details.
    #[read(default)]
    #[change(names)]
    details: YamlMap<String, Spanned<MemberKind>>,
    /// The facts that the page only implies.
    #[read(default)]
    #[change(wording)]
    inferred: Each<Spanned<RuleFact>>,
    /// Lints that do not apply here, and why.
    #[read(default)]
    #[change(nothing)]
    allow: Each<Allow>,
}

/// A code that the vendor is about to retire.
#[apply(mapping!)]
pub(crate) struct Deprecated {
    /// Since when.
    #[change(wording)]
    since: Option<Spanned<AnyText>>,
    /// Why, or what to know.
    #[change(wording)]
    note: Option<Spanned<AnyText>>,
    /// The code that takes its place.
    #[change(wording)]
    replaced_by: Option<Spanned<Code>>,
}

/// A received response and the verdict that is expected of it.
#[apply(mapping!)]
pub(crate) struct Example {
    /// What it shows.
    #[change(nothing)]
    title: Option<Spanned<String>>,
    /// The HTTP status; left out: none came, as over a WebSocket.
    #[change(nothing)]
    status: Option<Spanned<Status>>,
    /// The headers that matter.
    #[schemars(extend("propertyNames" = HeaderName::keys()))]
    #[read(default)]
    #[change(nothing)]
    headers: YamlMap<HeaderName, Spanned<ScalarText>>,
    /// The body: text as it came, or JSON written as YAML.
    #[change(nothing)]
    body: Option<Spanned<serde_json::Value>>,
    /// The verdict, or `none` where the response is not an error.
    #[change(nothing)]
    expect: Spanned<Expect>,
}

/// What a response is expected to mean.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Expect {
    /// No error; written as `none`.
    NoError,
    /// One error, with these facts at least.
    Verdict(Box<Expected>),
    /// Several errors of one response, in order; written as a list.
    Verdicts(Vec<Spanned<Expected>>),
}

/// The facts of a verdict that an example insists on; what is left out is not looked at.
#[apply(mapping!)]
#[schemars(transform = conditions::some_fact)]
pub(crate) struct Expected {
    /// The known code.
    #[change(nothing)]
    code: Option<Spanned<String>>,
    /// What the vendor sent, known or not.
    #[change(nothing)]
    raw_code: Option<Spanned<AnyText>>,
    /// What kind of failure it is.
    #[change(nothing)]
    category: Option<Spanned<Category>>,
    /// Whether and how to try again.
    #[change(nothing)]
    retry: Option<Spanned<Retry>>,
    /// How long to wait (`7s`), or until when (RFC 3339), or `none`.
    #[change(nothing)]
    wait: Option<Spanned<ExpectedWait>>,
    /// Which rule decided.
    #[change(nothing)]
    basis: Option<Spanned<Basis>>,
    /// The change to make.
    #[change(nothing)]
    change: Option<Spanned<AnyText>>,
    /// The id to give to the vendor's support.
    #[change(nothing)]
    request_id: Option<Spanned<AnyText>>,
}

/// A lint that does not apply, and why.
#[apply(mapping!)]
pub(crate) struct Allow {
    /// The lint's id.
    #[change(nothing)]
    rule: Spanned<LintId>,
    /// Why it does not apply.
    #[change(nothing)]
    reason: Spanned<String>,
}

/// The mappings whose fields are found in others by mistake; of two with the same field the likelier one comes first.
pub(crate) static LEVELS: LazyLock<[Level; 6]> = LazyLock::new(|| {
    [
        Level { what: "a code", place: "an element of the list `codes:` of a group", fields: Entry::FIELDS },
        Level { what: "a group", place: "an element of the list `groups:`", fields: Group::FIELDS },
        Level { what: "a catalog", place: "the first column of the file", fields: Catalog::FIELDS },
        Level { what: "an example", place: "an element of a list `examples:`", fields: Example::FIELDS },
        Level { what: "a retry", place: "a mapping behind `retry:`", fields: RetryRule::FIELDS },
        Level { what: "the envelope", place: "the mapping `envelope:`", fields: &envelope::DECLARED },
    ]
});

/// The mappings of the format, each with the fields that it may have.
pub(crate) static FORMAT: LazyLock<[(&str, &[FieldDeclaration]); 21]> = LazyLock::new(|| {
    const fn of<M: Mapping>() -> (&'static str, &'static [FieldDeclaration]) {
        (M::NAME, M::FIELDS)
    }
    [
        of::<Catalog>(),
        of::<Source>(),
        of::<Host>(),
        ("Envelope", &envelope::DECLARED),
        of::<Test>(),
        of::<Location>(),
        of::<WaitSource>(),
        of::<When>(),
        of::<Schedule>(),
        of::<Backoff>(),
        of::<RetryRule>(),
        of::<NoResponse>(),
        of::<StatusRule>(),
        of::<Family>(),
        of::<Group>(),
        of::<Entry>(),
        of::<Variant>(),
        of::<Deprecated>(),
        of::<Example>(),
        of::<Expected>(),
        of::<Allow>(),
    ]
});

/// The names of fields of all mappings of the format that others are found in by mistake.
pub(crate) static NAMES: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| LEVELS.iter().flat_map(|level| level.fields).map(|field| field.name).collect());
