//! Codes that the vendor is about to retire.

use std::collections::HashMap;

use super::{Lints, Subject};
use crate::raw;
use crate::validate::{entries, shown};

pub(super) fn without_advice(lints: &mut Lints<'_>, subject: Subject<'_>) {
    for entry in entries(subject.read.catalog) {
        let Some(deprecated) = &entry.deprecated else { continue };
        if deprecated.note.is_none() && deprecated.replaced_by.is_none() {
            lints.add(
                "deprecated-without-advice",
                &[&entry.allow],
                &deprecated.span,
                format!("`{}` is deprecated, and nothing says what to look for instead", shown(&entry.code)),
                "add `note:` or `replaced_by:`",
            );
        }
    }
}

pub(super) fn replacements(lints: &mut Lints<'_>, subject: Subject<'_>) {
    let deprecated: HashMap<&str, &raw::Entry> = entries(subject.read.catalog)
        .filter(|entry| entry.deprecated.is_some())
        .map(|entry| (entry.code.value.as_str(), entry))
        .collect();
    for entry in entries(subject.read.catalog) {
        let code = entry.deprecated.as_ref().and_then(|deprecated| deprecated.replaced_by.as_ref());
        let Some(code) = code else { continue };
        let Some(other) = deprecated.get(code.value.as_str()) else { continue };
        let related = (lints.place(&other.code.span), "deprecated too".to_owned());
        let message = format!("the replacement `{}` is deprecated itself", shown(code));
        let help = "name the code that stays";
        let finding = lints.add("deprecated-replacement", &[&entry.allow], &code.span, message, help);
        if let Some(finding) = finding {
            finding.related = vec![related];
        }
    }
}
