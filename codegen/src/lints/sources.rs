//! Pages that were read too long ago, and those that nothing was taken from.

use super::{Lints, Subject};
use crate::raw::{Entry, Host};

/// After this many days a page is worth reading again.
const STALE: i32 = 365;
/// In some places it is tomorrow already.
const AHEAD: i32 = 1;

/// Pages besides the first that no entry names, in a catalog that holds nothing but entries: rules, waits and schedules
/// do not say where they are from.
pub(super) fn unused(lints: &mut Lints<'_>, subject: Subject<'_>) {
    let catalog = subject.read.catalog;
    let has_rules =
        !catalog.statuses.is_empty() || !catalog.families.is_empty() || !catalog.no_response.is_empty();
    if has_rules || !catalog.wait.is_empty() || catalog.retry.is_some() {
        return;
    }
    for id in catalog.sources.iter().skip(1).map(|source| &source.id) {
        let is_named = |entry: &Entry| entry.source.as_ref().is_some_and(|named| named.value == id.value);
        let has_host = |host: &Host| host.source.as_ref().is_some_and(|named| named.value == id.value);
        if !catalog.entries().any(is_named) && !catalog.hosts.iter().any(|host| has_host(host)) {
            let message = format!("nothing in this catalog is from the source `{}`", id.escape_debug());
            let help = "name it as the `source:` of the entries that it has, or remove it";
            lints.add("unused-source", &[], &id.span, message, help);
        }
    }
}

pub(super) fn stale(lints: &mut Lints<'_>, subject: Subject<'_>) {
    let Some(today) = subject.today else { return };
    for retrieved in subject.read.catalog.sources.iter().map(|source| &source.retrieved) {
        let Ok(age) = retrieved.value.until(today).map(|age| age.get_days()) else { continue };
        let message = if age > STALE {
            format!("this page was read {age} days ago")
        } else if age < -AHEAD {
            format!("this page is read in {} days only", -age)
        } else {
            continue;
        };
        let help = "compare the page with the catalog, and write the day on which you did";
        lints.add("stale-source", &[], &retrieved.span, message, help);
    }
}
