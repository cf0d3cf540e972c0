//! What was counted, for programs.

use serde_json::{Value, json};

use super::tally::{Counted, Tally};

/// Everything there is to say about a recording.
pub(super) fn json(tally: &Tally) -> Value {
    let coverage = tally.coverage.values().map(|of| {
        let codes = of.vendor.table.entries.iter().zip(&of.met);
        let unmet: Vec<&str> = codes.filter(|(_, met)| !**met).map(|(entry, _)| entry.code).collect();
        json!({
            "vendor": of.vendor.table.id,
            "responses": of.responses,
            "codes": of.met.len(),
            "codes_met": of.met.len() - unmet.len(),
            "codes_not_met": unmet,
        })
    });
    json!({
        "version": 1,
        "responses": tally.records,
        "judged": tally.judged(),
        "errors": tally.errors,
        "verdicts": list(&tally.rows, |row| json!({
            "vendor": row.vendor,
            "code": row.code,
            "status": row.status,
            "category": row.category,
            "retry": row.retry,
            "basis": row.basis,
        })),
        "unknown_codes": list(&tally.unknown_codes, |(vendor, code)| json!({ "vendor": vendor, "code": code })),
        "undocumented_statuses": list(&tally.statuses, |(vendor, code, status)| {
            json!({ "vendor": vendor, "code": code, "status": status })
        }),
        "bodies_without_envelope": list(&tally.misfits, |(vendor, status, what)| {
            json!({ "vendor": vendor, "status": status, "body": what })
        }),
        "unread_waits": list(&tally.unread_waits, |(vendor, place)| json!({ "vendor": vendor, "place": place })),
        "unexpected": list(&tally.unexpected, |(_, difference)| json!({ "difference": difference })),
        "unknown_vendors": list(&tally.unknown_vendors, |name| json!({ "name": name })),
        "other_hosts": list(&tally.other_hosts, |host| json!({ "host": host })),
        "without_vendor": tally.unsaid,
        "unread_lines": tally.unread_lines,
        "first_unread_line": tally.first_unread.map(|unread| unread.line),
        "coverage": coverage.collect::<Vec<_>>(),
    })
}

fn list<K>(counted: &Counted<K>, of: impl Fn(&K) -> Value) -> Value {
    let met = counted.met.iter().map(|(key, met)| {
        let mut row = of(key);
        row["count"] = met.count.into();
        row["first"] = met.first.into();
        row
    });
    json!({ "of": met.collect::<Vec<_>>(), "others": counted.others })
}
