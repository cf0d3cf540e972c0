//! Texts that have to say something.

use std::ops::Deref;

use super::report::Report;
use crate::raw;
use crate::read::Spanned;

pub(super) fn blank(report: &mut Report<'_>, catalog: &raw::Catalog) {
    let mut texts = Texts { report };
    texts.check("vendor", [&catalog.vendor]);
    texts.check("title", [&catalog.title]);
    texts.check("about", [&catalog.about]);
    for source in catalog.sources.iter() {
        texts.check("id", [&source.id]);
        texts.check("title", [&source.title]);
    }
    for group in catalog.groups.iter() {
        texts.check("title", [&group.title]);
        texts.check("about", &group.about);
    }
    for entry in catalog.entries() {
        texts.check("code", [&entry.code]);
        texts.check("alias", entry.aliases.iter());
        texts.check("meaning", [&entry.meaning]);
        texts.check("action", &entry.action);
        texts.check("since", &entry.since);
    }
    for rule in catalog.statuses.iter() {
        texts.check("meaning", [&rule.meaning]);
        texts.check("action", &rule.action);
    }
    for family in catalog.families.iter() {
        texts.check("prefix", [&family.prefix]);
        texts.check("meaning", [&family.meaning]);
        texts.check("action", &family.action);
    }
    for rule in catalog.no_response.iter() {
        texts.check("meaning", [&rule.meaning]);
        texts.check("action", &rule.action);
    }
    texts.check("documented", catalog.retry_rules().filter_map(|retry| retry.documented.as_ref()));
    texts.check("title", catalog.all_examples().filter_map(|example| example.title.as_ref()));
}

struct Texts<'r, 'a> {
    report: &'r mut Report<'a>,
}

impl Texts<'_, '_> {
    fn check<'t, T: Deref<Target = str> + 't>(
        &mut self,
        field: &str,
        texts: impl IntoIterator<Item = &'t Spanned<T>>,
    ) {
        for text in texts.into_iter().filter(|text| text.trim().is_empty()) {
            let message = format!("`{field}` says nothing");
            let help = "write the text, or leave the field out where it is optional";
            self.report.add("empty-text", &text.span, message, help);
        }
    }
}
