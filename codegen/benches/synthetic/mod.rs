//! Catalogs of any size, made up, that have no findings.

use std::fmt::Write as _;

/// What the codes are about.
const THINGS: [&str; 16] = [
    "ACCOUNT", "CARD", "CHARGE", "CUSTOMER", "DISPUTE", "FILE", "INVOICE", "ORDER", "PAYOUT", "PLAN",
    "PRICE", "PRODUCT", "REFUND", "SESSION", "TOKEN", "TRANSFER",
];

/// What goes wrong: the category, the status, the kind of retry, the cell of the page, the meaning and the action.
const KINDS: [[&str; 6]; 5] = [
    ["invalid_request", "400", "never", "no", "is not valid", "Fix the request and send it again."],
    [
        "rate_limited",
        "429",
        "after_wait",
        "yes (after Retry-After)",
        "asks for too much in a minute",
        "Wait as long as Retry-After says, then send it again.",
    ],
    ["not_found", "404", "never", "no", "does not exist", "Check the id."],
    [
        "internal",
        "500",
        "backoff",
        "yes (back off)",
        "failed inside of the vendor",
        "Try again by the schedule.",
    ],
    [
        "permission_denied",
        "403",
        "never",
        "no",
        "may not be used with this key",
        "Use a key with the permission.",
    ],
];

/// A catalog of a vendor with so many codes, of which one in a hundred has an example.
pub(crate) fn catalog(vendor: &str, codes: usize) -> String {
    let mut text = format!(
        "vendor: {vendor}
title: {vendor}
about: Sells things of many kinds over an API.
stability: stable
complete: true
sources: [{{ id: errors, title: Errors, retrieved: 2026-11-26, url: \"https://example.com/{vendor}/errors\" }}]
envelope: {{ code: /error/code, message: /error/message }}
wait: [{{ header: Retry-After }}]
statuses:
  - {{ status: 429, category: rate_limited, retry: after_wait, meaning: Too many requests came. }}
  - {{ status: 4xx, category: invalid_request, retry: never, meaning: The request is at fault. }}
  - {{ status: 5xx, category: internal, retry: backoff, meaning: The vendor is at fault. }}
groups:
"
    );
    for number in 0..codes {
        entry(&mut text, number).expect("a text takes everything");
    }
    text
}

fn entry(to: &mut String, number: usize) -> std::fmt::Result {
    let [category, status, retry, cell, meaning, action] = KINDS[number % KINDS.len()];
    let thing = THINGS[number / KINDS.len() % THINGS.len()];
    let code = format!("{thing}_{}_{number}", category.to_uppercase());
    if number.is_multiple_of(50) {
        writeln!(to, "  - title: Group {}\n    codes:", number / 50)?;
    }
    writeln!(
        to,
        "      - code: \"{code}\"
        http: {status}
        category: {category}
        retry: {{ kind: {retry}, documented: \"{cell}\" }}
        meaning: The {} of case {number} {meaning}.
        action: {action}",
        thing.to_lowercase()
    )?;
    if number % 100 == 1 {
        writeln!(
            to,
            "        examples:
          - {{ status: {status}, headers: {{ Retry-After: \"7\" }}, \
             body: {{ error: {{ code: \"{code}\", message: Too fast. }} }}, expect: {{ code: \"{code}\", wait: 7s }} }}"
        )?;
    }
    Ok(())
}
