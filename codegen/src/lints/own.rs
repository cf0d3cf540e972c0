//! Examples that stand at an entry, and are not its own.

use super::{Lints, Subject};
use crate::raw::{self, Expect};

const RULE: &str = "foreign-example";

pub(super) fn examples(lints: &mut Lints<'_>, subject: Subject<'_>) {
    let written = subject
        .read
        .catalog
        .entries()
        .flat_map(|entry| entry.examples.iter().map(move |example| (entry, &example.value)));
    for ((entry, example), judged) in written.zip(subject.examples) {
        // What fails was reported already, and what is no error has no code.
        let at = &example.expect.span;
        if matches!(*example.expect, Expect::NoError) || lints.failing.contains(&at.start) {
            continue;
        }
        // What distinguishes variants and other codes carries the code too.
        let mut names = std::iter::once(&entry.code).chain(entry.aliases.iter());
        let is_own = names.any(|name| judged.carries(name))
            || judged.all().iter().any(|verdict| verdict.entry().is_some_and(|of| *of.code == **entry.code));
        if !is_own {
            let message = format!("this example of `{}` does not have that code", entry.code.escape_debug());
            let help = "move it to the entry whose code it has, or to the `examples:` of the catalog";
            lints.add(RULE, &[&entry.allow], at, message, help);
        } else {
            status(lints, entry, example);
        }
    }
}

fn status(lints: &mut Lints<'_>, entry: &raw::Entry, example: &raw::Example) {
    // A stream or a list of errors may come with a success.
    let Some(status) = example.status.as_ref().filter(|status| status.0 >= 400) else { return };
    let listed = entry.statuses();
    if listed.is_empty() || listed.iter().any(|pattern| pattern.value.contains(status.0)) {
        return;
    }
    let message =
        format!("this example of `{}` has a status that its `http` does not list", entry.code.escape_debug());
    let related = (lints.place(&listed[0].span), "the statuses of the entry".to_owned());
    let help = "add the status to `http`, or fix the example";
    if let Some(finding) = lints.add(RULE, &[&entry.allow], &status.span, message, help) {
        finding.related.push(related);
    }
}
