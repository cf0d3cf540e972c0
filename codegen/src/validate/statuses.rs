//! Rules about what holds without a known code: statuses and families.

use std::collections::HashMap;
use std::ops::Range;

use errcat_core::table::StatusPattern;
use errcat_core::{Category, Failure};

use super::report::Report;
use crate::notation::Code;
use crate::raw::{self, Comparable};
use crate::read::Spanned;

pub(super) fn duplicates(report: &mut Report<'_>, catalog: &raw::Catalog) {
    let mut first: HashMap<(StatusPattern, Option<Comparable>), (usize, Range<usize>)> = HashMap::new();
    for (index, rule) in catalog.statuses.iter().enumerate() {
        let when = rule.when.as_ref().map(|when| when.comparable());
        for status in rule.status.iter() {
            let pattern = status.value;
            let known = (pattern, when.clone());
            match first.get(&known) {
                // Within one rule it is reported as a status that is listed twice.
                Some((of, _)) if *of == index => {}
                Some((_, span)) => {
                    let related = (report.place(span), "the first rule".to_owned());
                    report
                        .add(
                            "duplicate-rule",
                            &status.span,
                            match when {
                                Some(_) => format!("the status {pattern} has two rules with this condition"),
                                None => format!("the status {pattern} has two rules"),
                            },
                            "keep one of them, or give each a `when` of its own",
                        )
                        .related = vec![related];
                }
                None => {
                    first.insert(known, (index, status.span.clone()));
                }
            }
        }
    }
}

pub(super) fn failures(report: &mut Report<'_>, catalog: &raw::Catalog) {
    let mut first: HashMap<Option<Failure>, &Spanned<Category>> = HashMap::new();
    for rule in catalog.no_response.iter() {
        let failures: Vec<Option<&Spanned<Failure>>> =
            if rule.failure.is_empty() { vec![None] } else { rule.failure.iter().map(Some).collect() };
        for failure in failures {
            let Some(other) = first.insert(failure.map(|failure| failure.value), &rule.category) else {
                continue;
            };
            let (span, message) = match failure {
                Some(failure) => (&failure.span, format!("the failure `{}` is given twice", failure.value)),
                None => (&rule.category.span, "two rules hold whatever the failure".to_owned()),
            };
            let related = (report.place(&other.span), "the first rule".to_owned());
            let help = "keep one of them, or give each a `failure` of its own";
            report.add("duplicate-rule", span, message, help).related = vec![related];
        }
    }
}

pub(super) fn successes(report: &mut Report<'_>, catalog: &raw::Catalog) {
    for rule in catalog.statuses.iter() {
        let success = rule.success.as_ref().filter(|success| success.value);
        match (success, &rule.category, &rule.retry) {
            (Some(_), Some(category), _) => {
                report.add(
                    "success",
                    &category.span,
                    "a success has no category",
                    "leave `category` out, or `success: true`",
                );
            }
            (Some(_), None, Some(retry)) => {
                report.add(
                    "success",
                    &retry.kind.span,
                    "a success is not retried",
                    "leave `retry` out, or `success: true`",
                );
            }
            (Some(_), None, None) if rule.when.is_some() => {
                let span = rule.when.as_ref().map_or(0..0, |when| when.span.clone());
                report.add(
                    "success",
                    &span,
                    "a success has no condition",
                    "leave `when` out, and give it to the rules for the same status that are errors",
                );
            }
            (None, None, _) => {
                let span =
                    rule.status.first().map_or(rule.meaning.span.clone(), |status| status.span.clone());
                report.add(
                    "success",
                    &span,
                    "this status has no category and is not a success either",
                    "add `category:`, or `success: true`",
                );
            }
            (Some(_), None, None) | (None, Some(_), _) => {}
        }
    }
}

pub(super) fn families(report: &mut Report<'_>, catalog: &raw::Catalog) {
    let mut first: HashMap<(&str, Option<Comparable>), &Spanned<Code>> = HashMap::new();
    for family in catalog.families.iter() {
        let prefix = &family.prefix;
        let when = family.when.as_ref().map(|when| when.comparable());
        if let Some(other) = first.insert((prefix, when), prefix) {
            let related = (report.place(&other.span), "the first rule".to_owned());
            report
                .add(
                    "duplicate-rule",
                    &prefix.span,
                    format!("the family `{}` has two rules", prefix.escape_debug()),
                    "keep one of them, or give each a `when` of its own",
                )
                .related = vec![related];
        }
    }
}
