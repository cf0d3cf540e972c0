//! What holds for a status where no code is known: computed by the same code that users run.

use bumpalo::Bump;
use errcat::{Basis, Category, Response, Retry, Table};
use errcat_codegen::model::{RetryRule, Vendor};
use errcat_codegen::tables;

/// What a status alone says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WithoutCode {
    pub(crate) basis: Basis,
    pub(crate) category: Category,
    pub(crate) retry: RetryRule,
    pub(crate) meaning: String,
    pub(crate) action: Option<String>,
}

/// What this vendor's rules, or else the class of the status, say; `None`: it is not an error.
pub(crate) fn by_vendor(vendor: &Vendor, status: u16) -> Option<WithoutCode> {
    let arena = Bump::new();
    let table = tables::fill(&arena, vendor);
    judge(&table, status)
}

/// What the class of the status says where a vendor says nothing.
pub(crate) fn by_class(table: &Table<'_>, status: u16) -> Option<WithoutCode> {
    let silent = Table { statuses: &[], ..*table };
    judge(&silent, status).filter(|answer| answer.basis == Basis::StatusClass)
}

fn judge<'a>(table: &'a Table<'a>, status: u16) -> Option<WithoutCode> {
    let judgement = table.classify(&Response::new(status))?;
    Some(WithoutCode {
        basis: judgement.basis(),
        category: judgement.category(),
        retry: effective_retry(&judgement),
        meaning: judgement.meaning().to_owned(),
        action: judgement.action().map(str::to_owned),
    })
}

/// The retry that holds, whichever rung gave it, as a rule that can be put in words.
pub(crate) fn effective_retry(judgement: &errcat::Judgement<'_>) -> RetryRule {
    let kind: Retry = judgement.retry();
    let rule = judgement.retry_rule().filter(|rule| rule.kind == kind);
    RetryRule {
        kind,
        documented: rule.and_then(|rule| rule.documented).map(str::to_owned),
        max_attempts: rule.and_then(|rule| rule.max_attempts),
        default_wait: rule.and_then(|rule| rule.default_wait),
        change: rule.and_then(|rule| rule.change).map(str::to_owned),
        window: rule.and_then(|rule| rule.window),
    }
}
