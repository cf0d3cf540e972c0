//! Verdicts for people: what to do first, then what was sent, then which rule decided.

use errcat_codegen::words;
use errcat_core::ladder::Rung;
use errcat_core::{AnyCode, Next, Verdict, Wait};

use super::{Context, rungs};
use crate::report::count;
use crate::terminal::{CAUTION, DECISIVE, FAINT, STRONG, Sheet, paint, quoted};
use crate::without_code;

/// Everything there is to say about a response.
pub(super) fn page(context: &Context, verdicts: &[Verdict<'_, AnyCode<'_>>]) -> String {
    let mut sheet = Sheet::new();
    match verdicts {
        [] => sheet.line("no error"),
        [_] => {}
        several => sheet.line(&count(several.len(), "error")),
    }
    if let Some(remark) = context.remark {
        sheet.line(&paint(CAUTION, remark));
    }
    for verdict in verdicts {
        section(&mut sheet, context, verdict);
    }
    sheet.finish()
}

fn section(sheet: &mut Sheet, context: &Context, verdict: &Verdict<'_, AnyCode<'_>>) {
    sheet.gap();
    let item =
        verdict.item().map_or(String::new(), |item| format!(" at {}", words::plain(&item.to_string())));
    sheet.line(&format!("{}{item}", paint(STRONG, &name(verdict))));
    let retry = words::capitalized(&words::verdict(Some(&without_code::effective_retry(verdict))));
    sheet.paragraph(&format!("{} · {}", paint(STRONG, &retry), verdict.category()));
    sheet.gap();
    sheet.paragraph(&words::plain(verdict.meaning()));
    if let Some(action) = verdict.action() {
        sheet.paragraph(&format!("{} {}", paint(STRONG, "What to do:"), words::plain(action)));
    }
    sheet.gap();
    steps(sheet, context, verdict);
    sent(sheet, verdict);
    sheet.gap();
    sheet.paragraph(&paint(STRONG, "Rung by rung:"));
    for rung in verdict.rungs() {
        step_of_ladder(sheet, &rung, verdict);
    }
}

/// What is known of the error, as its heading.
fn name(verdict: &Verdict<'_, AnyCode<'_>>) -> String {
    let what = match (verdict.raw_code(), verdict.status(), verdict.failure()) {
        (Some(code), ..) => return format!("{}:{}", verdict.table().id, words::plain(code)),
        (None, Some(status), _) => format!("HTTP {status} without a code"),
        (None, None, Some(failure)) => format!("no response ({})", failure.as_str().replace('_', " ")),
        (None, None, None) => "an error without a code".to_owned(),
    };
    format!("{}: {what}", verdict.table().id)
}

fn steps(sheet: &mut Sheet, context: &Context, verdict: &Verdict<'_, AnyCode<'_>>) {
    sheet.fact("wait", &wait(verdict));
    sheet.fact("next", &next(context, verdict));
    if verdict.may_have_taken_effect() {
        sheet.fact("effect", "the request may still have taken effect");
    } else {
        sheet.fact("effect", "the request took no effect");
    }
    if let Some(remedy) = verdict.remedy() {
        let who =
            verdict.who().map_or(String::new(), |who| format!(", by the {}", who.as_str().replace('_', " ")));
        sheet.fact("remedy", &format!("{}{who}", remedy.as_str().replace('_', " ")));
    }
    if let Some(scope) = verdict.limit_scope() {
        sheet.fact("limit", &format!("of the {scope}: pause all that shares it"));
    }
    if let Some(contradiction) = verdict.contradiction() {
        sheet.fact("but", &paint(CAUTION, &format!("it {contradiction}; the code decides")));
    }
}

fn wait(verdict: &Verdict<'_, AnyCode<'_>>) -> String {
    match (verdict.requested_wait(), verdict.wait()) {
        (Some(wait), _) => format!("{}, as the response asks", in_words(wait)),
        (None, Some(wait)) => format!("{}, as the vendor's page says", in_words(wait)),
        (None, None) => "the response names none".to_owned(),
    }
}

fn in_words(wait: Wait) -> String {
    match wait {
        Wait::For(time) => words::duration(time),
        Wait::Until(time) => format!("until {time}"),
    }
}

fn next(context: &Context, verdict: &Verdict<'_, AnyCode<'_>>) -> String {
    let attempt = context.attempt;
    let step = match verdict.table().schedule.next(attempt, verdict, context.now) {
        Next::After(wait) => format!("wait {}, then send the same request again", words::duration(wait)),
        Next::AfterChange { wait, change } => {
            let change = words::plain(change);
            format!("wait {}, then send the request again with {change}", words::duration(wait))
        }
        Next::Stop(reason) => format!("stop: {reason}"),
    };
    format!("after try {attempt}: {step}")
}

/// All that the vendor sent, and where it documents the error.
fn sent(sheet: &mut Sheet, verdict: &Verdict<'_, AnyCode<'_>>) {
    let sent = super::json::sent(verdict);
    if !sent.is_empty() {
        sheet.gap();
        sheet.paragraph(&paint(STRONG, "Sent:"));
    }
    for (name, text) in sent {
        sheet.fact(&words::plain(&name), &quoted(&text));
    }
    if let Some(url) = verdict.documentation_url() {
        sheet.fact("its page", &words::plain(&url));
    }
}

fn step_of_ladder(sheet: &mut Sheet, rung: &Rung<'_>, verdict: &Verdict<'_, AnyCode<'_>>) {
    let said = rungs::in_words(rung, verdict);
    let decided = match (rung.decides_kind, rung.decides_retry) {
        (true, true) => "decides what it is and whether to retry",
        (true, false) => "decides what it is",
        (false, true) => "decides whether to retry",
        (false, false) => {
            let has_answer = rung.category.is_some() || rung.retry.is_some();
            let passed = if has_answer { " (passed over: decided elsewhere)" } else { "" };
            sheet.fact(rung.basis.as_str(), &paint(FAINT, &format!("{said}{passed}")));
            return;
        }
    };
    sheet.fact(rung.basis.as_str(), &format!("{said} ← {}", paint(DECISIVE, decided)));
}
