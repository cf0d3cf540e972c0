//! Rules about silencers.

use super::{Report, shown};
use crate::near::Words;
use crate::{raw, rules};

/// Every silencer of a catalog.
pub(crate) fn all(catalog: &raw::Catalog) -> impl Iterator<Item = &raw::Allow> {
    let entries = super::entries(catalog).flat_map(|entry| entry.allow.iter());
    let statuses = catalog.statuses.iter().flat_map(|rule| rule.allow.iter());
    let families = catalog.families.iter().flat_map(|family| family.allow.iter());
    catalog.allow.iter().chain(statuses).chain(families).chain(entries)
}

pub(super) fn lints(report: &mut Report<'_>, catalog: &raw::Catalog) {
    for allow in all(catalog) {
        match rules::find(&allow.rule.value) {
            Some(rule) if rule.is_lint() => {}
            Some(_) => {
                report.add(
                    "allow",
                    &allow.rule.span,
                    format!("`{}` has no exceptions", shown(&allow.rule)),
                    "mend what it finds; only lints can be allowed",
                );
            }
            None => {
                let lints = Words::of(rules::all().filter(|rule| rule.is_lint()).map(|rule| rule.id));
                let help = "name a lint of catalog/README.md; each finding shows its own in brackets";
                report.add_unknown("allow", &allow.rule, "lint", &lints, help);
            }
        }
        if allow.reason.value.trim().is_empty() {
            report.add(
                "empty-text",
                &allow.reason.span,
                "`reason` says nothing",
                "say why the lint does not apply here",
            );
        }
    }
}
