//! What a caller says instead of a vendor, for single codes, statuses and categories.

use alloc::string::{String, ToString as _};
use alloc::vec::Vec;
use core::fmt;

use crate::table::StatusPattern;
use crate::{Category, Retry};

/// Single rules of a caller's own, which stand above whatever a vendor's catalog and its responses say.
///
/// A verdict takes them by [`Verdict::with`](crate::Verdict::with), and a policy, and with it each retry loop of
/// [`integrations`](crate::integrations), by [`Policy::overrides`](crate::Policy::overrides). What they decide has the
/// basis [`Override`](crate::Basis::Override). Meaning, action, waits and the number of tries stay the vendor's.
///
/// A rule for a code goes before one for a status, and that before one for a category. Of several that are equally
/// specific, the last that was added holds. What one leaves open, such as the category, the next one may say.
///
/// ```
/// use std::sync::LazyLock;
/// use errcat::{Basis, Category, Next, Overrides, Response, Retry, StopReason, Timestamp};
/// use errcat::runo::{self, ErrorCode, SCHEDULE};
///
/// static OVERRIDES: LazyLock<Overrides> = LazyLock::new(|| {
///     Overrides::new()
///         .code(ErrorCode::RateLimited, Retry::Never)
///         .code("MOON_PHASE", (Category::Unavailable, Retry::Backoff))
///         .status(503, Retry::Never)
/// });
///
/// let body = r#"{"status": "error", "error": {"code": "RATE_LIMITED"}}"#;
/// let verdict = runo::classify(&Response::new(429).body(body)).expect("an error");
/// assert_eq!(verdict.retry(), Retry::AfterWait);
///
/// let now = Timestamp::from_unix_seconds(1_780_272_000);
/// let policy = SCHEDULE.policy().overrides(&OVERRIDES);
/// assert_eq!(policy.next(1, &verdict, now), Next::Stop(StopReason::Never));
///
/// let verdict = verdict.with(&OVERRIDES);
/// assert_eq!((verdict.retry(), verdict.retry_basis()), (Retry::Never, Basis::Override));
/// assert_eq!((verdict.category(), verdict.basis()), (Category::RateLimited, Basis::Code));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides {
    // What goes first stands first.
    codes: Vec<(String, Override)>,
    statuses: Vec<(StatusPattern, Override)>,
    categories: Vec<(Category, Override)>,
}

/// What holds instead: a category, a retry, or both.
///
/// It is made of a [`Category`], a [`Retry`], or a pair of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Override {
    pub(crate) category: Option<Category>,
    pub(crate) retry: Option<Retry>,
}

/// What an error is known by.
#[derive(Clone, Copy)]
pub(crate) struct Known<'k> {
    /// The code as it was sent, and as the vendor's page has it.
    pub(crate) codes: [Option<&'k str>; 2],
    pub(crate) status: Option<u16>,
    /// The category by the vendor's rules.
    pub(crate) category: Category,
}

impl Overrides {
    /// No rules.
    #[must_use]
    pub const fn new() -> Self {
        Self { codes: Vec::new(), statuses: Vec::new(), categories: Vec::new() }
    }

    /// What holds for a code: one of a vendor's `ErrorCode`, or its text, be it known or not. A known code is meant
    /// by whichever alias it was sent; the text of an alias means what was sent as that alias.
    #[must_use]
    pub fn code(mut self, code: impl fmt::Display, holds: impl Into<Override>) -> Self {
        self.codes.insert(0, (code.to_string(), holds.into()));
        self
    }

    /// What holds for a status, such as `503`, or for a class of them ([`StatusPattern::range`]), of which the
    /// narrowest goes first.
    #[must_use]
    pub fn status(mut self, status: impl Into<StatusPattern>, holds: impl Into<Override>) -> Self {
        let status = status.into();
        let narrower = self.statuses.partition_point(|(other, _)| other.width() < status.width());
        self.statuses.insert(narrower, (status, holds.into()));
        self
    }

    /// What holds for a category by the vendor's rules, requests without a response included.
    #[must_use]
    pub fn category(mut self, category: Category, holds: impl Into<Override>) -> Self {
        self.categories.insert(0, (category, holds.into()));
        self
    }

    /// What holds for an error that is known by this.
    pub(crate) fn of(&self, known: Known<'_>) -> Override {
        let codes = self.codes.iter().filter(|(code, _)| known.codes.contains(&Some(code.as_str())));
        let has_status =
            |pattern: &StatusPattern| known.status.is_some_and(|status| pattern.contains(status));
        let statuses = self.statuses.iter().filter(|(pattern, _)| has_status(pattern));
        let categories = self.categories.iter().filter(|(category, _)| *category == known.category);
        let holds = codes.map(|(_, holds)| *holds);
        let holds = holds.chain(statuses.map(|(_, holds)| *holds));
        holds.chain(categories.map(|(_, holds)| *holds)).fold(Override::NOTHING, Override::or)
    }
}

impl Override {
    /// Nothing.
    pub(crate) const NOTHING: Self = Self { category: None, retry: None };

    /// The category, where it says one.
    #[must_use]
    pub const fn category(self) -> Option<Category> {
        self.category
    }

    /// The retry, where it says one.
    #[must_use]
    pub const fn retry(self) -> Option<Retry> {
        self.retry
    }

    /// Whether it says nothing.
    pub(crate) const fn is_empty(self) -> bool {
        self.category.is_none() && self.retry.is_none()
    }

    /// This, and of the other what this leaves open.
    pub(crate) fn or(self, other: Self) -> Self {
        Self { category: self.category.or(other.category), retry: self.retry.or(other.retry) }
    }
}

impl From<Category> for Override {
    fn from(category: Category) -> Self {
        Self { category: Some(category), retry: None }
    }
}

impl From<Retry> for Override {
    fn from(retry: Retry) -> Self {
        Self { category: None, retry: Some(retry) }
    }
}

impl From<(Category, Retry)> for Override {
    fn from((category, retry): (Category, Retry)) -> Self {
        Self { category: Some(category), retry: Some(retry) }
    }
}
