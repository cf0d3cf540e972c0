//! A feed of what is new, in Atom.
//!
//! There is no clock in it: an entry has the day on which the vendor's pages were read, or that from which the vendor
//! itself retires a code. What changed since an earlier state of the catalogs is known where that state was given.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use errcat_codegen::changes::{Change, Subject};
use errcat_codegen::{Breakage, ChangeKind, words};

use crate::address;
use crate::book::{Book, CodePage, VendorPages};
use crate::head::absolute;
use crate::markup::text;

/// Of a vendor with more codes that changed than this, one entry names all of them.
const EACH: usize = 20;

/// Something that is new.
struct News {
    day: String,
    id: String,
    title: String,
    /// The folder of the page that it is about.
    folder: String,
    said: String,
}

/// The feed, the newest first.
pub(crate) fn feed(book: &Book<'_>) -> String {
    let mut news: Vec<News> = book.vendors.iter().flat_map(of_vendor).collect();
    news.extend(of_changes(book));
    news.sort_by(|a, b| b.day.cmp(&a.day).then_with(|| a.id.cmp(&b.id)));
    let updated = news.first().map_or("1970-01-01", |entry| entry.day.as_str());
    let root = absolute(book, "").unwrap_or_default();
    let mut feed = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n\
        <title>{}</title>\n<id>{}</id>\n<updated>{updated}T00:00:00Z</updated>\n<author><name>errcat</name></author>\n\
        <link href=\"{}index.html\"/>\n",
        xml(&book.options.title),
        if root.is_empty() { "urn:errcat".to_owned() } else { xml(&root) },
        xml(&root),
    );
    if !root.is_empty() {
        let _ = writeln!(feed, "<link rel=\"self\" href=\"{}feed.xml\"/>", xml(&root));
    }
    for News { day, id, title, folder, said } in &news {
        // Writing to a string never fails.
        let _ = writeln!(
            feed,
            "<entry><title>{}</title><id>{}</id><updated>{day}T00:00:00Z</updated>\
            <link href=\"{}{}\"/><summary>{}</summary></entry>",
            xml(title),
            xml(id),
            xml(&root),
            address::file(folder, "index.html"),
            said.lines().map(xml).collect::<Vec<_>>().join("\n")
        );
    }
    feed + "</feed>\n"
}

/// When a vendor's pages were read, and since when it retires its codes.
fn of_vendor(vendor: &VendorPages<'_>) -> Vec<News> {
    let table = &vendor.of.table;
    let mut news = Vec::new();
    if let Some(day) = read_on(vendor) {
        news.push(News {
            day: day.to_owned(),
            id: format!("urn:errcat:{}:{day}", table.id),
            title: format!("{}: {} codes as of {day}", table.title, vendor.codes.len()),
            folder: vendor.folder.clone(),
            said: table.about.to_owned(),
        });
    }
    for code in &vendor.codes {
        let Some(deprecated) = &code.entry.deprecated else { continue };
        let Some(day) = deprecated.since.filter(|day| is_day(day)) else { continue };
        let name = code.folder.rsplit('/').next().unwrap_or_default();
        news.push(News {
            day: day.to_owned(),
            id: format!("urn:errcat:{}:{name}:deprecated:{day}", table.id),
            title: format!("{} {} is deprecated", table.title, code.entry.code),
            folder: code.folder.clone(),
            said: deprecated.note.unwrap_or_default().to_owned(),
        });
    }
    news
}

/// The last day on which one of the vendor's pages was read.
fn read_on<'b>(vendor: &VendorPages<'b>) -> Option<&'b str> {
    let days = vendor.of.table.sources.iter().map(|source| source.retrieved);
    days.filter(|day| is_day(day)).max()
}

/// What changed: an entry for each code, and one for what else there is of a vendor.
fn of_changes(book: &Book<'_>) -> Vec<News> {
    let mut vendors: BTreeMap<&str, BTreeMap<Option<&str>, Vec<&Change>>> = BTreeMap::new();
    for change in book.options.changes.iter().filter(|change| matters(change)) {
        let code = match &change.subject {
            Subject::Code(code) | Subject::Variant(code, _) => Some(code.as_str()),
            _ => None,
        };
        vendors.entry(&change.vendor).or_default().entry(code).or_default().push(change);
    }
    let last = book.vendors.iter().filter_map(read_on).max().unwrap_or("1970-01-01");
    let mut news = Vec::new();
    for (id, by_code) in vendors {
        let vendor = book.by_id(id);
        let day = vendor.and_then(read_on).unwrap_or(last);
        let title = vendor.map_or(id, |vendor| vendor.of.table.title);
        let mut add = |code: Option<&str>, page: Option<&CodePage<'_>>, what: String, said: Vec<String>| {
            let said = said.join("\n");
            let name = code.map(address::segment).unwrap_or_default();
            let folder = page.map(|page| &page.folder).or(vendor.map(|vendor| &vendor.folder));
            news.push(News {
                day: day.to_owned(),
                id: format!("urn:errcat:{id}:{name}:{:08x}", address::fingerprint(&format!("{day}{said}"))),
                title: format!("{title}{what}"),
                folder: folder.cloned().unwrap_or_default(),
                said,
            });
        };
        let codes = by_code.keys().flatten().count();
        if codes > EACH {
            let said = by_code.values().flatten().map(|change| sentence(change)).collect();
            add(None, None, format!(": {codes} codes changed"), said);
            continue;
        }
        for (code, changes) in by_code {
            let page = code.and_then(|code| vendor?.code(code));
            let said = changes.iter().map(|change| sentence(change)).collect();
            let named = code.map(|code| format!(" {code}")).unwrap_or_default();
            add(code, page, named + &what(&changes, page), said);
        }
    }
    news
}

/// Whether a client may notice the change. That a page was read again is an entry of its own.
fn matters(change: &Change) -> bool {
    matches!(change.breakage, Breakage::Names | Breakage::Behaviour)
        && !matches!(change.subject, Subject::Source(_))
}

/// What changed of something, for a title; of a code that is new, with its badge.
fn what(changes: &[&Change], page: Option<&CodePage<'_>>) -> String {
    match changes {
        [Change { field: None, kind: ChangeKind::Added, .. }, ..] => {
            let badge = page.map(|page| format!(": {}", page.advice.badge()));
            format!(" is new{}", badge.unwrap_or_default())
        }
        [
            Change {
                field: None,
                kind: ChangeKind::Removed,
                subject: Subject::Code(_) | Subject::Vendor,
                ..
            },
            ..,
        ] => " is gone".to_owned(),
        [one] => format!(": {}", fact(one).unwrap_or_else(|| one.subject.in_words())),
        many => format!(": {} changes", many.len()),
    }
}

/// A change with what it means for a client.
fn sentence(change: &Change) -> String {
    let what = fact(change).unwrap_or_else(|| change.kind.as_str().to_owned());
    words::plain(&format!("{}, {what}: {}.", change.subject.in_words(), change.consequence))
}

/// The field and its values, where it is one that changed.
fn fact(change: &Change) -> Option<String> {
    let shown = |fact: &Option<errcat_codegen::changes::Fact>| {
        fact.as_ref().map_or_else(|| "–".to_owned(), |fact| fact.shown.clone())
    };
    let field = change.field.as_ref()?;
    Some(format!("{field} {} → {}", shown(&change.before), shown(&change.after)))
}

/// Text for XML, which has no place for most control characters; these are written out.
fn xml(of: &str) -> String {
    text(&words::plain(of))
}

fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let number =
        |part: &&str, digits: usize| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
    matches!(parts.as_slice(), [year, month, day] if number(year, 4) && number(month, 2) && number(day, 2))
}
