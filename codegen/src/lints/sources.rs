//! Pages that were read too long ago.

use super::{Lints, Subject};

/// After this many days a page is worth reading again.
const STALE: i32 = 365;
/// In some places it is tomorrow already.
const AHEAD: i32 = 1;

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
