//! A status at every vendor: what it says without a code, and the codes that come with it.

use errcat::{Basis, StatusPattern};
use errcat_codegen::emit::docs::{json, words};
use errcat_codegen::model::{Rule, StatusRule};
use serde_json::{Value, json};

use super::query::{OfStatus, overlap};
use crate::terminal::{STRONG, Sheet, paint};
use crate::without_code::{self, WithoutCode};

/// The status at each vendor.
pub(super) fn sections(sheet: &mut Sheet, status: StatusPattern, vendors: &[OfStatus<'_>]) {
    sheet.gap();
    sheet.line(&paint(STRONG, &format!("HTTP {status}")));
    for of in vendors {
        sheet.gap();
        sheet.line(&paint(STRONG, &of.vendor.id));
        for line in without(of) {
            sheet.paragraph(&line);
        }
        if of.codes.is_empty() {
            sheet.paragraph("No code is documented with it.");
            continue;
        }
        let row = |entry: &&errcat_codegen::model::Entry| {
            let code = paint(STRONG, &words::plain(&entry.code));
            // The status of each code is news only where many were asked for.
            let http = if status.width() == 1 { String::new() } else { words::http(&entry.http) + "  " };
            let retry = words::verdict(entry.retry.as_ref());
            [code, format!("{http}{}", entry.category), retry]
        };
        let rows: Vec<_> = of.codes.iter().map(row).collect();
        sheet.rows("    ", &rows);
    }
}

/// The same as JSON.
pub(super) fn json(of: &OfStatus<'_>) -> Value {
    json!({
        "vendor": of.vendor.id,
        "title": of.vendor.title,
        "status": of.status.to_string(),
        "rules": rules(of).map(json::status_rule).collect::<Vec<_>>(),
        "without_code": exact(of).map(|answer| json!({
            "basis": answer.basis.as_str(),
            "category": answer.category.as_str(),
            "retry": answer.retry.kind.as_str(),
            "meaning": answer.meaning,
            "action": answer.action,
        })),
        "codes": of.codes.iter().map(|entry| json::entry(&of.vendor.id, entry)).collect::<Vec<_>>(),
    })
}

/// What holds where no code is known: the verdict on one status, or the rules for a class of them.
fn without(of: &OfStatus<'_>) -> Vec<String> {
    if of.status.width() == 1 {
        let always = exact(of).map_or_else(|| no_error(of), |answer| verdict(&answer));
        return rules(of).filter(|rule| rule.when.is_some()).map(rule).chain([always]).collect();
    }
    let lines: Vec<String> = rules(of).map(rule).collect();
    if lines.is_empty() { vec!["The vendor has no rule for it.".to_owned()] } else { lines }
}

fn exact(of: &OfStatus<'_>) -> Option<WithoutCode> {
    let is_one = of.status.width() == 1;
    is_one.then(|| without_code::by_vendor(of.vendor, of.status.first())).flatten()
}

fn verdict(answer: &WithoutCode) -> String {
    let by = match answer.basis {
        Basis::Status => "by the vendor's rule",
        Basis::StatusClass => "by errcat's rule for the class: the vendor has none",
        _ => "no rule covers it",
    };
    let action = answer.action.as_deref().map_or(String::new(), |text| format!(" {}", words::plain(text)));
    format!(
        "Without a code: {}, {} ({by}). {}{action}",
        answer.category,
        words::verdict(Some(&answer.retry)),
        words::plain(&answer.meaning),
    )
}

fn no_error(of: &OfStatus<'_>) -> String {
    match rules(of).find(|rule| rule.when.is_none()) {
        Some(rule) => format!("Without a code: no error. {}", words::plain(&rule.rule.meaning)),
        None => "Without a code: no error.".to_owned(),
    }
}

/// The vendor's rules that have a status in common with what was asked for.
fn rules<'k>(of: &OfStatus<'k>) -> impl Iterator<Item = &'k StatusRule> {
    let status = of.status;
    of.vendor.statuses.iter().filter(move |rule| overlap(rule.status, status))
}

fn rule(rule: &StatusRule) -> String {
    let StatusRule { status, success, when, rule: Rule { category, retry, meaning, .. } } = rule;
    let meaning = words::plain(meaning);
    let status = match when {
        Some(when) => format!("{status} where {},", words::plain_when(when)),
        None => status.to_string(),
    };
    if *success {
        return format!("{status} without a code: no error. {meaning}");
    }
    format!("{status} without a code: {category}, {}. {meaning}", words::verdict(retry.as_ref()))
}
