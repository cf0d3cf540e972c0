//! The page of a code: what to do on the first screen, then what it means and how that is known.

use askama::Template;
use errcat_codegen::catalogs::{Origin, Vendor};
use errcat_codegen::{Artifact, words};
use errcat_core::Retry;
use errcat_core::table::{Deprecated, Entry, Http, RetryRule, Schedule, Table, Variant};

use super::page;
use crate::book::{Advice, Book, CodePage, Position, VendorPages};
use crate::documents;
use crate::facts::{CodeFacts, Deprecation, VariantRow};
use crate::head::Head;
use crate::markup::{Markup, code, isolated, text, unbroken};
use crate::rows::rows;
use crate::sample::sample;
use crate::twins;

/// How many codes of the same group are shown.
const SIBLINGS: usize = 12;
/// How many codes of the same name are shown.
const NAMESAKES: usize = 12;

#[derive(Template)]
#[template(path = "code.html")]
struct Page<'b> {
    head: Head<'b>,
    facts: &'b CodeFacts<'b>,
}

/// The pages of the codes of a vendor.
pub(super) fn artifacts(book: &Book<'_>, number: usize) -> Vec<Artifact> {
    let vendor = &book.vendors[number];
    let of = |code| {
        let at = Position { vendor: number, code };
        let facts = facts(book, at);
        let own = book.code(at);
        let head = head(book, vendor, own);
        let twin = twins::code(own, &facts);
        [page(&own.folder, &Page { head, facts: &facts }), twin]
    };
    (0..vendor.codes.len()).flat_map(of).collect()
}

fn head<'b>(book: &'b Book<'_>, vendor: &VendorPages<'_>, of: &CodePage<'_>) -> Head<'b> {
    let rule = &of.entry.rule;
    let http = match of.entry.http.statuses() {
        [] => String::new(),
        _ => format!(" (HTTP {})", words::http(&of.entry.http)),
    };
    let verdict = words::verdict_in(of.advice.retry.as_ref(), words::plain);
    let title = format!("{} {}{http}: {verdict}", vendor.of.table.title, of.entry.code);
    let description = match rule.action {
        Some(action) => format!("{} {action}", rule.meaning),
        None => rule.meaning.to_owned(),
    };
    Head::new(book, &of.folder, title, &description).document(documents::path(&of.folder))
}

fn facts<'b>(book: &'b Book<'_>, at: Position) -> CodeFacts<'b> {
    let (vendor, of) = (book.vendor(at), book.code(at));
    let (table, entry) = (&vendor.of.table, of.entry);
    let rule = &entry.rule;
    let shared = of.shared.map(|number| &book.shared[number]);
    let namesakes = shared.map_or_else(Vec::new, |shared| namesakes(book, at, &shared.codes));
    let same_group = |code: &usize| *code != at.code && vendor.codes[*code].entry.group == entry.group;
    // Those next to it, as far as there are any.
    let mut siblings: Vec<usize> = (0..vendor.codes.len()).filter(same_group).collect();
    siblings.sort_by_key(|code| code.abs_diff(at.code));
    siblings.truncate(SIBLINGS);
    siblings.sort_unstable();
    let siblings: Vec<Position> =
        siblings.into_iter().map(|code| Position { vendor: at.vendor, code }).collect();
    let http = entry.http.statuses().iter().map(|pattern| (pattern.to_string(), format!("status/{pattern}")));
    CodeFacts {
        vendor: table.title,
        vendor_folder: &vendor.folder,
        code: entry.code,
        http: http.collect(),
        http_words: http_words(entry),
        advice: &of.advice,
        wait: wait(table, entry.rule.inferred, of.advice.retry.as_ref()),
        action: rule.action,
        action_implied: rule.inferred.contains(&"action"),
        effect: words::effect(rule.category),
        may_have_taken_effect: rule.category.may_have_taken_effect(),
        category: rule.category.as_str(),
        meaning: rule.meaning,
        deprecated: entry.deprecated.as_ref().map(|deprecated| deprecation(vendor, deprecated)),
        variants: variants(table, entry.variants),
        namesakes: rows(book, &namesakes),
        shared: shared.map(|shared| (shared.folder.as_str(), shared.difference)),
        details: of.notes.details.members,
        snippet: snippet(book, vendor.of, of),
        samples: of.notes.examples.iter().map(|example| sample(table, example)).collect(),
        provenance: provenance(vendor.of, of),
        group: entry.group,
        siblings: rows(book, &siblings),
    }
}

/// The codes of the same name at other vendors, those first that are to be treated differently.
fn namesakes(book: &Book<'_>, at: Position, codes: &[Position]) -> Vec<Position> {
    let facts = |at: Position| (book.code(at).entry.rule.category, book.code(at).advice.kind());
    let mut others: Vec<Position> = codes.iter().copied().filter(|other| other.vendor != at.vendor).collect();
    others.sort_by_key(|other| facts(*other) == facts(at));
    others.truncate(NAMESAKES);
    others
}

/// What stands in place of statuses where there are none.
fn http_words(entry: &Entry<'_>) -> &'static str {
    match entry.http {
        Http::NotApplicable => "without an HTTP status",
        _ => "HTTP status not stated",
    }
}

fn variants<'b>(table: &Table<'b>, variants: &'b [Variant<'b>]) -> Vec<VariantRow<'b>> {
    let row = |of: &'b Variant<'b>| VariantRow {
        when: Markup(words::condition_in(&of.when, code)),
        advice: Advice::of_rule(table, of.rule.retry.as_ref()),
        category: of.rule.category.as_str(),
        meaning: of.rule.meaning,
        action: of.rule.action,
    };
    variants.iter().map(row).collect()
}

/// How long to wait and how often to try, as numbers.
fn wait(table: &Table<'_>, inferred: &[&str], retry: Option<&RetryRule<'_>>) -> Option<Markup> {
    let retry = retry?;
    let mark = |part: &str, text: String| {
        if inferred.contains(&format!("retry.{part}").as_str()) { format!("{text} †") } else { text }
    };
    let tries = retry.max_attempts.unwrap_or(table.schedule.max_attempts);
    let waits = unbroken(&words::waits(&Schedule { max_attempts: tries, ..table.schedule }));
    let counted = words::tries(tries);
    let counted = if retry.max_attempts.is_some() { mark("max_attempts", counted) } else { counted };
    let longest =
        table.schedule.max_wait.map(|wait| format!("; {}", words::stops_beyond(wait))).unwrap_or_default();
    Some(Markup(match retry.kind {
        Retry::Never | Retry::NotApplicable => return None,
        // There is nothing to wait for.
        Retry::Backoff | Retry::AfterWait | Retry::WithChange if tries == 1 => counted,
        Retry::Backoff => format!("<b>{waits}</b> between tries, {counted}{longest}"),
        Retry::AfterWait => {
            let places = words::wait_places(table, code);
            let place = places.first().cloned().unwrap_or_else(|| format!("header {}", code("Retry-After")));
            let otherwise = match retry.default_wait {
                Some(wait) => mark("default_wait", format!("<b>{}</b>", unbroken(&words::duration(wait)))),
                None => format!("<b>{waits}</b>"),
            };
            format!("as {place} says, else {otherwise}; {counted}{longest}")
        }
        Retry::AfterReset => match retry.window {
            Some(window) => {
                mark("window", format!("stop <b>until the next {window}</b>, when the quota resets"))
            }
            None => "stop <b>until the quota resets</b>".to_owned(),
        },
        Retry::WithChange => {
            let change = code(retry.change.unwrap_or("a change"));
            format!("send it again with {change} after <b>{waits}</b>; {counted}{longest}")
        }
    }))
}

fn deprecation<'b>(vendor: &'b VendorPages<'_>, deprecated: &'b Deprecated<'b>) -> Deprecation<'b> {
    let Deprecated { since, note, replaced_by } = deprecated;
    let mut said = Vec::new();
    said.extend(since.map(|since| format!("Since {since}.")));
    said.extend(note.map(str::to_owned));
    if said.is_empty() && replaced_by.is_none() {
        said.push("The vendor retires this code.".to_owned());
    }
    let folder = |code| vendor.code(code).map(|page| page.folder.as_str());
    Deprecation { said: said.join(" "), replaced_by: *replaced_by, folder: replaced_by.and_then(folder) }
}

/// How to handle the code in Rust.
fn snippet(book: &Book<'_>, vendor: &Vendor<'_>, of: &CodePage<'_>) -> String {
    let (krate, module, name) = (&book.options.crate_name, vendor.module, of.entry.name);
    let table = &vendor.table;
    let has_statuses =
        || !table.statuses.is_empty() || table.entries.iter().any(|entry| !entry.http.statuses().is_empty());
    let response = match of.entry.http.only() {
        Some(status) => format!("Response::new({status}).body(body)"),
        None if of.entry.http == Http::NotApplicable || !has_statuses() => {
            "Response::without_status().body(body)".to_owned()
        }
        None => "Response::new(status).body(body)".to_owned(),
    };
    let may_retry = of.advice.kind().is_none_or(Retry::allows_retry);
    let then = if may_retry {
        format!("    let next = {module}::SCHEDULE.next(attempt, &verdict, SystemTime::now());\n")
    } else {
        "    // Do not send it again: verdict.retry() says why.\n".to_owned()
    };
    let time = if may_retry { "use std::time::SystemTime;\n" } else { "" };
    format!(
        "{time}use {krate}::{{Response, {module}}};\n\nlet response = {response};\nif let Some(verdict) = \
        {module}::classify(&response)\n    && verdict.code() == Some({module}::ErrorCode::{name})\n{{\n{then}}}\n"
    )
}

/// Where the facts come from, and how sure they are.
fn provenance(vendor: &Vendor<'_>, of: &CodePage<'_>) -> Vec<Markup> {
    let (table, entry) = (&vendor.table, of.entry);
    let rule = &entry.rule;
    let mut lines = Vec::new();
    if of.advice.by_status {
        lines.push("The page does not say whether to retry: what is said of the status holds.".to_owned());
    }
    lines.extend(
        rule.retry
            .and_then(|retry| retry.documented)
            .map(|cell| format!("On retries the vendor’s page says “{}”.", isolated(cell))),
    );
    lines.extend(words::to_act(rule, code).map(|text| words::capitalized(&text) + "."));
    if !entry.aliases.is_empty() {
        let aliases: Vec<String> = entry.aliases.iter().map(|alias| code(alias)).collect();
        lines.push(format!("Also sent as {}.", aliases.join(", ")));
    }
    lines.extend(entry.since.map(|since| format!("Since {}.", text(since))));
    match of.notes.origin {
        Origin::Source(position) => lines.extend(table.sources.get(position).map(|source| {
            let title = match source.url {
                Some(url) => link(url, source.title),
                None => isolated(source.title),
            };
            format!("From {title}, read on {}.", text(source.retrieved))
        })),
        Origin::Inherited(base) => lines.push(format!("Inherited from {}.", isolated(base.title))),
    }
    lines.extend(
        table.documentation_url.map(|template| {
            link(&words::documentation(template, entry.code), "The vendor’s page of this code")
        }),
    );
    if !rule.inferred.is_empty() {
        let inferred: Vec<String> = rule.inferred.iter().map(|fact| code(fact)).collect();
        lines.push(format!("† Only implied by the page: {}.", inferred.join(", ")));
    }
    lines.push("The category is errcat’s own reading; meaning and action are in errcat’s words.".to_owned());
    lines.into_iter().map(Markup).collect()
}

/// A link to a page of the vendor; text alone where the address is not one of the web.
fn link(url: &str, title: &str) -> String {
    if url.starts_with("https://") || url.starts_with("http://") {
        format!(
            "<a rel=\"noreferrer\" href=\"{}\">{}</a>",
            text(&errcat_codegen::markdown::url(url)),
            text(title)
        )
    } else {
        text(title)
    }
}
