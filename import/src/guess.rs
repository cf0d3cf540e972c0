//! A first guess of a category. It is always marked with TODO, as a person has to decide.

use errcat_codegen::status_pattern;
use errcat_core::{Category, ladder};

/// A guess, and the reason for it.
#[derive(Debug, Clone)]
pub(super) struct Guess {
    pub(super) category: Category,
    pub(super) because: String,
}

/// Words in codes, the most specific first.
const WORDS: &[(&str, Category)] = &[
    ("quota", Category::QuotaExhausted),
    ("ratelimit", Category::RateLimited),
    ("toomany", Category::RateLimited),
    ("throttl", Category::RateLimited),
    ("timeout", Category::Timeout),
    ("timedout", Category::Timeout),
    ("deadline", Category::Timeout),
    ("cancel", Category::Cancelled),
    ("notfound", Category::NotFound),
    ("unauth", Category::Unauthenticated),
    ("apikey", Category::Unauthenticated),
    ("token", Category::Unauthenticated),
    ("credential", Category::Unauthenticated),
    ("forbidden", Category::PermissionDenied),
    ("permission", Category::PermissionDenied),
    ("suspended", Category::PermissionDenied),
    ("restricted", Category::PermissionDenied),
    ("payment", Category::PaymentRequired),
    ("billing", Category::PaymentRequired),
    ("credit", Category::PaymentRequired),
    ("blocked", Category::Blocked),
    ("unavailable", Category::Unavailable),
    ("overloaded", Category::Unavailable),
    ("maintenance", Category::Unavailable),
    ("unreachable", Category::UpstreamFailure),
    ("upstream", Category::UpstreamFailure),
    ("provider", Category::UpstreamFailure),
    ("limit", Category::LimitReached),
    ("conflict", Category::Conflict),
    ("exists", Category::Conflict),
    ("duplicate", Category::Conflict),
    ("truncated", Category::BadOutput),
    ("invalid", Category::InvalidRequest),
    ("missing", Category::InvalidRequest),
    ("badrequest", Category::InvalidRequest),
    ("malformed", Category::InvalidRequest),
    ("internal", Category::Internal),
];

/// Guesses from the words of a code and from its statuses.
pub(super) fn category(code: &str, statuses: &[String]) -> Guess {
    let plain: String =
        code.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    if let Some((word, category)) = WORDS.iter().find(|(word, _)| plain.contains(word)) {
        return Guess { category: *category, because: format!("guessed from “{word}” in the code") };
    }
    match statuses.iter().find_map(|status| Some((status, of_status(status)?))) {
        Some((status, category)) => Guess { category, because: format!("guessed from the status {status}") },
        None => {
            Guess { category: Category::Unknown, because: "nothing here was enough for a guess".to_owned() }
        }
    }
}

/// The usual reading of a status; `None` for a success.
pub(super) fn of_status(status: &str) -> Option<Category> {
    let usual = ladder::usual(status_pattern(status).ok()?.first())?;
    Some(usual.category)
}
