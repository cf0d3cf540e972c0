//! All rules, and one by its id.

use super::rule::Rule;
use super::{
    codes, consistency, dialects, envelope, examples, file, lints, shape, spelling, statuses, vendor,
};

/// Every rule, in the order in which a catalog meets them.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    [
        file::RULES,
        shape::RULES,
        vendor::RULES,
        dialects::RULES,
        codes::RULES,
        statuses::RULES,
        envelope::RULES,
    ]
    .into_iter()
    .chain([examples::RULES, lints::RULES, dialects::LINTS, consistency::RULES, spelling::RULES])
    .flatten()
}

/// The rule with this id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}
