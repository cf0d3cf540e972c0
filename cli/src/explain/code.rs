//! One code of one vendor: what to do first, then the facts and where they come from.

use errcat::Encoding;
use errcat_codegen::emit::docs::{json, words};
use errcat_codegen::model::{Deprecated, Entry, Http, RetryRule, Schedule, Source, Vendor};
use serde_json::{Value, json};

use crate::report::count;
use crate::terminal::{CAUTION, FAINT, STRONG, Sheet, capitalized, paint, quoted};
use crate::without_code;

/// How many vendors have the code, and whether it may be treated alike.
pub(super) fn headline(codes: &[(&Vendor, &Entry)]) -> String {
    let facts = |entry: &Entry| (entry.category, entry.retry.as_ref().map(|retry| retry.kind));
    let alike = codes.windows(2).all(|pair| match pair {
        [(_, a), (_, b)] => facts(a) == facts(b),
        _ => true,
    });
    let vendors = count(codes.len(), "vendor");
    if alike {
        format!("{vendors}, to be treated alike")
    } else {
        paint(CAUTION, &format!("{vendors}, to be treated differently"))
    }
}

/// The whole section of a code.
pub(super) fn section(sheet: &mut Sheet, vendor: &Vendor, entry: &Entry) {
    sheet.gap();
    sheet.line(&paint(STRONG, &format!("{}:{}", vendor.id, words::plain(&entry.code))));
    sheet.paragraph(&first_line(entry));
    sheet.gap();
    sheet.paragraph(&mark(words::plain(&entry.meaning), entry, "meaning"));
    if let Some(action) = &entry.action {
        let action = mark(words::plain(action), entry, "action");
        sheet.paragraph(&format!("{} {action}", paint(STRONG, "What to do:")));
    }
    sheet.gap();
    if let Some(deprecated) = &entry.deprecated {
        sheet.fact("deprecated", &paint(CAUTION, &deprecation(deprecated)));
    }
    how_to_retry(sheet, vendor, entry);
    rest(sheet, entry);
    origin(sheet, vendor, entry);
}

/// The same as JSON.
pub(super) fn json(vendor: &Vendor, entry: &Entry) -> Value {
    json!({
        "vendor": vendor.id,
        "title": vendor.title,
        "entry": json::entry(&vendor.id, entry),
        "waits": vendor.waits.iter().map(json::wait).collect::<Vec<_>>(),
        "schedule": json::schedule(&vendor.schedule),
        "source": vendor.sources.get(entry.source).map(json::source),
        "documentation_url": documentation(vendor, entry),
    })
}

/// Retry, status and category: the line that a person in a hurry reads.
fn first_line(entry: &Entry) -> String {
    let verdict = capitalized(&words::verdict(entry.retry.as_ref()));
    let verdict = mark(paint(STRONG, &verdict), entry, "retry");
    let http = mark(words::http(&entry.http), entry, "http");
    format!("{verdict} · HTTP {http} · {}", entry.category)
}

fn how_to_retry(sheet: &mut Sheet, vendor: &Vendor, entry: &Entry) {
    let Some(retry) = &entry.retry else {
        sheet.fact("retry", "the page does not say");
        by_status(sheet, vendor, entry);
        return;
    };
    sheet.fact("retry", &rule(entry, retry));
    if let Some(window) = retry.window {
        let window = format!("the quota resets {}", words::window(window));
        sheet.fact("window", &mark(window, entry, "retry.window"));
    }
    // A wait matters only to a client that waits, for another try or for a reset.
    if retry.kind.allows_retry() || retry.kind == errcat::Retry::AfterReset {
        sheet.fact("wait", &waits(vendor, entry, retry));
    }
    if retry.kind.allows_retry() {
        sheet.fact("schedule", &schedule(vendor, entry, retry));
    }
}

/// What the statuses of a code say, where its entry is silent.
fn by_status(sheet: &mut Sheet, vendor: &Vendor, entry: &Entry) {
    let Http::Statuses(patterns) = &entry.http else { return };
    for pattern in patterns {
        let words = match without_code::by_vendor(vendor, pattern.first()) {
            Some(rule) => words::verdict(Some(&rule.retry)),
            None => "nothing is known, so do not retry".to_owned(),
        };
        sheet.fact("", &format!("by status {pattern}: {words}"));
    }
}

fn rule(entry: &Entry, retry: &RetryRule) -> String {
    let kind = mark(retry.kind.to_string(), entry, "retry");
    let explained = format!("{kind}. {}", words::explanation(retry.kind));
    match &retry.documented {
        Some(cell) => format!("{explained} The page says {}.", quoted(cell)),
        None => explained,
    }
}

/// Where a response says how long to wait, and what holds where it does not.
fn waits(vendor: &Vendor, entry: &Entry, retry: &RetryRule) -> String {
    let places: Vec<String> = vendor
        .waits
        .iter()
        .map(|wait| {
            let place = match wait.encoding {
                Encoding::Auto => words::plain_location(&wait.location),
                encoding => format!("{} ({encoding})", words::plain_location(&wait.location)),
            };
            match &wait.when {
                Some(when) => format!("{place} where {}", words::plain_when(when)),
                None => place,
            }
        })
        .collect();
    let mut words = if places.is_empty() {
        "the vendor documents no place that says how long".to_owned()
    } else {
        places.join(", or else ")
    };
    if let Some(wait) = retry.default_wait {
        let default = format!("{} where the response names no wait", words::duration(wait));
        words.push_str(&format!("; {}", mark(default, entry, "retry.default_wait")));
    }
    words
}

/// How often to try and how long to wait in between, with what is errcat's own.
fn schedule(vendor: &Vendor, entry: &Entry, retry: &RetryRule) -> String {
    let Schedule { max_attempts, attempts_documented, backoff_documented, .. } = vendor.schedule;
    let own = |documented: bool| if documented { "" } else { " (errcat's own: the vendor gives none)" };
    let tries = retry.max_attempts.unwrap_or(max_attempts);
    let of_code = retry.max_attempts.is_some();
    let counted = format!("{}{}", tries_in_all(tries), own(attempts_documented || of_code));
    let counted = if of_code { mark(counted, entry, "retry.max_attempts") } else { counted };
    let waits = words::waits(&Schedule { max_attempts: tries, ..vendor.schedule });
    format!("{counted}; in between {waits}{}", own(backoff_documented))
}

fn tries_in_all(tries: u32) -> String {
    if tries == 1 { "1 try in all".to_owned() } else { format!("{tries} tries in all") }
}

fn rest(sheet: &mut Sheet, entry: &Entry) {
    if !entry.aliases.is_empty() {
        let aliases: Vec<String> = entry.aliases.iter().map(|alias| words::plain(alias)).collect();
        sheet.fact("also sent", &format!("as {}", aliases.join(", ")));
    }
    if !entry.details.is_empty() {
        let members: Vec<String> = entry
            .details
            .iter()
            .map(|member| format!("{} ({})", words::plain(&member.name), member.kind))
            .collect();
        sheet.fact("details", &members.join(", "));
    }
    if let Some(since) = &entry.since {
        sheet.fact("since", &words::plain(since));
    }
    if !entry.inferred.is_empty() {
        sheet.fact("implied", &format!("† The page only implies: {}", entry.inferred.join(", ")));
    }
}

/// Where the page says so, and what it is in Rust.
fn origin(sheet: &mut Sheet, vendor: &Vendor, entry: &Entry) {
    if let Some(Source { id: _, title, retrieved, url }) = vendor.sources.get(entry.source) {
        let (title, group) = (quoted(title), quoted(&entry.group));
        let page = format!("{title}, under {group}, read on {}", words::plain(retrieved));
        sheet.fact("page", &page);
        if let Some(url) = url {
            sheet.fact("", &words::plain(url));
        }
    }
    if let Some(url) = documentation(vendor, entry) {
        sheet.fact("its page", &words::plain(&url));
    }
    let rust = format!("errcat::{}::ErrorCode::{}", vendor.module, entry.name);
    sheet.fact("in Rust", &paint(FAINT, &rust));
}

/// The vendor's page of this one code.
fn documentation(vendor: &Vendor, entry: &Entry) -> Option<String> {
    vendor.documentation_url.as_ref().map(|template| words::documentation(template, &entry.code))
}

fn deprecation(deprecated: &Deprecated) -> String {
    let Deprecated { since, note, replaced_by } = deprecated;
    let mut words = Vec::new();
    words.extend(since.as_ref().map(|since| format!("since {}.", words::plain(since))));
    words.extend(note.as_ref().map(|note| words::plain(note)));
    words.extend(replaced_by.as_ref().map(|code| format!("Replaced by {}.", words::plain(code))));
    if words.is_empty() { "the vendor retires this code.".to_owned() } else { words.join(" ") }
}

/// Marks a fact that the page only implies.
fn mark(text: String, entry: &Entry, fact: &str) -> String {
    if entry.inferred.iter().any(|inferred| inferred == fact) { format!("{text} †") } else { text }
}
