//! Verdicts for programs, and what was sent.

use std::borrow::Cow;

use errcat_core::ladder::Rung;
use errcat_core::table::seconds;
use errcat_core::{AnyCode, Next, StopReason, Verdict, Wait};
use serde_json::{Value, json};

use super::{Context, rungs};

/// Everything there is to say about a response.
pub(super) fn json(context: &Context, verdicts: &[Verdict<'_, AnyCode<'_>>]) -> Value {
    json!({
        "vendor": context.vendor,
        "remark": context.remark,
        "errors": verdicts.iter().map(|verdict| error(context, verdict)).collect::<Vec<_>>(),
    })
}

/// What the vendor sent with an error, by the field's name in the catalog.
pub(super) fn sent(verdict: &Verdict<'_, AnyCode<'_>>) -> Vec<(String, String)> {
    let mut sent: Vec<(String, Option<Cow<'_, str>>)> = vec![
        ("code".to_owned(), verdict.raw_code().map(Cow::Borrowed)),
        ("message".to_owned(), verdict.message().map(Cow::Borrowed)),
        ("retryable".to_owned(), verdict.retryable_flag().map(|flag| flag.to_string().into())),
        ("request_id".to_owned(), verdict.request_id().map(Cow::Borrowed)),
        ("parameter".to_owned(), verdict.parameter().map(Cow::Borrowed)),
        ("details".to_owned(), verdict.details().map(Cow::Borrowed)),
    ];
    for place in verdict.table().envelope.places {
        if let Some(name) = place.name
            && !sent.iter().any(|(other, _)| other == name)
        {
            sent.push((name.to_owned(), verdict.field(name)));
        }
    }
    sent.into_iter().filter_map(|(name, text)| Some((name, text?.into_owned()))).collect()
}

fn error(context: &Context, verdict: &Verdict<'_, AnyCode<'_>>) -> Value {
    let next = verdict.table().schedule.next(context.attempt, verdict, context.now);
    let sent: serde_json::Map<String, Value> =
        sent(verdict).into_iter().map(|(name, text)| (name, Value::String(text))).collect();
    json!({
        "item": verdict.item().map(|item| item.to_string()),
        "code": verdict.entry().map(|entry| entry.code),
        "raw_code": verdict.raw_code(),
        "status": verdict.status(),
        "failure": verdict.failure(),
        "category": verdict.category(),
        "basis": verdict.basis(),
        "retry": verdict.retry(),
        "retry_basis": verdict.retry_basis(),
        "change": verdict.change(),
        "window": verdict.window(),
        "wait": verdict.wait().map(wait),
        "wait_requested": verdict.requested_wait().is_some(),
        "attempt": context.attempt,
        "next": step(next),
        "may_have_taken_effect": verdict.may_have_taken_effect(),
        "contradiction": verdict.contradiction().map(|contradiction| contradiction.to_string()),
        "meaning": verdict.meaning(),
        "action": verdict.action(),
        "variant": verdict.variant().map(|variant| json!({ "when": variant.when })),
        "remedy": verdict.remedy(),
        "who": verdict.who(),
        "limit_scope": verdict.limit_scope(),
        "documentation_url": verdict.documentation_url(),
        "sent": sent,
        "rungs": verdict.rungs().iter().map(|of| rung(of, verdict)).collect::<Vec<_>>(),
    })
}

/// A length in seconds, or a time.
fn wait(wait: Wait) -> Value {
    match wait {
        Wait::For(time) => json!({ "seconds": seconds(time) }),
        Wait::Until(time) => json!({ "until": time.to_string() }),
    }
}

fn step(next: Next<'_>) -> Value {
    match next {
        Next::After(wait) => json!({ "step": "after", "seconds": seconds(wait) }),
        Next::AfterChange { wait, change } => {
            json!({ "step": "after_change", "seconds": seconds(wait), "change": change })
        }
        Next::Stop(reason) => {
            let until = match reason {
                StopReason::Quota { until, .. } => until.map(|until| until.to_string()),
                _ => None,
            };
            json!({ "step": "stop", "reason": reason.to_string(), "until": until })
        }
    }
}

fn rung(rung: &Rung<'_>, verdict: &Verdict<'_, AnyCode<'_>>) -> Value {
    let decides = [("kind", rung.decides_kind), ("retry", rung.decides_retry)];
    json!({
        "rung": rung.basis,
        "category": rung.category,
        "retry": rung.retry,
        "text": rungs::in_words(rung, verdict),
        "decides": decides.iter().filter(|(_, decides)| *decides).map(|(what, _)| what).collect::<Vec<_>>(),
    })
}
