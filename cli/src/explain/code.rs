//! One code of one vendor: what to do first, then the facts and where they come from.

use errcat_codegen::catalogs::Origin;
use errcat_codegen::words;
use errcat_core::Retry;
use errcat_core::table::{Deprecated, Encoding, Entry, RetryRule, Rule, Schedule, Source, Table, Variant};
use serde_json::{Value, json};

use crate::known::KnownCode;
use crate::report::count;
use crate::terminal::{CAUTION, FAINT, STRONG, Sheet, paint, quoted};
use crate::without_code;

/// How many vendors have the code, and whether it may be treated alike.
pub(super) fn headline(codes: &[KnownCode]) -> String {
    let facts = |code: &KnownCode| (code.entry.rule.category, code.entry.rule.retry.map(|retry| retry.kind));
    let alike = codes.windows(2).all(|pair| match pair {
        [a, b] => facts(a) == facts(b),
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
pub(super) fn section(sheet: &mut Sheet, code: &KnownCode) {
    let KnownCode { vendor, entry, .. } = code;
    let table = &vendor.table;
    sheet.gap();
    sheet.line(&paint(STRONG, &format!("{}:{}", table.id, words::plain(entry.code))));
    sheet.paragraph(&first_line(entry));
    sheet.gap();
    sheet.paragraph(&mark(words::plain(entry.rule.meaning), entry, "meaning"));
    if let Some(action) = entry.rule.action {
        let action = mark(words::plain(action), entry, "action");
        sheet.paragraph(&format!("{} {action}", paint(STRONG, "What to do:")));
    }
    if let Some(words) = to_act(&entry.rule) {
        sheet.paragraph(&words);
    }
    variants(sheet, entry);
    sheet.gap();
    if let Some(deprecated) = &entry.deprecated {
        sheet.fact("deprecated", &paint(CAUTION, &deprecation(deprecated)));
    }
    how_to_retry(sheet, table, entry);
    rest(sheet, entry);
    origin(sheet, code);
}

/// What holds instead under conditions.
fn variants(sheet: &mut Sheet, entry: &Entry<'_>) {
    if !entry.variants.is_empty() {
        sheet.gap();
        sheet.paragraph(&paint(STRONG, "What holds instead, by the first condition that holds:"));
    }
    for Variant { when, rule, details: _ } in entry.variants {
        let verdict = words::capitalized(&words::verdict(rule.retry.as_ref()));
        let mut says =
            format!("{} · {}. {}", paint(STRONG, &verdict), rule.category, words::plain(rule.meaning));
        for words in [rule.action.map(words::plain), to_act(rule)].into_iter().flatten() {
            says.push_str(&format!(" {words}"));
        }
        sheet.fact("where", &words::plain_condition(when));
        sheet.fact("", &says);
    }
}

/// What to do as words, where the catalog says.
fn to_act(rule: &Rule<'_>) -> Option<String> {
    let remedy = rule.remedy.map(|remedy| format!("remedy: {remedy}"));
    let who = rule.who.or_else(|| rule.remedy?.usual_party());
    let who = who.map(|who| format!("who has to act: {who}"));
    let scope = rule.scope.map(|scope| format!("whose limit: {scope}"));
    let words: Vec<String> = [remedy, who, scope].into_iter().flatten().collect();
    (!words.is_empty()).then(|| words.join("; "))
}

/// The same as JSON.
pub(super) fn json(code: &KnownCode) -> Value {
    let Table { id, title, hosts, waits, schedule, sources, .. } = &code.vendor.table;
    json!({
        "vendor": id,
        "title": title,
        "entry": code.json(),
        "hosts": hosts.iter().map(|host| host.pattern).collect::<Vec<_>>(),
        "waits": waits,
        "schedule": schedule,
        "source": code.notes.origin.source().and_then(|source| sources.get(source)),
        "documentation_url": documentation(code),
    })
}

/// Retry, status and category: the line that a person in a hurry reads.
fn first_line(entry: &Entry<'_>) -> String {
    let verdict = words::capitalized(&words::verdict(entry.rule.retry.as_ref()));
    let verdict = mark(paint(STRONG, &verdict), entry, "retry");
    let http = mark(words::http(&entry.http), entry, "http");
    format!("{verdict} · HTTP {http} · {}", entry.rule.category)
}

fn how_to_retry(sheet: &mut Sheet, table: &Table<'_>, entry: &Entry<'_>) {
    let Some(retry) = &entry.rule.retry else {
        sheet.fact("retry", "the page does not say");
        by_status(sheet, table, entry);
        return;
    };
    sheet.fact("retry", &rule(entry, retry));
    if let Some(window) = retry.window {
        let window = format!("the quota resets {}", words::window(window));
        sheet.fact("window", &mark(window, entry, "retry.window"));
    }
    // A wait matters only to a client that waits, for another try or for a reset.
    if retry.kind.allows_retry() || retry.kind == Retry::AfterReset {
        sheet.fact("wait", &waits(table, entry, retry));
    }
    if retry.kind.allows_retry() {
        sheet.fact("schedule", &schedule(table, entry, retry));
    }
}

/// What the statuses of a code say, where its entry is silent.
fn by_status(sheet: &mut Sheet, table: &Table<'_>, entry: &Entry<'_>) {
    for pattern in entry.http.statuses() {
        let words = match without_code::by_status(table, pattern.first()) {
            Some(verdict) => words::verdict(Some(&without_code::effective_retry(&verdict))),
            None => "nothing is known, so do not retry".to_owned(),
        };
        sheet.fact("", &format!("by status {pattern}: {words}"));
    }
}

fn rule(entry: &Entry<'_>, retry: &RetryRule<'_>) -> String {
    let kind = mark(retry.kind.to_string(), entry, "retry");
    let explained = format!("{kind}. {}", words::explanation(retry.kind));
    match retry.documented {
        Some(cell) => format!("{explained} The page says {}.", quoted(cell)),
        None => explained,
    }
}

/// Where a response says how long to wait, and what holds where it does not.
fn waits(table: &Table<'_>, entry: &Entry<'_>, retry: &RetryRule<'_>) -> String {
    let places: Vec<String> = table
        .waits
        .iter()
        .map(|wait| {
            let place = match wait.encoding {
                Encoding::Auto => words::plain_place(&wait.at, wait.part),
                encoding => format!("{} ({encoding})", words::plain_place(&wait.at, wait.part)),
            };
            let place = if wait.longest { format!("(the longer of it and) {place}") } else { place };
            match &wait.when {
                Some(when) => format!("{place} where {}", words::plain_condition(when)),
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
fn schedule(table: &Table<'_>, entry: &Entry<'_>, retry: &RetryRule<'_>) -> String {
    let Schedule { max_attempts, max_attempts_documented, backoff_documented, max_wait, .. } = table.schedule;
    let own = |documented: bool| if documented { "" } else { " (errcat's own: the vendor gives none)" };
    let tries = retry.max_attempts.unwrap_or(max_attempts);
    let of_code = retry.max_attempts.is_some();
    let counted = format!("{}{}", words::tries(tries), own(max_attempts_documented || of_code));
    let counted = if of_code { mark(counted, entry, "retry.max_attempts") } else { counted };
    let waits = words::waits(&Schedule { max_attempts: tries, ..table.schedule });
    let longest = max_wait.map(|max_wait| format!("; {}", words::stops_beyond(max_wait)));
    format!("{counted}; in between {waits}{}{}", own(backoff_documented), longest.unwrap_or_default())
}

fn rest(sheet: &mut Sheet, entry: &Entry<'_>) {
    if !entry.aliases.is_empty() {
        let aliases: Vec<String> = entry.aliases.iter().map(|alias| words::plain(alias)).collect();
        sheet.fact("also sent", &format!("as {}", aliases.join(", ")));
    }
    if !entry.details.is_empty() {
        let members: Vec<String> = entry
            .details
            .iter()
            .map(|member| format!("{} ({})", words::plain(member.name), member.kind))
            .collect();
        sheet.fact("details", &members.join(", "));
    }
    if let Some(since) = entry.since {
        sheet.fact("since", &words::plain(since));
    }
    if !entry.rule.inferred.is_empty() {
        sheet.fact("implied", &format!("† The page only implies: {}", entry.rule.inferred.join(", ")));
    }
}

/// Where the page says so, and what it is in Rust.
fn origin(sheet: &mut Sheet, code: &KnownCode) {
    let KnownCode { vendor, entry, notes } = code;
    match notes.origin {
        Origin::Inherited(base) => {
            let from =
                format!("from {}, of which {} is a dialect", quoted(base.title), quoted(vendor.table.title));
            sheet.fact("inherited", &from);
        }
        Origin::Source(source) => page(sheet, vendor.table.sources.get(source), entry.group),
    }
    let hosts: Vec<String> = vendor.table.hosts.iter().map(|host| words::plain(host.pattern)).collect();
    if !hosts.is_empty() {
        sheet.fact("hosts", &hosts.join(", "));
    }
    if let Some(url) = documentation(code) {
        sheet.fact("its page", &words::plain(&url));
    }
    let rust = format!("errcat::{}::ErrorCode::{}", vendor.module, entry.name);
    sheet.fact("in Rust", &paint(FAINT, &rust));
}

/// The page that says so.
fn page(sheet: &mut Sheet, source: Option<&Source<'_>>, group: &str) {
    let Some(Source { id: _, title, retrieved, url }) = source else { return };
    let page = format!("{}, under {}, read on {}", quoted(title), quoted(group), words::plain(retrieved));
    sheet.fact("page", &page);
    if let Some(url) = url {
        sheet.fact("", &words::plain(url));
    }
}

/// The vendor's page of this one code.
fn documentation(code: &KnownCode) -> Option<String> {
    let template = code.vendor.table.documentation_url?;
    Some(words::documentation(template, code.entry.code))
}

fn deprecation(deprecated: &Deprecated<'_>) -> String {
    let Deprecated { since, note, replaced_by } = deprecated;
    let mut words = Vec::new();
    words.extend(since.as_ref().map(|since| format!("since {}.", words::plain(since))));
    words.extend(note.as_ref().map(|note| words::plain(note)));
    words.extend(replaced_by.as_ref().map(|code| format!("Replaced by {}.", words::plain(code))));
    if words.is_empty() { "the vendor retires this code.".to_owned() } else { words.join(" ") }
}

/// Marks a fact that the page only implies.
fn mark(text: String, entry: &Entry<'_>, fact: &str) -> String {
    if entry.rule.inferred.contains(&fact) { format!("{text} †") } else { text }
}
