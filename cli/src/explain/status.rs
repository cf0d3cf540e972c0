//! A status at every vendor: what it says without a code, and the codes that come with it.

use errcat_codegen::words;
use errcat_core::table::{Rule, StatusPattern, StatusRule};
use errcat_core::{AnyCode, Basis, Verdict};
use serde_json::{Value, json};

use super::query::OfStatus;
use crate::known::KnownCode;
use crate::terminal::{STRONG, Sheet, paint};
use crate::without_code;

/// The status at each vendor.
pub(super) fn sections(sheet: &mut Sheet, status: StatusPattern, vendors: &[OfStatus]) {
    sheet.gap();
    sheet.line(&paint(STRONG, &format!("HTTP {status}")));
    for of in vendors {
        sheet.gap();
        sheet.line(&paint(STRONG, of.vendor.table.id));
        for line in without(of) {
            sheet.paragraph(&line);
        }
        if of.codes.is_empty() {
            sheet.paragraph("No code is documented with it.");
            continue;
        }
        let row = |KnownCode { entry, .. }: &KnownCode| {
            let code = paint(STRONG, &words::plain(entry.code));
            // The status of each code is news only where many were asked for.
            let http = if status.width() == 1 { String::new() } else { words::http(&entry.http) + "  " };
            let retry = words::verdict(entry.rule.retry.as_ref());
            [code, format!("{http}{}", entry.rule.category), retry]
        };
        let rows: Vec<_> = of.codes.iter().map(row).collect();
        sheet.rows("    ", &rows);
    }
}

/// The same as JSON.
pub(super) fn json(of: &OfStatus) -> Value {
    json!({
        "vendor": of.vendor.table.id,
        "title": of.vendor.table.title,
        "status": of.status.to_string(),
        "rules": rules(of).collect::<Vec<_>>(),
        "without_code": exact(of).map(|verdict| json!({
            "basis": verdict.basis(),
            "category": verdict.category(),
            "retry": verdict.retry(),
            "meaning": verdict.meaning(),
            "action": verdict.action(),
        })),
        "codes": of.codes.iter().map(KnownCode::json).collect::<Vec<_>>(),
    })
}

/// What holds where no code is known: the verdict on one status, or the rules for a class of them.
fn without(of: &OfStatus) -> Vec<String> {
    if of.status.width() == 1 {
        let always = exact(of).map_or_else(|| no_error(of), |verdict| in_words(&verdict));
        return rules(of).filter(|rule| rule.when.is_some()).map(rule).chain([always]).collect();
    }
    let lines: Vec<String> = rules(of).map(rule).collect();
    if lines.is_empty() { vec!["The vendor has no rule for it.".to_owned()] } else { lines }
}

fn exact(of: &OfStatus) -> Option<Verdict<'static, AnyCode<'static>>> {
    let is_one = of.status.width() == 1;
    is_one.then(|| without_code::by_status(&of.vendor.table, of.status.first())).flatten()
}

fn in_words(verdict: &Verdict<'_, AnyCode<'_>>) -> String {
    let by = match verdict.basis() {
        Basis::Status => "by the vendor's rule",
        Basis::StatusClass => "by errcat's rule for the class: the vendor has none",
        _ => "no rule covers it",
    };
    let action = verdict.action().map_or(String::new(), |text| format!(" {}", words::plain(text)));
    format!(
        "Without a code: {}, {} ({by}). {}{action}",
        verdict.category(),
        words::verdict(Some(&without_code::effective_retry(verdict))),
        words::plain(verdict.meaning()),
    )
}

fn no_error(of: &OfStatus) -> String {
    match rules(of).find(|rule| rule.when.is_none()) {
        Some(rule) => format!("Without a code: no error. {}", words::plain(rule.rule.meaning)),
        None => "Without a code: no error.".to_owned(),
    }
}

/// The vendor's rules that have a status in common with what was asked for.
pub(super) fn rules(of: &OfStatus) -> impl Iterator<Item = &'static StatusRule<'static>> {
    let status = of.status;
    of.vendor.table.statuses.iter().filter(move |rule| rule.status.overlaps(status))
}

fn rule(rule: &StatusRule<'_>) -> String {
    let StatusRule { status, success, when, rule: Rule { category, retry, meaning, .. } } = rule;
    let meaning = words::plain(meaning);
    let status = match when {
        Some(when) => format!("{status} where {},", words::plain_condition(when)),
        None => status.to_string(),
    };
    if *success {
        return format!("{status} without a code: no error. {meaning}");
    }
    format!("{status} without a code: {category}, {}. {meaning}", words::verdict(retry.as_ref()))
}
