//! The answer about one received error: what it is, and what to do now.

mod contradiction;
mod details;
mod header_fields;
mod sent;
#[cfg(feature = "serde")]
mod serialize;
mod several;
mod texts;

pub use contradiction::Contradiction;
pub use details::{DetailValue, Details};
pub use several::Verdicts;

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::fmt::{self, Write as _};
use core::marker::PhantomData;
use core::time::Duration;

use self::header_fields::HeaderFields;
use self::texts::Texts;
use crate::item::{Item, ItemPath, ListPath};
use crate::ladder::{self, Question, Ruling, Rung};
use crate::mask;
use crate::overrides::{Known, Override, Overrides};
use crate::read::captures::Captures;
use crate::read::reading::{Reading, Scope};
use crate::read::waits::Requested;
use crate::table::{Condition, Entry, Field, Http, RetryRule, Rule, StatusRule, Table, Variant};
use crate::{Basis, Category, Failure, LimitScope, Party, Remedy, Retry, Timestamp, Wait, Window};

/// The answer about one error: what it is, and what to do now.
///
/// `C` is the type of the vendor's codes: a vendor's own `ErrorCode`, or [`AnyCode`](crate::AnyCode) where the vendor
/// is chosen at run time.
///
/// What the response says comes from the response as it is: do not show it to people who may not see
/// what the vendor wrote.
///
/// ```
/// use errcat::{Category, Response, onto};
///
/// let body = r#"{"status": "error", "code": "RATE_LIMITED", "message": "Monthly quota exceeded"}"#;
/// let verdict = onto::classify(&Response::new(429).body(body)).expect("an error");
/// assert_eq!(verdict.code(), Some(onto::ErrorCode::RateLimited));
/// assert_eq!(verdict.category(), Category::QuotaExhausted);
/// assert_eq!(verdict.message(), Some("Monthly quota exceeded"));
/// ```
pub struct Verdict<'a, C> {
    facts: Facts<'a>,
    codes: PhantomData<fn() -> C>,
}

/// A verdict that borrows nothing of the response, so that it can be kept, sent or returned.
pub type OwnedVerdict<C> = Verdict<'static, C>;

/// What a verdict knows, whatever the type of its codes, so that judging is compiled once for all of them.
#[derive(Clone)]
pub(crate) struct Facts<'a> {
    table: &'a Table<'a>,
    texts: Texts<'a>,
    ruling: Ruling,
    status: Option<u16>,
    failure: Option<Failure>,
    requested: Requested,
    flag: Option<bool>,
    /// The flag that decides, where the vendor has one.
    directive: Option<bool>,
    item: Option<ItemPath>,
    header_fields: HeaderFields<'a>,
    /// For what is only read when it is asked for.
    json: Json<'a>,
}

/// An error that is to be judged, as it was captured.
pub(crate) struct Error<'e, 'a> {
    pub(crate) reading: &'e Reading<'e, 'a>,
    /// What it speaks for.
    pub(crate) scope: Scope,
    pub(crate) captures: &'e Captures<'a>,
    /// The whole body, empty where that is not JSON.
    pub(crate) json: &'a str,
    /// The index of the error if it is of a list of errors.
    pub(crate) element: Option<usize>,
}

/// What the ladder is asked about an error.
#[derive(Clone, Copy)]
struct Asked<'e> {
    /// Where the code is.
    code_slots: u64,
    question: Question<'e>,
}

impl Error<'_, '_> {
    #[inline(always)]
    fn asked(&self) -> Asked<'_> {
        let Self { reading, captures, .. } = *self;
        let plan = &reading.table.plan;
        let mut code_slots = plan.slots(Field::Code);
        if captures.has_several(code_slots) {
            code_slots = reading.code_slots(captures);
        }
        let flags = plan.slots(Field::Retryable);
        let (flag, directive) = if flags & (plan.deciding | plan.inverted) == 0 {
            (captures.flag(flags), None)
        } else {
            reading.flags(captures)
        };
        let status = self.status(plan.slots(Field::Status));
        let code = captures.text(code_slots).map(|text| text.as_str());
        Asked { code_slots, question: Question { code, status, flag, directive } }
    }

    /// The status that holds: that of the response, unless it is a success, as that of a stream or a batch is, and one of
    /// these slots has that of a failure.
    #[inline(always)]
    fn status(&self, slots: u64) -> Option<u16> {
        let Self { reading, scope, captures, .. } = *self;
        let of_response = reading.response.status().filter(|_| scope == Scope::Whole);
        match of_response {
            Some(status) if status >= 400 || !captures.has(slots) => Some(status),
            _ => {
                let sent = captures.status(slots);
                sent.filter(|status| of_response.is_none() || *status >= 400).or(of_response)
            }
        }
    }
}

/// The JSON of a response.
#[derive(Clone)]
pub(crate) enum Json<'a> {
    /// The whole body; empty where it is not JSON.
    Body(&'a str),
    /// The item of the body, or the error of a list, that the verdict is about.
    Part(&'a str),
    /// A copy of the part that speaks of the error, so that keeping each of many items of a body does not
    /// keep the body as many times.
    Envelope(Box<str>),
}

impl<'a> Facts<'a> {
    /// The facts about an error about which this was decided.
    #[inline(always)]
    fn of(error: &Error<'_, 'a>, asked: Asked<'_>, ruling: Ruling) -> Self {
        let Error { reading, scope, captures, json, element } = *error;
        let Asked { code_slots, question: Question { status, flag, directive, .. } } = asked;
        Self {
            table: reading.table,
            texts: Texts::of(captures, &reading.table.plan, code_slots),
            ruling,
            status,
            failure: None,
            requested: reading.wait(status, scope, captures),
            flag,
            directive,
            item: element.map(|index| ItemPath { list: ListPath::Errors, index }),
            header_fields: HeaderFields::of(reading, scope),
            json: Json::Body(json),
        }
    }

    pub(crate) fn without_response(table: &'a Table<'a>, failure: Failure) -> Self {
        Self {
            table,
            texts: Texts::NONE,
            ruling: ladder::without_response(table, failure),
            status: None,
            failure: Some(failure),
            requested: Requested::NONE,
            flag: None,
            directive: None,
            item: None,
            header_fields: HeaderFields::NONE,
            json: Json::Body(""),
        }
    }

    /// The same facts, borrowing nothing but this table, which has to be equal to the one they were made with.
    fn into_owned<'t>(self, table: &'t Table<'t>) -> Facts<'t> {
        let json = Json::Envelope(self.envelope().unwrap_or_default().into());
        let Self {
            table: _,
            texts,
            ruling,
            status,
            failure,
            requested,
            flag,
            directive,
            item,
            header_fields,
            json: _,
        } = self;
        let (texts, header_fields) = (texts.into_owned(), header_fields.into_owned());
        Facts { table, texts, ruling, status, failure, requested, flag, directive, item, header_fields, json }
    }

    fn text(&self, field: Field) -> Option<&str> {
        self.texts.get(field)
    }

    fn question(&self) -> Question<'_> {
        Question {
            code: self.text(Field::Code),
            status: self.status,
            flag: self.flag,
            directive: self.directive,
        }
    }
}

impl<'a, C> Verdict<'a, C> {
    #[inline]
    pub(crate) const fn new(facts: Facts<'a>) -> Self {
        Self { facts, codes: PhantomData }
    }

    /// Judges an error. It always gives a value, as an option because that is what callers return: a verdict is large,
    /// and so it is never moved.
    pub(crate) fn of(error: &Error<'_, 'a>) -> Option<Self> {
        let asked = error.asked();
        let table = error.reading.table;
        let entry = ladder::entry(table, asked.question.code);
        // Apart from what is not plain, so that the ruling is not kept in memory before it is where it belongs.
        match ladder::plain(table, entry, asked.question) {
            Some(ruling) => Some(Self::new(Facts::of(error, asked, ruling))),
            None => Self::by_rungs(error),
        }
    }

    #[cold]
    #[inline(never)]
    fn by_rungs(error: &Error<'_, 'a>) -> Option<Self> {
        let asked = error.asked();
        let Error { reading, scope, captures, .. } = *error;
        let status = asked.question.status;
        let holds = |condition: &Condition<'_>| reading.holds(condition, status, scope, captures);
        let entry = ladder::entry(reading.table, asked.question.code);
        let ruling = ladder::by_rungs(reading.table, entry, asked.question, &holds);
        Some(Self::new(Facts::of(error, asked, ruling)))
    }

    /// The same verdict on one of several errors or items, which is at this place and of which this is the JSON.
    pub(crate) fn of_part(mut self, json: &'a str, item: ItemPath) -> Self {
        (self.facts.json, self.facts.item) = (Json::Part(json), Some(item));
        self
    }

    /// The same verdict with codes of another type.
    pub(crate) fn with_any_codes<D>(&self) -> Verdict<'a, D> {
        Verdict::new(self.facts.clone())
    }

    /// The same verdict on a table that is equal to its own, borrowing nothing else.
    pub(crate) fn into_owned_with<'t, D>(self, table: &'t Table<'t>) -> Verdict<'t, D> {
        Verdict::new(self.facts.into_owned(table))
    }

    /// The verdict with what the caller says instead of the vendor: see [`Overrides`]. Where several say something, the
    /// last does.
    #[must_use]
    pub fn with(mut self, overrides: &Overrides) -> Self {
        let holds = self.overridden_by(overrides);
        self.facts.ruling.override_by(holds);
        self
    }

    /// Whether these overrides say nothing that the verdict does not already.
    pub(crate) fn keeps_to(&self, overrides: &Overrides) -> bool {
        self.facts.ruling.has(self.overridden_by(overrides))
    }

    fn overridden_by(&self, overrides: &Overrides) -> Override {
        overrides.of(Known {
            codes: [self.raw_code(), self.entry().map(|entry| entry.code)],
            status: self.status(),
            category: self.facts.ruling.own_category(),
        })
    }

    /// The table that it was judged by.
    #[must_use]
    pub const fn table(&self) -> &'a Table<'a> {
        self.facts.table
    }

    /// The entry of the code, where the code is known.
    #[must_use]
    pub fn entry(&self) -> Option<&'a Entry<'a>> {
        self.facts.table.entries.get(self.position()?)
    }

    /// The code as the vendor sent it, known or not; a number as its text. Of several places that have one,
    /// it is the first that the vendor's page knows, or else the first.
    #[must_use]
    pub fn raw_code(&self) -> Option<&str> {
        self.facts.text(Field::Code)
    }

    /// What the vendor wrote for people.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.facts.text(Field::Message)
    }

    /// The id to give to the vendor's support.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.facts.text(Field::RequestId)
    }

    /// The request's parameter that is at fault.
    #[must_use]
    pub fn parameter(&self) -> Option<&str> {
        self.facts.text(Field::Parameter)
    }

    /// What the response itself says about whether a retry is worth it.
    #[must_use]
    pub const fn retryable_flag(&self) -> Option<bool> {
        match self.facts.directive {
            Some(directive) => Some(directive),
            None => self.facts.flag,
        }
    }

    /// The HTTP status that holds for this error: the response's, or where it has none, is that of a whole batch, or is
    /// a success, the one that the body has.
    #[must_use]
    pub const fn status(&self) -> Option<u16> {
        self.facts.status
    }

    /// Why there was no response, where there was none.
    #[must_use]
    pub const fn failure(&self) -> Option<Failure> {
        self.facts.failure
    }

    /// Which element of a list in the body it belongs to, if any.
    #[must_use]
    pub fn item(&self) -> Option<Item<'_>> {
        self.facts.item.as_ref().map(|item| item.item(self.facts.table))
    }

    /// What kind of failure it is.
    #[must_use]
    pub const fn category(&self) -> Category {
        self.facts.ruling.category
    }

    /// Whether and how to try again.
    #[must_use]
    pub const fn retry(&self) -> Retry {
        self.facts.ruling.retry
    }

    /// Which rule decided what it is. See [`retry_basis`](Self::retry_basis) for the retry.
    #[must_use]
    pub const fn basis(&self) -> Basis {
        self.facts.ruling.basis
    }

    /// Which rule decided whether to try again: another one than [`basis`](Self::basis) where that one
    /// says nothing about it, where the response's own flag turned a retry down, or where the caller says otherwise.
    #[must_use]
    pub const fn retry_basis(&self) -> Basis {
        self.facts.ruling.retry_basis
    }

    /// What each rung of the ladder says about the error, in the order in which they are asked: for people who ask
    /// why the verdict is what it is.
    #[must_use]
    pub fn rungs(&self) -> Vec<Rung<'_>> {
        let Facts { table, ruling, failure, .. } = &self.facts;
        match failure {
            Some(_) => ruling.rungs_of_no_response(table),
            None => ruling.rungs(table, self.facts.question()),
        }
    }

    /// What the vendor's page says about trying again, even where the response's flag turned it down or the caller
    /// says otherwise.
    #[must_use]
    pub fn retry_rule(&self) -> Option<&'a RetryRule<'a>> {
        self.facts.ruling.retry_rule(self.facts.table)?.retry.as_ref()
    }

    /// The vendor's rule for the status, whether it decided or not: of several, the one whose condition holds.
    #[must_use]
    pub fn status_rule(&self) -> Option<&'a StatusRule<'a>> {
        self.facts.ruling.status_rule(self.facts.table, self.facts.question())
    }

    /// The change to make before the next try, such as `fresh=true`; only for [`Retry::WithChange`].
    #[must_use]
    pub fn change(&self) -> Option<&'a str> {
        self.retry_rule().filter(|_| self.retry() == Retry::WithChange)?.change
    }

    /// The window after which the quota resets, where the vendor says.
    #[must_use]
    pub fn window(&self) -> Option<Window> {
        self.retry_rule()?.window
    }

    /// How long to wait: as the response asks, or else what the vendor's page says for this error.
    #[must_use]
    pub fn wait(&self) -> Option<Wait> {
        self.requested_wait().or_else(|| self.default_wait())
    }

    /// How long to wait if it is `now`. A wait of zero, or until a time that has passed, is none: then what the
    /// vendor's page says for this error holds, if it says anything. Where the response has a `Date`, a time is
    /// compared with that and not with `now`, as clocks differ.
    pub(crate) fn wait_length(&self, now: Timestamp) -> Option<Duration> {
        let default = || self.default_wait().map(|wait| wait.duration_from(now));
        self.facts.requested.length(now).or_else(default).filter(|length| !length.is_zero())
    }

    /// How long to wait by the vendor's page, where the response does not say.
    fn default_wait(&self) -> Option<Wait> {
        let rule = self.retry_rule().filter(|_| self.retry().allows_retry())?;
        rule.default_wait.map(|wait| Wait::For(wait.min(Wait::MAX)))
    }

    /// How long the response itself asks to wait.
    #[must_use]
    pub const fn requested_wait(&self) -> Option<Wait> {
        self.facts.requested.wait
    }

    /// The code as events, `Debug` and `Display` show it: one that the catalog does not have is cut and masked.
    pub(crate) fn shown_code(&self) -> Option<Cow<'_, str>> {
        let code = self.raw_code()?;
        let is_known = self.position().is_some();
        Some(if is_known { Cow::Borrowed(code) } else { mask::unknown_code(code) })
    }

    /// The position of the entry in the table.
    pub(crate) const fn position(&self) -> Option<usize> {
        self.facts.ruling.position()
    }

    /// The variant of the entry that decided what it is: the first whose condition holds.
    #[must_use]
    pub fn variant(&self) -> Option<&'a Variant<'a>> {
        self.facts.ruling.variant(self.facts.table)
    }

    /// What to do about it as a word, where the catalog says.
    #[must_use]
    pub fn remedy(&self) -> Option<Remedy> {
        self.rule()?.remedy
    }

    /// Who has to act: as the catalog says, or else who usually does for the [`remedy`](Self::remedy).
    #[must_use]
    pub fn who(&self) -> Option<Party> {
        let rule = self.rule()?;
        rule.who.or_else(|| rule.remedy?.usual_party())
    }

    /// Whose limit was reached, where the catalog says: what to pause.
    #[must_use]
    pub fn limit_scope(&self) -> Option<LimitScope> {
        self.rule()?.scope
    }

    /// The vendor's rule that decided what it is.
    fn rule(&self) -> Option<&'a Rule<'a>> {
        self.facts.ruling.rule(self.facts.table)
    }

    /// What it means, in errcat's words.
    #[must_use]
    pub fn meaning(&self) -> &'a str {
        let Facts { table, ruling, status, failure, .. } = &self.facts;
        match (ruling.rule(table), failure) {
            (Some(rule), _) => rule.meaning,
            (None, Some(failure)) => failure.meaning(),
            (None, None) => {
                let usual = status.and_then(ladder::usual);
                usual.map_or("Nothing is known about this error.", |rule| rule.meaning)
            }
        }
    }

    /// What to do about it, in errcat's words.
    #[must_use]
    pub fn action(&self) -> Option<&'a str> {
        self.rule()?.action
    }

    /// Whether the request may still have taken effect, so that sending it again may do the
    /// work twice. `true` means that it cannot be ruled out.
    #[must_use]
    pub const fn may_have_taken_effect(&self) -> bool {
        match self.facts.failure {
            Some(failure) => failure.may_have_taken_effect(),
            None => self.facts.ruling.category.may_have_taken_effect(),
        }
    }

    /// The status of the response, where the vendor's page documents others for this code. It changes
    /// nothing: the code decides.
    #[must_use]
    pub fn contradiction(&self) -> Option<Contradiction<'a>> {
        let Http::Statuses(documented) = self.entry()?.http else { return None };
        let status = self.status()?;
        let is_documented = documented.iter().any(|pattern| pattern.contains(status));
        (!is_documented).then_some(Contradiction { status, documented })
    }
}

/// Prints the vendor, the code (or what else is known) and the vendor's message (or the meaning).
///
/// Words that may be keys or tokens are masked: those with 16 or more letters and digits in a row, both among them, that
/// begin with `sk-` or `eyJ`, or that follow `Bearer`. A code that the catalog does not have is cut after 64 characters
/// too. [`message`](Verdict::message) and [`raw_code`](Verdict::raw_code) give all of it.
impl<C> fmt::Display for Verdict<'_, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.table().title)?;
        match (self.shown_code(), self.status(), self.failure()) {
            (Some(code), ..) => write_line(f, &code)?,
            (None, Some(status), _) => write!(f, "HTTP {status}")?,
            (None, None, Some(_)) => f.write_str("no response")?,
            (None, None, None) => f.write_str("an error without a code")?,
        }
        f.write_str(": ")?;
        match self.message() {
            Some(message) => write_line(f, &mask::masked(message)),
            None => f.write_str(self.meaning()),
        }
    }
}

/// Writes what the vendor sent so that it stays on its line, and does nothing to a terminal or a log.
fn write_line(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    text.chars().try_for_each(|character| match character.is_control() {
        true => write!(f, "{}", character.escape_default()),
        false => f.write_char(character),
    })
}

/// Without the message and the body, which may hold what no log should, and with the code as `Display` has it.
impl<C> fmt::Debug for Verdict<'_, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verdict")
            .field("vendor", &self.table().id)
            .field("raw_code", &self.shown_code())
            .field("status", &self.status())
            .field("category", &self.category())
            .field("retry", &self.retry())
            .field("basis", &self.basis())
            .field("retry_basis", &self.retry_basis())
            .field("wait", &self.wait())
            .finish_non_exhaustive()
    }
}

impl<C> Clone for Verdict<'_, C> {
    fn clone(&self) -> Self {
        Self::new(self.facts.clone())
    }
}

impl<C> core::error::Error for Verdict<'_, C> {}
