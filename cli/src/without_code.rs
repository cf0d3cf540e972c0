//! What holds for an error beside its code.

use errcat_core::table::{RetryRule, Table};
use errcat_core::{AnyCode, Response, Verdict};

/// What this vendor's rules, or else the class of the status, say of it without a code; `None`: it is not an error.
pub(crate) fn by_status<'a>(table: &'a Table<'a>, status: u16) -> Option<Verdict<'a, AnyCode<'a>>> {
    table.classify(&Response::new(status))
}

/// The retry that holds, whichever rung gave it, as a rule that can be put in words.
pub(crate) fn effective_retry<'a>(verdict: &Verdict<'a, AnyCode<'a>>) -> RetryRule<'a> {
    let rule = verdict.retry_rule().filter(|rule| rule.kind == verdict.retry());
    rule.copied().unwrap_or(RetryRule::new(verdict.retry()))
}
