//! What is said of a family, a success or a test, against the codes and the examples of the same catalog.

use std::borrow::Cow;

use serde_json::Value;

use super::judged::Judged;
use super::places::texts_in_header;
use super::{Lints, Subject};
use crate::raw::{self, TestValue};

/// A family whose own entries all say the other thing about trying again.
pub(super) fn families(lints: &mut Lints<'_>, subject: Subject<'_>) {
    let catalog = subject.read.catalog;
    for family in catalog.families.iter() {
        let Some(of_family) = family.retry.as_ref() else { continue };
        let retries = of_family.kind.value.allows_retry();
        let members = catalog.entries().filter(|entry| entry.code.starts_with(&*family.prefix.value));
        let told: Vec<(&raw::Entry, &raw::RetryRule)> =
            members.filter_map(|entry| Some((entry, entry.retry.as_ref()?))).collect();
        let Some((entry, of_entry)) = told.first() else { continue };
        if told.iter().any(|(_, of_entry)| of_entry.kind.value.allows_retry() == retries) {
            continue;
        }
        let message = format!(
            "the family `{}` says `{}`, and each of its codes the opposite, such as `{}`",
            family.prefix.escape_debug(),
            of_family.kind.value,
            entry.code.escape_debug()
        );
        let help = "fix the one that is wrong, or add `allow: [{ rule: family-contradiction, reason: … }]`";
        let related = (lints.place(&of_entry.kind.span), "a code of the family".to_owned());
        let at = &of_family.kind.span;
        if let Some(finding) = lints.add("family-contradiction", &[&family.allow], at, message, help) {
            finding.related.push(related);
        }
    }
}

/// A status that is a success, and belongs to a class of errors or to a code that nothing but its status distinguishes.
pub(super) fn successes(lints: &mut Lints<'_>, subject: Subject<'_>) {
    let catalog = subject.read.catalog;
    let successes =
        catalog.statuses.iter().filter(|rule| rule.success.as_ref().is_some_and(|flag| flag.value));
    for rule in successes {
        for status in rule.status.iter() {
            let pattern = status.value;
            let class = catalog.statuses.iter().filter(|of| of.category.is_some()).find_map(|of| {
                let wider = |other: &&crate::read::Spanned<errcat_core::table::StatusPattern>| {
                    other.value.contains(pattern.first()) && other.value.contains(pattern.last())
                };
                of.status.iter().find(wider)
            });
            let entry = catalog.entries().find_map(|entry| {
                let statuses = entry.statuses();
                let is_within = |of: &crate::read::Spanned<errcat_core::table::StatusPattern>| {
                    pattern.contains(of.value.first()) && pattern.contains(of.value.last())
                };
                let only = pattern.first() >= 400 && !statuses.is_empty() && statuses.iter().all(is_within);
                only.then(|| statuses.first().map(|first| (entry, first))).flatten()
            });
            let (related, what) = match (entry, class) {
                (Some((entry, first)), _) => {
                    (first, format!("the code `{}` comes with it", entry.code.escape_debug()))
                }
                (None, Some(class)) if pattern.first() >= 400 => {
                    (class, format!("the rule of {} says that it is an error", class.value))
                }
                _ => continue,
            };
            let message = format!("{pattern} is a success here, but {what}");
            let help =
                "fix the one that is wrong, or add `allow: [{ rule: success-contradiction, reason: … }]`";
            let related = (lints.place(&related.span), "here it is an error".to_owned());
            let finding = lints.add("success-contradiction", &[&rule.allow], &status.span, message, help);
            if let Some(finding) = finding {
                finding.related.push(related);
            }
        }
    }
}

/// A test of an error that compares with what is never there, such as with a text where a boolean is.
pub(super) fn tests(lints: &mut Lints<'_>, subject: Subject<'_>) {
    let catalog = subject.read.catalog;
    let bodies: Vec<Value> = subject.examples.iter().flat_map(Judged::trees).collect();
    for test in catalog.envelope.is_error.iter() {
        let values: Vec<Cow<'_, Value>> = match (&test.pointer, &test.header) {
            (Some(pointer), _) => {
                let values = bodies.iter().flat_map(|body| pointer.find_all(body));
                values.filter(|value| !value.is_null()).map(Cow::Borrowed).collect()
            }
            (None, header) => {
                let examples = || catalog.all_examples().map(|example| &example.value);
                let texts = header.iter().flat_map(|name| texts_in_header(examples(), name));
                texts.map(|text| Cow::Owned(Value::String(text))).collect()
            }
        };
        let is_equal = if test.header.is_some() { is_equal_in_header } else { is_equal };
        let is_plain = test.json.is_none()
            && test.after.is_empty()
            && test.after_last.is_none()
            && test.before.is_none();
        let Some(first) = test.equals.first().filter(|_| is_plain && !values.is_empty()) else { continue };
        if values.iter().any(|value| test.equals.iter().any(|of| is_equal(&of.value, value))) {
            continue;
        }
        let only_quotes = matches!(&first.value, TestValue::Text(text)
            if values.iter().any(|value| !value.is_string() && value.to_string() == *text));
        let help = if only_quotes {
            "write the value without quotes: the examples have a number or a boolean there"
        } else {
            "fix the value, or add an example of an error that has it"
        };
        let message = "no example has this value at the place of the test";
        lints.add("unexercised-condition", &[], &first.span, message, help);
    }
}

/// In a header, numbers and flags are texts.
fn is_equal_in_header(test: &TestValue, value: &Value) -> bool {
    match test {
        TestValue::Bool(test) => value.as_str() == Some(&test.to_string()),
        TestValue::Integer(test) => value.as_str() == Some(&test.to_string()),
        TestValue::Text(test) => value.as_str().is_some_and(|text| text.trim() == test),
    }
}

fn is_equal(test: &TestValue, value: &Value) -> bool {
    match test {
        TestValue::Bool(test) => value.as_bool() == Some(*test),
        TestValue::Integer(test) => value.as_i64() == Some(*test),
        TestValue::Text(test) => value.as_str() == Some(test),
    }
}
