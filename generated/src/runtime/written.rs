//! How generated code writes entries down: only what the vendor says, one call a fact.
//!
//! A literal of ten thousand entries takes the compiler several times as long and as much memory, and,
//! since it is one block, time that grows with the square of their number. A call ends the block. Fields
//! may also be added here without breaking code that was generated before.

use core::time::Duration;

use super::category::Category;
use super::retry::{Retry, Window};
use super::table::{Deprecated, Entry, Http, Member, RetryRule};

#[doc(hidden)]
impl Entry<'static> {
    /// An entry of which nothing else is known.
    #[must_use]
    pub const fn new(
        code: &'static str,
        name: &'static str,
        group: &'static str,
        category: Category,
        meaning: &'static str,
    ) -> Self {
        Self {
            code,
            name,
            aliases: &[],
            group,
            http: Http::Unstated,
            category,
            retry: None,
            meaning,
            action: None,
            details: &[],
            inferred: &[],
            since: None,
            deprecated: None,
        }
    }

    #[must_use]
    pub const fn with_aliases(mut self, aliases: &'static [&'static str]) -> Self {
        self.aliases = aliases;
        self
    }

    #[must_use]
    pub const fn with_http(mut self, http: Http<'static>) -> Self {
        self.http = http;
        self
    }

    #[must_use]
    pub const fn with_retry(mut self, retry: RetryRule<'static>) -> Self {
        self.retry = Some(retry);
        self
    }

    #[must_use]
    pub const fn with_action(mut self, action: &'static str) -> Self {
        self.action = Some(action);
        self
    }

    #[must_use]
    pub const fn with_details(mut self, details: &'static [Member<'static>]) -> Self {
        self.details = details;
        self
    }

    #[must_use]
    pub const fn with_inferred(mut self, inferred: &'static [&'static str]) -> Self {
        self.inferred = inferred;
        self
    }

    #[must_use]
    pub const fn with_since(mut self, since: &'static str) -> Self {
        self.since = Some(since);
        self
    }

    #[must_use]
    pub const fn with_deprecated(mut self, deprecated: Deprecated<'static>) -> Self {
        self.deprecated = Some(deprecated);
        self
    }
}

#[doc(hidden)]
impl RetryRule<'static> {
    /// A rule of which nothing else is known.
    #[must_use]
    pub const fn new(kind: Retry) -> Self {
        Self { kind, documented: None, max_attempts: None, default_wait: None, change: None, window: None }
    }

    #[must_use]
    pub const fn with_documented(mut self, documented: &'static str) -> Self {
        self.documented = Some(documented);
        self
    }

    #[must_use]
    pub const fn with_max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = Some(attempts);
        self
    }

    #[must_use]
    pub const fn with_default_wait(mut self, wait: Duration) -> Self {
        self.default_wait = Some(wait);
        self
    }

    #[must_use]
    pub const fn with_change(mut self, change: &'static str) -> Self {
        self.change = Some(change);
        self
    }

    #[must_use]
    pub const fn with_window(mut self, window: Window) -> Self {
        self.window = Some(window);
        self
    }
}
