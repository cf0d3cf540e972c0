//! A vendor's catalog as plain data.
//!
//! Everything that the generated modules know is one `static` [`Table`]; everything that errcat does
//! with a response reads one. The generator fills the same types at run time, so an example in a
//! catalog is judged by the code that users run.
//!
//! The fields are public so that generated code can write them down. Their meaning is stable; fields
//! may be added in any release, so build tables with the generator, not by hand.

use core::time::Duration;

use super::category::Category;
use super::held::Held;
use super::lookup::Lookup;
use super::retry::{Retry, Window};
use super::vocabulary::vocabulary;

/// One vendor: its codes, what holds where no code is known, and where a response carries what.
#[derive(Clone, Copy, Debug)]
pub struct Table<'a> {
    /// The vendor's id: the catalog's file stem, the module and the cargo feature.
    pub id: &'a str,
    /// The vendor's name as people write it.
    pub title: &'a str,
    /// What the vendor's API does, in one sentence.
    pub about: &'a str,
    /// Whether the vendor promises that codes stay.
    pub stability: Stability,
    /// Whether the vendor publishes all of its codes.
    pub complete: bool,
    /// The pages that the facts come from.
    pub sources: &'a [Source<'a>],
    /// Where the vendor documents one code; `{code}` stands for the code.
    pub documentation_url: Option<&'a str>,
    /// Where a response carries what.
    pub envelope: Envelope<'a>,
    /// Where a response says how long to wait; the first that is there wins, and where none is, HTTP's own
    /// `Retry-After`.
    pub waits: &'a [WaitSource<'a>],
    /// How often to try, and how long to wait in between.
    pub schedule: Schedule,
    /// What holds for a request that got no response at all.
    pub no_response: Option<Rule<'a>>,
    /// What holds for a status where no code is known, the narrowest pattern first, and of one pattern the rules
    /// with a condition first.
    pub statuses: &'a [StatusRule<'a>],
    /// What holds for unknown codes that start alike, the longest prefix first.
    pub families: &'a [Family<'a>],
    /// The codes, in the order of the catalog.
    pub entries: &'a [Entry<'a>],
    /// Finds an entry by its code or an alias.
    pub lookup: Lookup<'a>,
}

impl<'a> Table<'a> {
    /// The position in [`entries`](Self::entries) of the entry with this code or alias.
    #[must_use]
    pub fn position(&self, code: &str) -> Option<usize> {
        self.lookup.find(code)
    }

    /// The entry with this code or alias.
    #[must_use]
    pub fn entry(&self, code: &str) -> Option<&'a Entry<'a>> {
        self.entries.get(self.position(code)?)
    }

    /// The family with the longest prefix of this code.
    #[must_use]
    pub fn family(&self, code: &str) -> Option<&'a Family<'a>> {
        self.families.iter().find(|family| code.starts_with(family.prefix))
    }

    /// The rule for this HTTP status, the narrowest pattern that has one, where nothing else is known of the
    /// response: rules that hold under a condition are passed over. The one that holds for a response is
    /// [`Judgement::status_rule`](super::Judgement::status_rule).
    #[must_use]
    pub fn status(&self, status: u16) -> Option<&'a StatusRule<'a>> {
        self.status_where(status, Held::NONE)
    }

    /// The rule for this HTTP status where these conditions hold.
    #[inline]
    pub(super) fn status_where(&self, status: u16, held: Held) -> Option<&'a StatusRule<'a>> {
        self.statuses.iter().find(|rule| rule.status.contains(status) && held.allows(rule.when))
    }
}

vocabulary! {
    /// Whether a vendor promises that its codes stay.
    pub enum Stability {
        /// Codes stay what they are.
        Stable = "stable",
        /// Codes may change without notice.
        Unstable = "unstable",
    }
}

/// A page that a catalog transcribes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source<'a> {
    /// A short name within the catalog.
    pub id: &'a str,
    /// The page's title.
    pub title: &'a str,
    /// When it was read, as `YYYY-MM-DD`.
    pub retrieved: &'a str,
    /// Its address, where one is known.
    pub url: Option<&'a str>,
}

/// One code with all its facts.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// The vendor's own string, never changed.
    pub code: &'a str,
    /// The Rust variant.
    pub name: &'a str,
    /// Other strings that the vendor sends for the same error.
    pub aliases: &'a [&'a str],
    /// The title of the group that it stands in.
    pub group: &'a str,
    /// The HTTP statuses that it comes with.
    pub http: Http<'a>,
    /// What kind of failure it is.
    pub category: Category,
    /// Whether and how to try again; `None` where the page does not say.
    pub retry: Option<RetryRule<'a>>,
    /// What it means.
    pub meaning: &'a str,
    /// What to do about it.
    pub action: Option<&'a str>,
    /// The documented members of the envelope's details.
    pub details: &'a [Member<'a>],
    /// The facts that the page only implies, by their field in the catalog.
    pub inferred: &'a [&'a str],
    /// When the vendor added it.
    pub since: Option<&'a str>,
    /// Whether the vendor is about to retire it.
    pub deprecated: Option<Deprecated<'a>>,
}

/// What a page says about the HTTP status of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Http<'a> {
    /// Nothing.
    Unstated,
    /// That there is none, such as for a marker within a list.
    NotApplicable,
    /// These.
    Statuses(&'a [StatusPattern]),
}

impl Http<'_> {
    /// Whether a code may come with this status. `true` where the page says nothing.
    #[must_use]
    pub fn allows(&self, status: u16) -> bool {
        match self {
            Self::Unstated | Self::NotApplicable => true,
            Self::Statuses(patterns) => patterns.iter().any(|pattern| pattern.contains(status)),
        }
    }
}

/// An HTTP status, or a class of them such as `5xx` or `52x`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StatusPattern {
    first: u16,
    last: u16,
}

impl StatusPattern {
    /// Just this status.
    #[must_use]
    pub const fn exact(status: u16) -> Self {
        Self { first: status, last: status }
    }

    /// Every status from `first` to `last`, both included.
    #[must_use]
    pub const fn range(first: u16, last: u16) -> Self {
        Self { first, last }
    }

    /// The lowest status.
    #[must_use]
    pub const fn first(self) -> u16 {
        self.first
    }

    /// The highest status.
    #[must_use]
    pub const fn last(self) -> u16 {
        self.last
    }

    /// How many statuses it stands for.
    #[must_use]
    pub const fn width(self) -> u16 {
        self.last - self.first + 1
    }

    /// Whether it stands for this status.
    #[must_use]
    pub const fn contains(self, status: u16) -> bool {
        self.first <= status && status <= self.last
    }
}

impl core::fmt::Display for StatusPattern {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self.width() {
            1 => write!(f, "{}", self.first),
            10 => write!(f, "{}x", self.first / 10),
            100 => write!(f, "{}xx", self.first / 100),
            _ => write!(f, "{}-{}", self.first, self.last),
        }
    }
}

/// A page's word on trying again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryRule<'a> {
    /// What a client may do.
    pub kind: Retry,
    /// The page's own cell or phrase.
    pub documented: Option<&'a str>,
    /// Tries in all, the first included, where this differs from the schedule.
    pub max_attempts: Option<u32>,
    /// How long to wait where the response does not say.
    pub default_wait: Option<Duration>,
    /// The change to make, for [`Retry::WithChange`], such as `fresh=true`.
    pub change: Option<&'a str>,
    /// When the quota starts anew, for [`Retry::AfterReset`].
    pub window: Option<Window>,
}

/// A code that the vendor is about to retire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deprecated<'a> {
    /// Since when.
    pub since: Option<&'a str>,
    /// Why, or what to know.
    pub note: Option<&'a str>,
    /// The code that takes its place.
    pub replaced_by: Option<&'a str>,
}

/// One documented member of an error's details.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member<'a> {
    /// Its JSON name.
    pub name: &'a str,
    /// Its type.
    pub kind: MemberKind,
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

/// What holds where no code decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule<'a> {
    /// What kind of failure it is.
    pub category: Category,
    /// Whether and how to try again; `None` where the page does not say.
    pub retry: Option<RetryRule<'a>>,
    /// What it means.
    pub meaning: &'a str,
    /// What to do about it.
    pub action: Option<&'a str>,
    /// The facts that the page only implies.
    pub inferred: &'a [&'a str],
}

/// What holds for a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatusRule<'a> {
    /// Which.
    pub status: StatusPattern,
    /// What the page calls a success: a documented status that is no error.
    pub success: bool,
    /// Under which condition it holds, by its position in [`Envelope::conditions`]; `None`: always.
    pub when: Option<u8>,
    /// What holds.
    pub rule: Rule<'a>,
}

/// What holds for the unknown codes of a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Family<'a> {
    /// How the codes start.
    pub prefix: &'a str,
    /// What holds.
    pub rule: Rule<'a>,
}

/// How often to try, and how long to wait between tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// Tries in all, the first included.
    pub max_attempts: u32,
    /// The wait before the second try.
    pub initial: Duration,
    /// What each further wait is multiplied by, in thousandths: `2000` doubles.
    pub factor_millis: u32,
    /// No wait is longer than this, but for one that the response itself asks for.
    pub max: Duration,
    /// Whether the numbers are the vendor's; `false`: errcat's own, as the page gives none.
    pub documented: bool,
}

/// Where a response carries what.
#[derive(Clone, Copy, Debug)]
pub struct Envelope<'a> {
    /// What makes a body an error. None of them: an error is where a code is present.
    pub is_error: &'a [Test<'a>],
    /// Where a list of errors is; every other place is then relative to one of its elements.
    pub each: Option<Pointer<'a>>,
    /// Where elements of a successful body carry the same envelope.
    pub embedded: Embedded<'a>,
    /// Where each fact is, in order: of two places for one fact, the first that is there wins,
    /// but for codes, the first that is known.
    pub places: &'a [Place<'a>],
    /// The conditions of waits and of rules for statuses, which name them by their position.
    pub conditions: &'a [When<'a>],
}

/// Where elements of a body may carry envelopes of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Embedded<'a> {
    /// Nowhere.
    Nowhere,
    /// In any list anywhere in the body, as the page does not say in which.
    AnyList,
    /// In these lists.
    Lists(&'a [Pointer<'a>]),
}

/// A test of one place in a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Test<'a> {
    /// Where to look.
    pub pointer: Pointer<'a>,
    /// What has to hold there.
    pub condition: Condition<'a>,
}

/// A condition of a wait or of a rule for a status. Where nothing is at its place, it does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When<'a> {
    /// Where to look. The texts of headers are compared without the space around them, with the numbers of the
    /// condition as their texts.
    pub location: Location<'a>,
    /// What has to hold there.
    pub condition: Condition<'a>,
}

/// What has to hold at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition<'a> {
    /// Something is there, other than `null`, `false`, an empty text or an empty list.
    Present,
    /// One of these is there.
    Equals(&'a [Scalar<'a>]),
    /// Something else than these is there.
    NotEquals(&'a [Scalar<'a>]),
}

/// A JSON value without parts, as a catalog writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scalar<'a> {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Text.
    Text(&'a str),
}

/// One place of one fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// Which fact.
    pub field: Field<'a>,
    /// Where.
    pub location: Location<'a>,
}

/// A fact that a response carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field<'a> {
    /// The vendor's code.
    Code,
    /// The message for people.
    Message,
    /// The vendor's own flag: worth a retry or not.
    Retryable,
    /// The id to give to the vendor's support.
    RequestId,
    /// Where the vendor documents this error.
    DocumentationUrl,
    /// The request's parameter that is at fault.
    Parameter,
    /// More about the error, of any shape.
    Details,
    /// The HTTP status, said again in the body.
    Status,
    /// A field of this vendor's own, by its name in the catalog.
    Other(&'a str),
}

/// A place in a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location<'a> {
    /// In the body.
    Pointer(Pointer<'a>),
    /// In the header of this name.
    Header(&'a str),
}

/// A JSON pointer (RFC 6901), split into its unescaped segments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pointer<'a> {
    /// The member names and list indices, outermost first. None: the whole body.
    pub segments: &'a [&'a str],
}

impl<'a> Pointer<'a> {
    /// A pointer with these segments.
    #[must_use]
    pub const fn new(segments: &'a [&'a str]) -> Self {
        Self { segments }
    }
}

impl core::fmt::Display for Pointer<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        use core::fmt::Write as _;
        for segment in self.segments {
            f.write_char('/')?;
            for character in segment.chars() {
                match character {
                    '~' => f.write_str("~0")?,
                    '/' => f.write_str("~1")?,
                    other => f.write_char(other)?,
                }
            }
        }
        Ok(())
    }
}

/// A place where a response says how long to wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitSource<'a> {
    /// Where.
    pub location: Location<'a>,
    /// How it is written.
    pub encoding: Encoding,
    /// Under which condition it is believed, by its position in [`Envelope::conditions`]; `None`: always.
    pub when: Option<u8>,
}

vocabulary! {
    /// How a wait is written.
    pub enum Encoding {
        /// Whatever it looks like: seconds, an HTTP date, RFC 3339, a duration such as `6m0s`; a
        /// number that is too large for a wait is a time.
        Auto = "auto",
        /// Seconds from now, fractions included.
        Seconds = "seconds",
        /// Milliseconds from now.
        Milliseconds = "milliseconds",
        /// Seconds since 1970.
        EpochSeconds = "epoch_seconds",
        /// Milliseconds since 1970.
        EpochMilliseconds = "epoch_milliseconds",
        /// An HTTP date.
        HttpDate = "http_date",
        /// An RFC 3339 time.
        Rfc3339 = "rfc3339",
        /// A duration such as `1h2m3s` or `120ms`.
        Duration = "duration",
    }
}
