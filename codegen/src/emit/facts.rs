//! The facts of each vendor at a glance, one line a code: what a reviewer has to see when a fact changes.
//!
//! They are written as snapshots of the crate insta, so that a test can hold the compiled tables to them.

use std::fmt::Write as _;
use std::time::Duration;

use errcat_core::table::{
    Condition, Family, Host, Http, RetryRule, Rule, Schedule, StatusRule, Table, Variant,
};

use super::words;
use crate::artifact::{Artifact, Target};
use crate::catalogs::Catalogs;
use crate::parallel;

/// A snapshot for each vendor.
pub(super) fn artifacts(catalogs: &Catalogs<'_>, target: &Target) -> Vec<Artifact> {
    let snapshot = |table: &Table<'_>| {
        let mark = target.mark(&format!("catalog/{}.yaml", table.id));
        format!("---\nsource: catalog/{}.yaml\ndescription: \"{mark}\"\n---\n{}", table.id, of(table))
    };
    parallel::map(catalogs.vendors, |vendor| {
        Artifact::new(format!("facts/{}.snap", vendor.table.id), snapshot(&vendor.table))
    })
}

/// The facts of a vendor.
#[must_use]
pub fn of(table: &Table<'_>) -> String {
    let mut text = String::new();
    // Writing to a string never fails.
    for entry in table.entries {
        let http = match entry.http {
            Http::Unstated => "–".to_owned(),
            Http::NotApplicable => "n/a".to_owned(),
            Http::Statuses(statuses) => {
                statuses.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
            }
        };
        let inferred = entry.rule.inferred;
        let mark = if inferred.is_empty() { String::new() } else { format!(" † {}", inferred.join(" ")) };
        let (category, retry) = (entry.rule.category.as_str(), retry(entry.rule.retry.as_ref()));
        let words = act(&entry.rule);
        let _ = writeln!(text, "{:<26} {http:<4} {category:<18} {retry}{words}{mark}", entry.code);
        for Variant { when, rule, details: _ } in entry.variants {
            let when = format!("  where {}", words::plain_condition(when));
            let (category, retry, words) =
                (rule.category.as_str(), self::retry(rule.retry.as_ref()), act(rule));
            let _ = writeln!(text, "{when:<31} {category:<18} {retry}{words}");
        }
    }
    for StatusRule { status, success, when, rule } in table.statuses {
        let category = if *success { "success" } else { rule.category.as_str() };
        let (status, retry) = (status.to_string(), retry(rule.retry.as_ref()));
        let words = act(rule) + &where_it_holds(when.as_ref());
        let _ = writeln!(text, "status {:<19} {status:<4} {category:<18} {retry}{words}", "");
    }
    for Family { prefix, when, before_codes, rule } in table.families {
        let (prefix, category) = (format!("{prefix}*"), rule.category.as_str());
        let first = if *before_codes { ", before codes" } else { "" };
        let words = act(rule) + first + &where_it_holds(when.as_ref());
        let _ = writeln!(text, "{prefix:<31} {category:<18} {}{words}", retry(rule.retry.as_ref()));
    }
    for Host { pattern } in table.hosts {
        let _ = writeln!(text, "host {pattern}");
    }
    text + &schedule(&table.schedule)
}

/// What to do as words, where the catalog says.
fn act(rule: &Rule<'_>) -> String {
    let Rule { remedy, who, scope, .. } = rule;
    let remedy = remedy.map(|remedy| format!("; {remedy}"));
    let who = who.map(|who| format!("; by {who}"));
    let scope = scope.map(|scope| format!("; limit of the {scope}"));
    [remedy, who, scope].into_iter().flatten().collect()
}

fn where_it_holds(when: Option<&Condition<'_>>) -> String {
    when.map(|when| format!("; where {}", words::plain_condition(when))).unwrap_or_default()
}

fn retry(retry: Option<&RetryRule<'_>>) -> String {
    let Some(retry) = retry else { return "–".to_owned() };
    let RetryRule { kind, documented, max_attempts, default_wait, change, window } = retry;
    let mut words = vec![kind.to_string()];
    words.extend(default_wait.map(|wait| format!("{wait:?}")));
    words.extend(max_attempts.map(|tries| format!("{tries} tries")));
    words.extend(change.map(str::to_owned));
    words.extend(window.map(|window| format!("per {window}")));
    words.extend(documented.map(|cell| format!("“{cell}”")));
    words.join(", ")
}

fn schedule(schedule: &Schedule) -> String {
    let ours = |documented: bool| if documented { "" } else { " (ours)" };
    let max = match schedule.max {
        Duration::MAX => "any".to_owned(),
        max => format!("{max:?}"),
    };
    let max_wait =
        schedule.max_wait.map(|max_wait| format!(", no wait beyond {max_wait:?}")).unwrap_or_default();
    format!(
        "{} tries{}, {:?} ×{} up to {max}{}{max_wait}\n",
        schedule.max_attempts,
        ours(schedule.max_attempts_documented),
        schedule.initial,
        f64::from(schedule.factor_millis) / 1000.0,
        ours(schedule.backoff_documented),
    )
}
