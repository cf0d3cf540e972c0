//! Verdicts for people: what to do first, then what was sent, then which rule decided.

use errcat::{Judgement, Next, Wait};
use errcat_codegen::emit::docs::words;

use super::Context;
use super::rungs::{self, Decision, Rung};
use crate::report::count;
use crate::terminal::{CAUTION, DECISIVE, FAINT, STRONG, Sheet, capitalized, paint, quoted};
use crate::without_code;

/// Everything there is to say about a response.
pub(super) fn page(context: &Context<'_>, judgements: &[Judgement<'_>]) -> String {
    let mut sheet = Sheet::new();
    match judgements {
        [] => sheet.line("no error"),
        [_] => {}
        several => sheet.line(&count(several.len(), "error")),
    }
    if let Some(remark) = context.remark {
        sheet.line(&paint(CAUTION, remark));
    }
    for judgement in judgements {
        verdict(&mut sheet, context, judgement);
    }
    sheet.finish()
}

fn verdict(sheet: &mut Sheet, context: &Context<'_>, judgement: &Judgement<'_>) {
    sheet.gap();
    let item =
        judgement.item().map_or(String::new(), |item| format!(" at {}", words::plain(&item.to_string())));
    sheet.line(&format!("{}{item}", paint(STRONG, &name(judgement))));
    let retry = capitalized(&words::verdict(Some(&without_code::effective_retry(judgement))));
    sheet.paragraph(&format!("{} · {}", paint(STRONG, &retry), judgement.category()));
    sheet.gap();
    sheet.paragraph(&words::plain(judgement.meaning()));
    if let Some(action) = judgement.action() {
        sheet.paragraph(&format!("{} {}", paint(STRONG, "What to do:"), words::plain(action)));
    }
    sheet.gap();
    steps(sheet, context, judgement);
    sent(sheet, judgement);
    sheet.gap();
    sheet.paragraph(&paint(STRONG, "Rung by rung:"));
    for rung in rungs::rungs(context.vendor, judgement) {
        step_of_ladder(sheet, &rung);
    }
}

/// What is known of the error, as its heading.
fn name(judgement: &Judgement<'_>) -> String {
    let what = match (judgement.raw_code(), judgement.status(), judgement.failure()) {
        (Some(code), ..) => return format!("{}:{}", judgement.table().id, words::plain(code)),
        (None, Some(status), _) => format!("HTTP {status} without a code"),
        (None, None, Some(failure)) => format!("no response ({})", failure.as_str().replace('_', " ")),
        (None, None, None) => "an error without a code".to_owned(),
    };
    format!("{}: {what}", judgement.table().id)
}

fn steps(sheet: &mut Sheet, context: &Context<'_>, judgement: &Judgement<'_>) {
    sheet.fact("wait", &wait(judgement));
    sheet.fact("next", &next(context, judgement));
    if judgement.may_have_taken_effect() {
        sheet.fact("effect", "the request may have taken effect all the same");
    } else {
        sheet.fact("effect", "the request took no effect");
    }
    if let Some(contradiction) = judgement.contradiction() {
        sheet.fact("but", &paint(CAUTION, &format!("it {contradiction}; the code decides")));
    }
}

fn wait(judgement: &Judgement<'_>) -> String {
    match (judgement.requested_wait(), judgement.wait()) {
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

fn next(context: &Context<'_>, judgement: &Judgement<'_>) -> String {
    let attempt = context.attempt;
    let step = match judgement.table().schedule.next(attempt, judgement, context.now) {
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
fn sent(sheet: &mut Sheet, judgement: &Judgement<'_>) {
    let sent = super::json::sent(judgement);
    if !sent.is_empty() {
        sheet.gap();
        sheet.paragraph(&paint(STRONG, "Sent:"));
    }
    for (name, text) in sent {
        sheet.fact(&words::plain(&name), &quoted(&text));
    }
    if let Some(url) = judgement.documentation_url() {
        sheet.fact("its page", &words::plain(&url));
    }
}

fn step_of_ladder(sheet: &mut Sheet, rung: &Rung) {
    let said = &rung.says.text;
    let decided = match rung.decides.as_slice() {
        [] => {
            let has_answer = rung.says.category.is_some() || rung.says.retry.is_some();
            let passed = if has_answer { " (passed over: decided elsewhere)" } else { "" };
            sheet.fact(rung.basis.as_str(), &paint(FAINT, &format!("{said}{passed}")));
            return;
        }
        [Decision::Kind] => "decides what it is",
        [Decision::Retry] => "decides whether to retry",
        _ => "decides what it is and whether to retry",
    };
    sheet.fact(rung.basis.as_str(), &format!("{said} ← {}", paint(DECISIVE, decided)));
}
