//! What a dialect says although it inherits it.

use super::{Lints, Subject};

pub(super) fn repeated(lints: &mut Lints<'_>, subject: Subject<'_>) {
    for entry in subject.read.catalog.entries() {
        let Some(inherited) = subject.read.files.repeated(&entry.code.span) else { continue };
        let related = (lints.place(inherited), "the inherited entry".to_owned());
        let message =
            format!("this entry says what the inherited one of `{}` does", entry.code.escape_debug());
        let help = "leave the entry out: it is inherited";
        let finding = lints.add("repeated-entry", &[&entry.allow], &entry.code.span, message, help);
        if let Some(finding) = finding {
            finding.related = vec![related];
        }
    }
}
