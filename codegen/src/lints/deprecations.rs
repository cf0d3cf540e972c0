//! Codes that the vendor is about to retire.

use std::collections::HashMap;

use super::{Lints, Subject};
use crate::raw;

pub(super) fn without_advice(lints: &mut Lints<'_>, subject: Subject<'_>) {
    for entry in subject.read.catalog.entries() {
        let Some(deprecated) = &entry.deprecated else { continue };
        if deprecated.note.is_none() && deprecated.replaced_by.is_none() {
            lints.add(
                "deprecated-without-advice",
                &[&entry.allow],
                &deprecated.span,
                format!(
                    "`{}` is deprecated, and nothing says what to look for instead",
                    entry.code.escape_debug()
                ),
                "add `note:` or `replaced_by:`",
            );
        }
    }
}

pub(super) fn replacements(lints: &mut Lints<'_>, subject: Subject<'_>) {
    let deprecated: HashMap<&str, &raw::Entry> = subject
        .read
        .catalog
        .entries()
        .filter(|entry| entry.deprecated.is_some())
        .map(|entry| (&*entry.code.value, entry))
        .collect();
    for entry in subject.read.catalog.entries() {
        let code = entry.deprecated.as_ref().and_then(|deprecated| deprecated.replaced_by.as_ref());
        let Some(code) = code else { continue };
        let Some(other) = deprecated.get(&*code.value) else { continue };
        let related = (lints.place(&other.code.span), "deprecated too".to_owned());
        let message = format!("the replacement `{}` is deprecated itself", code.escape_debug());
        let help = "name the code that stays";
        let finding = lints.add("deprecated-replacement", &[&entry.allow], &code.span, message, help);
        if let Some(finding) = finding {
            finding.related = vec![related];
        }
    }
}
