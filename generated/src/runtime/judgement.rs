//! What is known about one error, whoever the vendor is.

#[cfg(feature = "json")]
use alloc::boxed::Box;

use core::fmt::Write as _;

use super::basis::Basis;
use super::captures::Captures;
use super::category::Category;
use super::contradiction::Contradiction;
use super::facts::{Scope, Source};
use super::failure::Failure;
#[cfg(feature = "alloc")]
use super::header_fields::HeaderFields;
use super::item::{Item, ItemPath};
use super::ladder::{self, Ground, Question, Ruling};
use super::plan::FieldSlots;
use super::retry::{Retry, Window};
use super::table::{Entry, Http, RetryRule, StatusRule, Table};
use super::told::Told;
use super::wait::Wait;

/// The answer about one received error: what it is, and what to do now.
///
/// It works on any table. Where the vendor is known at compile time, [`Verdict`](crate::Verdict) wraps
/// one and knows the code as the vendor's own enum.
///
/// What the response says comes from the response as it is: do not show it to people who may not see
/// what the vendor wrote.
#[derive(Clone)]
pub struct Judgement<'a> {
    pub(super) table: &'a Table<'a>,
    told: Told<'a>,
    ruling: Ruling<'a>,
    status: Option<u16>,
    failure: Option<Failure>,
    wait: Option<Wait>,
    flag: Option<bool>,
    pub(super) item: Option<ItemPath>,
    #[cfg(feature = "alloc")]
    pub(super) header_fields: HeaderFields<'a>,
    /// For what is only read when asked for.
    #[cfg(feature = "json")]
    pub(super) json: Json<'a>,
}

/// The JSON of a response.
#[derive(Clone)]
#[cfg_attr(not(feature = "json"), allow(dead_code))]
pub(super) enum Json<'a> {
    /// The whole body; empty where it is not JSON.
    Body(&'a str),
    /// The item of the body, or the error of a list, that the judgement is about.
    Part(&'a str),
    /// A copy of the part that speaks of the error, so that keeping each of many items of a body does not
    /// keep the body as many times.
    #[cfg(feature = "json")]
    Envelope(Box<str>),
}

impl<'a> Judgement<'a> {
    /// Judges what was captured of the whole response or of an item. It always gives a judgement, as an
    /// option because that is what callers return: a judgement is large, and so it is never moved.
    pub(super) fn of(
        source: &Source<'_, 'a>,
        scope: Scope,
        captures: &mut Captures<'a>,
        json: Json<'a>,
        item: Option<ItemPath>,
    ) -> Option<Self> {
        let Source { table, plan, response } = *source;
        let chosen;
        let slots = match captures.has_several(plan.fields.code) {
            false => &plan.fields,
            true => {
                chosen = FieldSlots { code: source.code_slots(captures), ..plan.fields };
                &chosen
            }
        };
        let flag = captures.flag(slots.retryable);
        let of_response = response.status().filter(|_| scope == Scope::Whole);
        let status = of_response.or_else(|| captures.status(slots.status));
        let code = captures.borrowed_text(slots.code);
        let held = source.held(scope, captures);
        let code_text = code.or_else(|| captures.made_text(slots.code));
        let question = Question { code: code_text, status, flag, held };
        let ruling = ladder::decide(table, question);
        let requested = source.wait(scope, captures, held);
        #[cfg(not(feature = "json"))]
        let _ = json;
        let mut judgement = Self {
            table,
            told: Told::of(code, captures, slots),
            ruling,
            status,
            failure: None,
            wait: None,
            flag,
            item,
            #[cfg(feature = "alloc")]
            header_fields: HeaderFields::of(source, scope),
            #[cfg(feature = "json")]
            json,
        };
        // Most responses ask for no wait, and then there is nothing to copy.
        if requested.is_some() {
            judgement.wait = requested;
        }
        Some(judgement)
    }

    pub(super) fn without_response(table: &'a Table<'a>, failure: Failure) -> Self {
        Self {
            table,
            told: Told::NOTHING,
            ruling: ladder::without_response(table, failure),
            status: None,
            failure: Some(failure),
            wait: None,
            flag: None,
            item: None,
            #[cfg(feature = "alloc")]
            header_fields: HeaderFields::NONE,
            #[cfg(feature = "json")]
            json: Json::Body(""),
        }
    }

    /// The same judgement, borrowing nothing of the response, so that it can be kept, sent or returned. It keeps
    /// a copy of the body, or of the one element of a list in it that it is about.
    ///
    /// The table has to be the one that it was judged by, which lives long enough; `None` where it is another.
    ///
    /// ```
    /// # #[cfg(feature = "runo")] {
    /// use errcat::{AnyVendor, Judgement, Response};
    ///
    /// fn judge(vendor: AnyVendor, status: u16, body: &[u8]) -> Option<Judgement<'static>> {
    ///     vendor.classify(&Response::new(status).body(body))?.into_owned(vendor.table())
    /// }
    ///
    /// let vendor: AnyVendor = "runo".parse().expect("a vendor");
    /// assert!(judge(vendor, 503, b"").is_some());
    /// # }
    /// ```
    #[cfg(feature = "alloc")]
    #[must_use]
    pub fn into_owned(self, table: &'static Table<'static>) -> Option<Judgement<'static>> {
        core::ptr::eq(self.table, table).then(|| self.into_owned_with(table))
    }

    /// The same judgement, borrowing nothing of the response. The table is the one it was made with.
    #[cfg(feature = "alloc")]
    pub(super) fn into_owned_with(self, table: &'static Table<'static>) -> Judgement<'static> {
        #[cfg(feature = "json")]
        let json = Json::Envelope(self.envelope().unwrap_or_default().into());
        let ruling = match self.failure {
            Some(failure) => ladder::without_response(table, failure),
            None => {
                let code = self.told.code();
                let held = self.ruling.held;
                ladder::decide(table, Question { code, status: self.status, flag: self.flag, held })
            }
        };
        Judgement {
            table,
            told: self.told.into_owned(),
            ruling,
            status: self.status,
            failure: self.failure,
            wait: self.wait,
            flag: self.flag,
            item: self.item,
            header_fields: self.header_fields.into_owned(),
            #[cfg(feature = "json")]
            json,
        }
    }

    /// The table that it was judged by.
    #[must_use]
    pub const fn table(&self) -> &'a Table<'a> {
        self.table
    }

    /// The entry of the code, where the code is known.
    #[must_use]
    pub fn entry(&self) -> Option<&'a Entry<'a>> {
        match self.ruling.ground {
            Ground::Entry(entry, _) => Some(entry),
            Ground::Rule(_) | Ground::Nothing => None,
        }
    }

    /// The code as the vendor sent it, known or not; a number as its text. Of several places that have one,
    /// it is the first that the vendor's page knows, or else the first.
    #[must_use]
    pub fn raw_code(&self) -> Option<&str> {
        self.told.code()
    }

    /// What the vendor wrote for people.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.told.message()
    }

    /// The id to give to the vendor's support.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.told.request_id()
    }

    /// The request's parameter that is at fault.
    #[must_use]
    pub fn parameter(&self) -> Option<&str> {
        self.told.parameter()
    }

    /// What the response itself says about whether a retry is worth it.
    #[must_use]
    pub const fn retryable_flag(&self) -> Option<bool> {
        self.flag
    }

    /// The HTTP status that holds for this error: the response's, or where it has none, or is that of
    /// a whole batch, the one that the body repeats.
    #[must_use]
    pub const fn status(&self) -> Option<u16> {
        self.status
    }

    /// Why there was no response, where there was none.
    #[must_use]
    pub const fn failure(&self) -> Option<Failure> {
        self.failure
    }

    /// Which element of a list in the body it belongs to, if any.
    #[must_use]
    pub fn item(&self) -> Option<Item<'_>> {
        self.item.as_ref().map(|item| item.item(self.table))
    }

    /// The address in the response.
    #[cfg(feature = "alloc")]
    pub(super) fn sent_documentation_url(&self) -> Option<&str> {
        self.told.documentation_url()
    }

    /// What kind of failure it is.
    #[must_use]
    pub const fn category(&self) -> Category {
        self.ruling.category
    }

    /// Whether and how to try again.
    #[must_use]
    pub const fn retry(&self) -> Retry {
        self.ruling.retry
    }

    /// Which rule decided what it is. See [`retry_basis`](Self::retry_basis) for the retry.
    #[must_use]
    pub const fn basis(&self) -> Basis {
        self.ruling.basis
    }

    /// Which rule decided whether to try again: another one than [`basis`](Self::basis) where that one
    /// says nothing about it, or where the response's own flag turned a retry down.
    #[must_use]
    pub const fn retry_basis(&self) -> Basis {
        self.ruling.retry_basis
    }

    /// What the vendor's page says about trying again, even where the response's flag turned it down.
    #[must_use]
    pub const fn retry_rule(&self) -> Option<&'a RetryRule<'a>> {
        self.ruling.rule
    }

    /// The vendor's rule for the status, whether it decided or not: of several, the one whose condition holds.
    #[must_use]
    pub fn status_rule(&self) -> Option<&'a StatusRule<'a>> {
        ladder::status_rule(self.table, self.entry(), self.status, self.ruling.held)
    }

    /// The change to make before the next try, such as `fresh=true`; only for [`Retry::WithChange`].
    #[must_use]
    pub fn change(&self) -> Option<&'a str> {
        let rule = self.ruling.rule.filter(|_| self.retry() == Retry::WithChange);
        rule.and_then(|rule| rule.change)
    }

    /// The window after which the quota starts anew, where the vendor says.
    #[must_use]
    pub fn window(&self) -> Option<Window> {
        self.ruling.rule.and_then(|rule| rule.window)
    }

    /// How long to wait: as the response asks, or else what the vendor's page says for this error.
    #[must_use]
    pub fn wait(&self) -> Option<Wait> {
        self.requested_wait().or_else(|| self.default_wait())
    }

    /// How long to wait by the vendor's page, where the response does not say.
    pub(super) fn default_wait(&self) -> Option<Wait> {
        let rule = self.ruling.rule.filter(|_| self.retry().allows_retry())?;
        rule.default_wait.map(|wait| Wait::For(wait.min(Wait::MAX)))
    }

    /// How long the response itself asks to wait.
    #[must_use]
    pub const fn requested_wait(&self) -> Option<Wait> {
        self.wait
    }

    /// The position of the entry in the table.
    pub(super) const fn position(&self) -> Option<usize> {
        match self.ruling.ground {
            Ground::Entry(_, position) => Some(position as usize),
            Ground::Rule(_) | Ground::Nothing => None,
        }
    }

    /// What it means, in errcat's words.
    #[must_use]
    pub const fn meaning(&self) -> &'a str {
        match self.ruling.ground {
            Ground::Entry(entry, _) => entry.meaning,
            Ground::Rule(rule) => rule.meaning,
            Ground::Nothing => ladder::meaning(self.status, self.failure),
        }
    }

    /// What to do about it, in errcat's words.
    #[must_use]
    pub const fn action(&self) -> Option<&'a str> {
        match self.ruling.ground {
            Ground::Entry(entry, _) => entry.action,
            Ground::Rule(rule) => rule.action,
            Ground::Nothing => None,
        }
    }

    /// Whether the request may have taken effect all the same, so that sending it again may do the
    /// work twice. `true` means that it cannot be ruled out.
    #[must_use]
    pub const fn may_have_taken_effect(&self) -> bool {
        match self.failure {
            Some(failure) => failure.may_have_taken_effect(),
            None => self.ruling.category.may_have_taken_effect(),
        }
    }

    /// The status of the response, where the vendor's page documents others for this code. It changes
    /// nothing: the code decides.
    #[must_use]
    pub fn contradiction(&self) -> Option<Contradiction<'a>> {
        let Http::Statuses(documented) = self.entry()?.http else { return None };
        let status = self.status?;
        let documented_too = documented.iter().any(|pattern| pattern.contains(status));
        (!documented_too).then_some(Contradiction { status, documented })
    }
}

/// Prints the vendor, the code (or what else is known) and the vendor's message (or the meaning).
impl core::fmt::Display for Judgement<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{}: ", self.table.title)?;
        match (self.raw_code(), self.status, self.failure) {
            (Some(code), ..) => write_line(f, code)?,
            (None, Some(status), _) => write!(f, "HTTP {status}")?,
            (None, None, Some(_)) => f.write_str("no response")?,
            (None, None, None) => f.write_str("an error without a code")?,
        }
        f.write_str(": ")?;
        write_line(f, self.message().unwrap_or(self.meaning()))
    }
}

/// Writes what the vendor sent so that it stays on its line, and does nothing to a terminal or a log.
fn write_line(f: &mut core::fmt::Formatter<'_>, text: &str) -> core::fmt::Result {
    text.chars().try_for_each(|character| match character.is_control() {
        true => write!(f, "{}", character.escape_default()),
        false => f.write_char(character),
    })
}

/// Without the message and the body, which may hold what no log should.
impl core::fmt::Debug for Judgement<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Judgement")
            .field("vendor", &self.table.id)
            .field("raw_code", &self.raw_code())
            .field("status", &self.status)
            .field("category", &self.category())
            .field("retry", &self.retry())
            .field("basis", &self.basis())
            .field("retry_basis", &self.retry_basis())
            .field("wait", &self.wait())
            .finish_non_exhaustive()
    }
}

impl core::error::Error for Judgement<'_> {}
