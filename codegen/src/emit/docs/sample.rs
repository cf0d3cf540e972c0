//! Examples as samples: what came, and what it means.

use super::page::Page;
use crate::catalogs::{Body, Example, Expect};
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
        Expect::Verdict(one) => format!("{}.", words::expected(one, markdown::code)),
        Expect::Verdicts(many) => {
            let many = many.iter().map(|one| words::expected(one, markdown::code));
            let each: Vec<String> = many.enumerate().map(|(at, one)| format!("{}. {one}", at + 1)).collect();
            format!("{} errors.\n\n{}", each.len(), each.join("\n"))
        }
    }
}
