//! Verdicts for programs, and what was sent.

use std::borrow::Cow;

use errcat::{Field, Judgement, Next, StopReason, Wait};
use serde_json::{Value, json};

use super::Context;
use super::rungs::{self, Decision, Rung};

/// Everything there is to say about a response.
pub(super) fn json(context: &Context<'_>, judgements: &[Judgement<'_>]) -> Value {
    json!({
        "vendor": context.vendor.id,
        "remark": context.remark,
        "errors": judgements.iter().map(|judgement| verdict(context, judgement)).collect::<Vec<_>>(),
    })
}

/// What the vendor sent with an error, by the field's name in the catalog.
pub(super) fn sent(judgement: &Judgement<'_>) -> Vec<(String, String)> {
    let mut sent: Vec<(String, Option<Cow<'_, str>>)> = vec![
        ("code".to_owned(), judgement.raw_code().map(Cow::Borrowed)),
        ("message".to_owned(), judgement.message().map(Cow::Borrowed)),
        ("retryable".to_owned(), judgement.retryable_flag().map(|flag| flag.to_string().into())),
        ("request_id".to_owned(), judgement.request_id().map(Cow::Borrowed)),
        ("parameter".to_owned(), judgement.parameter().map(Cow::Borrowed)),
        ("details".to_owned(), judgement.details().map(Cow::Borrowed)),
    ];
    for place in judgement.table().envelope.places {
        if let Field::Other(name) = place.field
            && !sent.iter().any(|(other, _)| other == name)
        {
            sent.push((name.to_owned(), judgement.field(name)));
        }
    }
    sent.into_iter().filter_map(|(name, text)| Some((name, text?.into_owned()))).collect()
}

fn verdict(context: &Context<'_>, judgement: &Judgement<'_>) -> Value {
    let next = judgement.table().schedule.next(context.attempt, judgement, context.now);
    let sent: serde_json::Map<String, Value> =
        sent(judgement).into_iter().map(|(name, text)| (name, Value::String(text))).collect();
    json!({
        "item": judgement.item().map(|item| item.to_string()),
        "code": judgement.entry().map(|entry| entry.code),
        "raw_code": judgement.raw_code(),
        "status": judgement.status(),
        "failure": judgement.failure().map(|failure| failure.as_str()),
        "category": judgement.category().as_str(),
        "basis": judgement.basis().as_str(),
        "retry": judgement.retry().as_str(),
        "retry_basis": judgement.retry_basis().as_str(),
        "change": judgement.change(),
        "window": judgement.window().map(|window| window.as_str()),
        "wait": judgement.wait().map(wait),
        "wait_requested": judgement.requested_wait().is_some(),
        "attempt": context.attempt,
        "next": step(next),
        "may_have_taken_effect": judgement.may_have_taken_effect(),
        "contradiction": judgement.contradiction().map(|contradiction| contradiction.to_string()),
        "meaning": judgement.meaning(),
        "action": judgement.action(),
        "documentation_url": judgement.documentation_url(),
        "sent": sent,
        "rungs": rungs::rungs(context.vendor, judgement).iter().map(rung).collect::<Vec<_>>(),
    })
}

/// A length in seconds, or a time.
fn wait(wait: Wait) -> Value {
    match wait {
        Wait::For(time) => json!({ "seconds": time.as_secs_f64() }),
        Wait::Until(time) => json!({ "until": time.to_string() }),
    }
}

fn step(next: Next<'_>) -> Value {
    match next {
        Next::After(wait) => json!({ "step": "after", "seconds": wait.as_secs_f64() }),
        Next::AfterChange { wait, change } => {
            json!({ "step": "after_change", "seconds": wait.as_secs_f64(), "change": change })
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

fn rung(rung: &Rung) -> Value {
    let Rung { basis, says, decides } = rung;
    json!({
        "rung": basis.as_str(),
        "category": says.category.map(|category| category.as_str()),
        "retry": says.retry.map(|retry| retry.as_str()),
        "text": says.text,
        "decides": decides
            .iter()
            .map(|decision| match decision {
                Decision::Kind => "kind",
                Decision::Retry => "retry",
            })
            .collect::<Vec<_>>(),
    })
}
