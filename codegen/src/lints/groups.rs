//! Groups that look like one.

use std::collections::HashMap;

use super::{Lints, Subject};
use crate::read::Spanned;

pub(super) fn titles(lints: &mut Lints<'_>, subject: Subject<'_>) {
    let mut first: HashMap<&str, &Spanned<String>> = HashMap::new();
    for title in subject.read.catalog.groups.iter().map(|group| &group.title) {
        let Some(other) = first.insert(title.value.trim(), title) else { continue };
        let related = (lints.place(&other.span), "the first one".to_owned());
        let message = format!("two groups have the title `{}`", title.escape_debug());
        let help = "put their codes in one group, or give them different titles";
        if let Some(finding) = lints.add("duplicate-group", &[], &title.span, message, help) {
            finding.label = "the second one".to_owned();
            finding.related = vec![related];
        }
    }
}
