//! What an HTTP status means where the vendor says nothing about it.

use super::category::Category;
use super::retry::Retry;

/// What holds for an HTTP status by its class.
#[derive(Clone, Copy)]
pub(super) struct StatusClass {
    pub(super) category: Category,
    pub(super) retry: Retry,
    pub(super) meaning: &'static str,
}

impl StatusClass {
    /// The class of a status from 400 to 599; nothing is said about others.
    pub(super) const fn of(status: u16) -> Option<Self> {
        let retry = match status {
            408 | 425 | 429 | 500..=599 => Retry::Backoff,
            400..=499 => Retry::Never,
            _ => return None,
        };
        let (category, meaning) = kind(status);
        Some(Self { category, retry, meaning })
    }
}

const fn kind(status: u16) -> (Category, &'static str) {
    match status {
        401 | 407 => (Category::Unauthenticated, "No valid credentials came with the request."),
        402 => (Category::PaymentRequired, "Money or a higher plan is needed first."),
        403 => (Category::PermissionDenied, "The credentials do not allow this request."),
        404 | 410 => (Category::NotFound, "What the request names does not exist."),
        408 | 504 | 522 | 524 => (Category::Timeout, "The server gave up waiting."),
        409 | 412 => (Category::Conflict, "The request collides with the state of what it names."),
        425 => (Category::Unavailable, "The server does not take the request this early."),
        429 => (Category::RateLimited, "Too many requests came in a short time."),
        451 => (Category::Blocked, "The server may not answer for legal reasons."),
        499 => (Category::Cancelled, "The connection was closed before the server answered."),
        400..=499 => (Category::InvalidRequest, "The server refused the request as it is."),
        502 | 503 | 521 | 523 | 525 | 526 | 529 | 530 => {
            (Category::Unavailable, "The server is down, overloaded or cannot be reached.")
        }
        _ => (Category::Internal, "The server failed."),
    }
}
