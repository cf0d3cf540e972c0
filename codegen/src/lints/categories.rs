//! Categories that do not go with their status.
//!
//! Vendors use statuses loosely, so a category is only doubted where no vendor of sense would use the
//! status for it.

use errcat_core::Category;
use errcat_core::table::StatusPattern;

use super::{Lints, Scope, Subject};
use crate::read::Spanned;

/// What goes with credentials.
const CREDENTIALS: &[Category] = &[Category::Unauthenticated, Category::PermissionDenied];
/// What goes with money.
const MONEY: &[Category] = &[
    Category::PaymentRequired,
    Category::QuotaExhausted,
    Category::LimitReached,
    Category::PermissionDenied,
];
/// What goes with too many requests.
const LOAD: &[Category] = &[
    Category::RateLimited,
    Category::QuotaExhausted,
    Category::LimitReached,
    Category::PaymentRequired,
    Category::Unavailable,
    Category::Blocked,
];
/// What goes with something that is not there.
const ABSENCE: &[Category] = &[
    Category::NotFound,
    Category::InvalidRequest,
    Category::PermissionDenied,
    Category::Conflict,
    Category::Blocked,
];

pub(super) fn fit(lints: &mut Lints<'_>, subject: Subject<'_>) {
    for entry in subject.read.catalog.entries() {
        one(lints, &[&entry.allow], &entry.category, entry.statuses());
    }
    for rule in subject.read.catalog.statuses.iter() {
        if let Some(category) = &rule.category {
            one(lints, &[&rule.allow], category, &rule.status);
        }
    }
}

fn one(
    lints: &mut Lints<'_>,
    scope: Scope<'_>,
    category: &Spanned<Category>,
    statuses: &[Spanned<StatusPattern>],
) {
    // Of several statuses it is enough that one fits.
    let Some(first) = statuses.first().map(|status| status.value) else { return };
    if statuses.iter().any(|status| fits(status.value, category.value)) {
        return;
    }
    let fitting: Vec<String> = Category::ALL
        .iter()
        .filter(|category| **category != Category::Unknown && fits(first, **category))
        .map(|category| format!("`{category}`"))
        .collect();
    lints.add(
        "category-status",
        scope,
        &category.span,
        format!("the category `{}` does not fit the status {first}", category.value),
        format!("with {first} go {}", fitting.join(", ")),
    );
}

fn fits(status: StatusPattern, category: Category) -> bool {
    use Category::{
        Cancelled, Internal, InvalidRequest, NotFound, Timeout, Unauthenticated, Unavailable, Unknown,
    };
    if category == Unknown {
        return true;
    }
    match (status.first(), status.last()) {
        (401, 401) | (407, 407) => CREDENTIALS.contains(&category),
        (402, 402) => MONEY.contains(&category),
        (404, 404) | (410, 410) => ABSENCE.contains(&category),
        (408, 408) => matches!(category, Timeout | Cancelled | Unavailable | InvalidRequest),
        (429, 429) => LOAD.contains(&category),
        // Gateways pass on what they heard from a server, which may have been that it knows no such thing.
        (502..=504, 502..=504) => !is_of_the_request(category) || category == NotFound,
        // Not implemented: the request asks for what there is not.
        (501, 501) => category != Unauthenticated,
        (500..=599, 500..=599) => !is_of_the_request(category),
        (400..=499, 400..=499) => !matches!(category, Internal | Unavailable),
        _ => true,
    }
}

/// Whether the request, or who sends it, is at fault.
pub(super) fn is_of_the_request(category: Category) -> bool {
    matches!(
        category,
        Category::InvalidRequest
            | Category::Unauthenticated
            | Category::PermissionDenied
            | Category::PaymentRequired
            | Category::NotFound
            | Category::Conflict
    )
}

/// Whether the vendor, or a service behind it, is at fault.
pub(super) fn is_of_the_vendor(category: Category) -> bool {
    matches!(
        category,
        Category::Timeout
            | Category::Unavailable
            | Category::UpstreamFailure
            | Category::Internal
            | Category::BadOutput
    )
}
