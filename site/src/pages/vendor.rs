//! A vendor's page: what its API is, how an error arrives, how to retry, and every code with the verdict first.

use askama::Template;
use errcat_codegen::catalogs::{Group, Vendor};
use errcat_codegen::{Artifact, words};
use errcat_core::table::{Family, Rule, StatusRule, Table, Unanswered};

use super::page;
use crate::address;
use crate::book::{Advice, Book, Position, VendorPages};
use crate::documents;
use crate::facts::{GroupRows, RuleRow, VendorFacts};
use crate::head::Head;
use crate::markup::{Markup, code};
use crate::rows::{parts, rows};
use crate::sample::{Sample, sample};
use crate::twins;

/// How many codes a page of a vendor has at most, so that it never grows too large to load.
pub(crate) const CODES: usize = 480;

#[derive(Template)]
#[template(path = "vendor.html")]
struct Page<'b> {
    head: Head<'b>,
    facts: &'b VendorFacts<'b>,
    groups: Vec<GroupRows<'b>>,
    pages: Vec<(usize, String, bool)>,
    is_first: bool,
}

/// The pages of a vendor.
pub(super) fn artifacts(book: &Book<'_>, number: usize) -> Vec<Artifact> {
    let vendor = &book.vendors[number];
    let table = &vendor.of.table;
    let facts = facts(book, vendor);
    let codes: Vec<Position> =
        (0..vendor.codes.len()).map(|code| Position { vendor: number, code }).collect();
    let description = format!(
        "{} {} error codes: what each means, and whether to wait, try again, change something, or stop.",
        table.about,
        vendor.codes.len()
    );
    let mut artifacts = vec![twins::vendor(book, vendor, &facts, &groups(book, vendor.of, &codes, 0))];
    for part in parts(&vendor.folder, &codes, CODES) {
        let title = part.title(&format!("{} API errors", table.title));
        let title = format!("{title} · {}", book.options.title);
        let mut head = Head::new(book, &part.folder, title, &description);
        let is_first = part.number == 1;
        head.twin = is_first.then_some("index.md");
        artifacts.push(page(
            &part.folder,
            &Page {
                head: head.document(documents::path(&vendor.folder)),
                facts: &facts,
                groups: groups(book, vendor.of, part.codes, part.start),
                pages: part.pages,
                is_first,
            },
        ));
    }
    artifacts
}

/// These codes of a vendor by their groups; `start` is how many codes come before them.
fn groups<'b>(
    book: &'b Book<'_>,
    vendor: &'b Vendor<'b>,
    codes: &[Position],
    start: usize,
) -> Vec<GroupRows<'b>> {
    let mut groups = Vec::new();
    let mut first = 0;
    let anchors = address::segments(vendor.groups.iter().map(|group| group.title));
    for (Group { title, about, count }, anchor) in vendor.groups.iter().zip(anchors) {
        let last = first + count;
        let shown: Vec<Position> =
            codes.iter().copied().filter(|at| (first..last).contains(&at.code)).collect();
        if !shown.is_empty() {
            groups.push(GroupRows {
                title,
                anchor: format!("group-{anchor}"),
                about: about.filter(|_| first >= start),
                rows: rows(book, &shown),
            });
        }
        first = last;
    }
    groups
}

fn facts<'b>(book: &'b Book<'_>, vendor: &'b VendorPages<'_>) -> VendorFacts<'b> {
    let table = &vendor.of.table;
    let remarks =
        words::remarks(table).into_iter().map(|(word, remark)| format!("{word}: {remark}")).collect();
    let markup = |lines: Vec<String>| lines.into_iter().map(Markup).collect();
    // The response with the most marks, and of those the first.
    let most = |best: Option<Sample>, of: Sample| match best {
        Some(best) if best.marks >= of.marks => Some(best),
        _ => Some(of),
    };
    VendorFacts {
        title: table.title,
        about: table.about,
        count: vendor.codes.len(),
        remarks,
        extends: vendor.of.extends.map(|base| {
            let known = book.by_id(base.vendor);
            (base.title, known.map_or_else(|| address::vendor(base.vendor), |known| known.folder.clone()))
        }),
        envelope: markup(words::envelope(table, code)),
        places: words::places(table, code).into_iter().map(|row| row.map(Markup)).collect(),
        waits: markup(words::wait_places(table, code)),
        sample: vendor.of.all_examples().map(|example| sample(table, example)).fold(None, most),
        schedule: schedule(table),
        statuses: table.statuses.iter().map(|rule| status(table, rule)).collect(),
        families: table.families.iter().map(|of| family(table, of)).collect(),
        unanswered: table.unanswered.iter().map(|of| unanswered(table, of)).collect(),
        examples: vendor.of.examples.iter().map(|example| sample(table, example)).collect(),
        sources: table.sources,
    }
}

/// How to retry, with what is errcat's own.
pub(crate) fn schedule(table: &Table<'_>) -> Vec<String> {
    let schedule = &table.schedule;
    let ours = |documented: bool| if documented { "" } else { " (errcat’s own: the vendor gives none)" };
    let mut lines = vec![
        format!("{}{}", words::tries(schedule.max_attempts), ours(schedule.max_attempts_documented)),
        format!("waits between them: {}{}", words::waits(schedule), ours(schedule.backoff_documented)),
    ];
    lines.extend(schedule.max_wait.map(words::stops_beyond));
    lines
}

fn status<'b>(table: &Table<'b>, of: &'b StatusRule<'b>) -> RuleRow<'b> {
    let mut row = rule(table, Markup::of(with_condition(of.status.to_string(), of.when.as_ref())), &of.rule);
    if of.success {
        row.advice = None;
    }
    row
}

fn family<'b>(table: &Table<'b>, of: &'b Family<'b>) -> RuleRow<'b> {
    let mut prefix = with_condition(code(&format!("{}*", of.prefix)), of.when.as_ref());
    if of.before_codes {
        prefix.push_str(", before known codes of later places");
    }
    rule(table, Markup(prefix), &of.rule)
}

fn with_condition(of: String, when: Option<&errcat_core::table::Condition<'_>>) -> String {
    match when {
        Some(when) => format!("{of}, where {}", words::condition_in(when, code)),
        None => of,
    }
}

fn unanswered<'b>(table: &Table<'b>, of: &'b Unanswered<'b>) -> RuleRow<'b> {
    let reasons: Vec<&str> = of.failures.iter().map(|failure| failure.as_str()).collect();
    rule(table, Markup::of(reasons.join(", ")), &of.rule)
}

fn rule<'b>(table: &Table<'b>, of: Markup, rule: &'b Rule<'b>) -> RuleRow<'b> {
    RuleRow {
        of,
        advice: Some(Advice::of_rule(table, rule.retry.as_ref())),
        category: rule.category.as_str(),
        meaning: rule.meaning,
        action: rule.action,
    }
}
