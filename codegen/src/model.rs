//! The catalogs after every decision: identifiers chosen, order fixed, texts parsed.
//!
//! `lower` makes it; the emitters only iterate. Nothing here can be invalid.

use std::ops::Range;
use std::time::Duration;

use errcat::{Category, Encoding, MemberKind, Retry, Stability, StatusPattern, Window};

/// Every vendor, sorted by id.
#[derive(Debug, Clone)]
pub struct Catalogs {
    /// The vendors.
    pub vendors: Vec<Vendor>,
}

/// One vendor.
#[derive(Debug, Clone)]
pub struct Vendor {
    /// The id: the file's stem, the cargo feature, the page.
    pub id: String,
    /// The Rust module: the id, as a raw identifier where it is a keyword.
    pub module: String,
    /// The Rust type that stands for the vendor.
    pub type_name: String,
    /// The name as people write it.
    pub title: String,
    /// What the API does.
    pub about: String,
    /// Whether codes may change without notice.
    pub stability: Stability,
    /// Whether the vendor publishes all of its codes.
    pub complete: bool,
    /// The pages that the facts come from; at least one.
    pub sources: Vec<Source>,
    /// Where the vendor documents one code; `{code}` stands for the code.
    pub documentation_url: Option<String>,
    /// Where a response carries what.
    pub envelope: Envelope,
    /// Where a response says how long to wait.
    pub waits: Vec<WaitSource>,
    /// The conditions of waits and of rules for statuses, each once, in the order of the catalog.
    pub conditions: Vec<When>,
    /// How often to try, and how long to wait in between.
    pub schedule: Schedule,
    /// What holds for a request that got no response.
    pub no_response: Option<Rule>,
    /// What holds for a status, the narrowest first, and of one pattern those with a condition first.
    pub statuses: Vec<StatusRule>,
    /// What holds for unknown codes of a family, the longest prefix first.
    pub families: Vec<Family>,
    /// The members of the details of any error that lists none of its own.
    pub details: Vec<Member>,
    /// The Rust struct for these, where there are any.
    pub details_type: Option<String>,
    /// The groups, in the page's order.
    pub groups: Vec<Group>,
    /// The codes of all groups, in the page's order.
    pub entries: Vec<Entry>,
    /// Examples that belong to no single code.
    pub examples: Vec<Example>,
}

impl Vendor {
    /// The entries of a group.
    #[must_use]
    pub fn entries_of(&self, group: &Group) -> &[Entry] {
        self.entries.get(group.entries.clone()).unwrap_or_default()
    }

    /// Every example with the entry that it stands at, in the order of the catalog.
    pub fn all_examples(&self) -> impl Iterator<Item = (Option<&Entry>, &Example)> {
        let of_entries = self
            .entries
            .iter()
            .flat_map(|entry| entry.examples.iter().map(move |example| (Some(entry), example)));
        of_entries.chain(self.examples.iter().map(|example| (None, example)))
    }
}

/// A page that the catalog transcribes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// A short name within the catalog.
    pub id: String,
    /// The page's title.
    pub title: String,
    /// When it was read, as `YYYY-MM-DD`.
    pub retrieved: String,
    /// Its address.
    pub url: Option<String>,
}

/// Where a response carries what.
#[derive(Debug, Clone)]
pub struct Envelope {
    /// What makes a body an error; none: an error is where a code is present.
    pub is_error: Vec<Test>,
    /// Where a list of errors is.
    pub each: Option<Pointer>,
    /// Where elements carry envelopes of their own.
    pub embedded: Embedded,
    /// Where each fact is, in the order of the fields and then of preference.
    pub places: Vec<Place>,
}

/// Where elements of a body may carry envelopes of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Embedded {
    /// Nowhere.
    Nowhere,
    /// In any list of the body.
    AnyList,
    /// In these lists.
    Lists(Vec<Pointer>),
}

/// A test of one place in a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Test {
    /// Where to look.
    pub pointer: Pointer,
    /// What has to hold.
    pub condition: Condition,
}

/// A condition of a wait or of a rule for a status.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct When {
    /// Where to look.
    pub location: Location,
    /// What has to hold.
    pub condition: Condition,
}

/// What has to hold at a place.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Condition {
    /// Something other than `null` is there.
    Present,
    /// One of these is there.
    Equals(Vec<Scalar>),
    /// Something else is there.
    NotEquals(Vec<Scalar>),
}

/// A JSON value without parts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Scalar {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Text.
    Text(String),
}

/// A JSON pointer as its unescaped segments.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pointer(pub Vec<String>);

/// One place of one fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Which fact.
    pub field: Field,
    /// Where.
    pub location: Location,
}

/// A fact that a response carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field {
    /// The vendor's code.
    Code,
    /// The message for people.
    Message,
    /// The vendor's own flag.
    Retryable,
    /// The id to give to the vendor's support.
    RequestId,
    /// Where the vendor documents this error.
    DocumentationUrl,
    /// The request's parameter that is at fault.
    Parameter,
    /// More about the error.
    Details,
    /// The HTTP status, said again.
    Status,
    /// A field of the vendor's own.
    Other(String),
}

/// A place in a response.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Location {
    /// In the body.
    Pointer(Pointer),
    /// In a header.
    Header(String),
}

/// A place where a response says how long to wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitSource {
    /// Where.
    pub location: Location,
    /// How it is written.
    pub encoding: Encoding,
    /// Under which condition it is believed; `None`: always.
    pub when: Option<When>,
}

/// How often to try, and how long to wait in between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Schedule {
    /// Tries in all, the first included.
    pub max_attempts: u32,
    /// The wait before the second try.
    pub initial: Duration,
    /// What each further wait is multiplied by, in thousandths.
    pub factor_millis: u32,
    /// No wait is longer.
    pub max: Duration,
    /// Whether the page gives the number of tries.
    pub attempts_documented: bool,
    /// Whether the page gives the waits.
    pub backoff_documented: bool,
}

/// A page's word on trying again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetryRule {
    /// What a client may do.
    pub kind: Retry,
    /// The page's own cell or phrase.
    pub documented: Option<String>,
    /// Tries in all, the first included.
    pub max_attempts: Option<u32>,
    /// How long to wait where the response does not say.
    pub default_wait: Option<Duration>,
    /// The change to make.
    pub change: Option<String>,
    /// When the quota starts anew.
    pub window: Option<Window>,
}

/// What holds where no code decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// What kind of failure it is.
    pub category: Category,
    /// Whether and how to try again.
    pub retry: Option<RetryRule>,
    /// What it means.
    pub meaning: String,
    /// What to do about it.
    pub action: Option<String>,
    /// The facts that the page only implies.
    pub inferred: Vec<String>,
}

/// What holds for a status. A success has the category `unknown` and no retry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusRule {
    /// Which.
    pub status: StatusPattern,
    /// Whether the page documents it as a success.
    pub success: bool,
    /// Under which condition it holds; `None`: always.
    pub when: Option<When>,
    /// What holds.
    pub rule: Rule,
}

/// What holds for the unknown codes of a family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Family {
    /// How the codes start.
    pub prefix: String,
    /// What holds.
    pub rule: Rule,
}

/// Codes that the page shows together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The page's heading.
    pub title: String,
    /// What the codes have in common.
    pub about: Option<String>,
    /// Which entries.
    pub entries: Range<usize>,
}

/// One code with all its facts.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The vendor's own string.
    pub code: String,
    /// The Rust variant: a valid identifier, unique within the vendor.
    pub name: String,
    /// The anchor on the vendor's page: ASCII, unique on that page.
    pub anchor: String,
    /// Other strings for the same error.
    pub aliases: Vec<String>,
    /// The title of the group.
    pub group: String,
    /// The HTTP statuses.
    pub http: Http,
    /// What kind of failure it is.
    pub category: Category,
    /// Whether and how to try again; `None` where the page does not say.
    pub retry: Option<RetryRule>,
    /// What it means.
    pub meaning: String,
    /// What to do about it.
    pub action: Option<String>,
    /// The documented members of the details.
    pub details: Vec<Member>,
    /// The Rust struct for these, where there are any: a name of its own in the vendor's module.
    pub details_type: Option<String>,
    /// The facts that the page only implies, by field.
    pub inferred: Vec<String>,
    /// The source that has it: a position in the vendor's sources.
    pub source: usize,
    /// When the vendor added it.
    pub since: Option<String>,
    /// Whether the vendor is about to retire it.
    pub deprecated: Option<Deprecated>,
    /// Received responses and what they mean.
    pub examples: Vec<Example>,
}

/// What a page says about the HTTP status of a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Http {
    /// Nothing.
    Unstated,
    /// That there is none.
    NotApplicable,
    /// These, in the page's order.
    Statuses(Vec<StatusPattern>),
}

/// A documented member of an error's details.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its JSON name.
    pub name: String,
    /// The Rust field: a valid identifier, unique within the details.
    pub ident: String,
    /// Its type.
    pub kind: MemberKind,
}

/// A code that the vendor is about to retire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deprecated {
    /// Since when.
    pub since: Option<String>,
    /// Why, or what to know.
    pub note: Option<String>,
    /// The code that takes its place.
    pub replaced_by: Option<String>,
}

/// A received response and the verdict that is expected of it.
#[derive(Debug, Clone)]
pub struct Example {
    /// What it shows.
    pub title: Option<String>,
    /// A name for its test: `snake_case`, unique within the vendor.
    pub test_name: String,
    /// The HTTP status; `None` where none came.
    pub status: Option<u16>,
    /// The headers that matter.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Body,
    /// What it means.
    pub expect: Expect,
}

/// The body of an example.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// None.
    Empty,
    /// As it came; not necessarily JSON.
    Text(String),
    /// JSON.
    Json(serde_json::Value),
}

/// What a response is expected to mean.
#[derive(Debug, Clone, PartialEq)]
pub enum Expect {
    /// No error.
    NoError,
    /// One error.
    Verdict(Box<Expected>),
    /// Several errors of one response, in order.
    Verdicts(Vec<Expected>),
}

/// The facts of a verdict that an example insists on.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Expected {
    /// The known code.
    pub code: Option<String>,
    /// What the vendor sent.
    pub raw_code: Option<String>,
    /// What kind of failure it is.
    pub category: Option<Category>,
    /// Whether and how to try again.
    pub retry: Option<Retry>,
    /// How long to wait.
    pub wait: Option<ExpectedWait>,
    /// Which rule decided, as the word for it.
    pub basis: Option<String>,
    /// The change to make.
    pub change: Option<String>,
    /// The id to give to the vendor's support.
    pub request_id: Option<String>,
}

/// The wait that an example insists on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExpectedWait {
    /// None.
    None,
    /// For this long.
    For(Duration),
    /// Until this time, as RFC 3339.
    Until(String),
}
