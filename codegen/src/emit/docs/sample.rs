//! Examples as samples: what came, and what it means.

use super::page::Page;
use crate::catalogs::{Body, Example, Expect, Expected, ExpectedWait};
use crate::emit::markdown;
use crate::emit::words;

/// One example.
pub(super) fn sample(page: &mut Page, example: &Example<'_>) {
    let Example { title, test_name: _, status, headers, body, expect } = example;
    let title = title.map_or_else(|| "Sample".to_owned(), markdown::text);
    let status = status.map_or_else(|| "no HTTP status".to_owned(), |status| format!("HTTP {status}"));
    page.block(&format!("**{title}** ({status})"));
    let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\n")).collect();
    if !headers.is_empty() {
        page.block(&markdown::fenced("http", &headers));
    }
    match body {
        Body::Empty => page.block("The body is empty."),
        Body::Text(text) => page.block(&markdown::fenced("text", text)),
        Body::Json(text) => {
            // The catalog's own JSON is read again as it was.
            let json: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
            page.block(&markdown::fenced("json", &format!("{json:#}")));
        }
    }
    page.block(&format!("Verdict: {}", verdict(expect)));
}

fn verdict(expect: &Expect<'_>) -> String {
    match expect {
        Expect::NoError => "not an error.".to_owned(),
        Expect::Verdict(one) => format!("{}.", facts(one)),
        Expect::Verdicts(many) => {
            let each: Vec<String> =
                many.iter().enumerate().map(|(at, one)| format!("{}. {}", at + 1, facts(one))).collect();
            format!("{} errors.\n\n{}", many.len(), each.join("\n"))
        }
    }
}

fn facts(expected: &Expected<'_>) -> String {
    let Expected { code, raw_code, category, retry, wait, basis, change, request_id } = expected;
    let mut facts = Vec::new();
    facts.extend(code.map(markdown::code));
    let known = code.is_some();
    facts.extend(raw_code.filter(|raw| Some(*raw) != *code).map(|raw| {
        let raw = markdown::code(raw);
        if known { format!("sent as {raw}") } else { format!("unknown code {raw}") }
    }));
    facts.extend(category.map(|category| format!("category `{category}`")));
    facts.extend(retry.map(|retry| format!("retry `{retry}`")));
    facts.extend(wait.as_ref().map(self::wait));
    facts.extend(change.map(|change| format!("with {}", markdown::code(change))));
    facts.extend(request_id.map(|id| format!("request id {}", markdown::code(id))));
    facts.extend(basis.map(|basis| format!("decided by `{basis}`")));
    facts.join(", ")
}

fn wait(wait: &ExpectedWait) -> String {
    match wait {
        ExpectedWait::None => "no wait given".to_owned(),
        ExpectedWait::For(time) => format!("wait {}", words::duration(*time)),
        ExpectedWait::Until(time) => format!("wait until {time}"),
    }
}
