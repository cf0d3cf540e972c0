//! What search engines, feed readers and language models look for.

use std::fmt::Write as _;

use errcat_codegen::{Artifact, markdown, words};

use crate::address::{self, ACROSS, JSON};
use crate::book::{Book, kinds, slug};
use crate::head::absolute;
use crate::markup::text;
use crate::pages::vendor::CODES;
use crate::rows::parts;

/// How many addresses a site map may have.
const ADDRESSES: usize = 50_000;

/// The site map, and what else there is.
pub(crate) fn artifacts(book: &Book<'_>) -> Vec<Artifact> {
    let mut artifacts = site_maps(book);
    let map = absolute(book, "").filter(|_| !artifacts.is_empty());
    let map = map.map(|root| format!("Sitemap: {root}sitemap.xml\n")).unwrap_or_default();
    artifacts.push(Artifact::new("robots.txt", format!("User-agent: *\nAllow: /\n{map}")));
    artifacts.push(Artifact::new("feed.xml", feed(book)));
    artifacts.push(Artifact::new("llms.txt", llms(book)));
    // GitHub Pages leaves out what it takes for templates, such as folders that begin with `_`.
    artifacts.push(Artifact::new(".nojekyll", ""));
    artifacts
}

/// The folders of all pages that are to be found, the important first.
fn folders(book: &Book<'_>) -> Vec<String> {
    let mut folders = vec![String::new(), "how".to_owned()];
    for vendor in &book.vendors {
        let pages = vendor.codes.len().div_ceil(CODES).max(1);
        folders.extend((1..=pages).map(|number| address::page(&vendor.folder, number)));
        folders.extend(vendor.codes.iter().map(|code| code.folder.clone()));
    }
    folders.extend(["status", "category", "retry", "same"].map(str::to_owned));
    folders.extend(book.shared.iter().map(|shared| shared.folder.clone()));
    let all: Vec<_> = book.positions().collect();
    let mut lists = vec![("codes".to_owned(), all.len())];
    lists.extend(book.statuses.iter().map(|(pattern, codes)| (format!("status/{pattern}"), codes.len())));
    let categories = errcat_core::Category::ALL.iter();
    lists.extend(categories.map(|of| (format!("category/{of}"), book.of_category(*of).len())));
    let retries = kinds().map(|kind| (format!("retry/{}", slug(kind)), kind, book.of_retry(kind).len()));
    lists.extend(
        retries
            .filter(|(_, kind, count)| kind.is_some() || *count > 0)
            .map(|(folder, _, count)| (folder, count)),
    );
    for (folder, count) in lists {
        let pages = parts(&all[..count]).len();
        folders.extend((1..=pages).map(|number| address::page(&folder, number)));
    }
    folders
}

/// One site map, or several and a list of them; none where the address of the site is not known.
fn site_maps(book: &Book<'_>) -> Vec<Artifact> {
    let addresses: Option<Vec<String>> = folders(book).iter().map(|folder| absolute(book, folder)).collect();
    let Some(addresses) = addresses else { return Vec::new() };
    let map = |addresses: &[String]| {
        let urls: String =
            addresses.iter().map(|address| format!("<url><loc>{}</loc></url>\n", text(address))).collect();
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{urls}</urlset>\n"
        )
    };
    if addresses.len() <= ADDRESSES {
        return vec![Artifact::new("sitemap.xml", map(&addresses))];
    }
    let maps = addresses.chunks(ADDRESSES).enumerate();
    let mut maps: Vec<Artifact> =
        maps.map(|(number, part)| Artifact::new(format!("sitemap-{}.xml", number + 1), map(part))).collect();
    let root = absolute(book, "").unwrap_or_default();
    let listed: String =
        maps.iter().map(|of| format!("<sitemap><loc>{}{}</loc></sitemap>\n", text(&root), of.path)).collect();
    maps.push(Artifact::new(
        "sitemap.xml",
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{listed}</sitemapindex>\n"),
    ));
    maps
}

/// What is new, as far as the catalogs know days: when a vendor's pages were read, and since when a code is retired.
fn feed(book: &Book<'_>) -> String {
    // The day, the id, the title, the folder and the text.
    let mut entries: Vec<(String, String, String, String, String)> = Vec::new();
    for vendor in &book.vendors {
        let table = &vendor.of.table;
        let days = table.sources.iter().map(|source| source.retrieved).filter(|day| is_day(day));
        if let Some(day) = days.max() {
            let title = format!("{}: {} codes as of {day}", table.title, vendor.codes.len());
            let id = format!("urn:errcat:{}:{day}", table.id);
            entries.push((day.to_owned(), id, title, vendor.folder.clone(), table.about.to_owned()));
        }
        for code in &vendor.codes {
            let Some(deprecated) = &code.entry.deprecated else { continue };
            let Some(day) = deprecated.since.filter(|day| is_day(day)) else { continue };
            let name = code.folder.rsplit('/').next().unwrap_or_default();
            let id = format!("urn:errcat:{}:{name}:deprecated:{day}", table.id);
            let title = format!("{} {} is deprecated", table.title, code.entry.code);
            let said = deprecated.note.unwrap_or_default().to_owned();
            entries.push((day.to_owned(), id, title, code.folder.clone(), said));
        }
    }
    entries.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let updated = entries.first().map_or("1970-01-01", |entry| entry.0.as_str());
    let root = absolute(book, "").unwrap_or_default();
    let mut feed = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n\
        <title>{}</title>\n<id>{}</id>\n<updated>{updated}T00:00:00Z</updated>\n<author><name>errcat</name></author>\n\
        <link href=\"{}index.html\"/>\n",
        xml(&book.options.title),
        if root.is_empty() { "urn:errcat".to_owned() } else { xml(&root) },
        xml(&root),
    );
    for (day, id, title, folder, said) in &entries {
        // Writing to a string never fails.
        let _ = writeln!(
            feed,
            "<entry><title>{}</title><id>{}</id><updated>{day}T00:00:00Z</updated>\
            <link href=\"{}{folder}/index.html\"/><summary>{}</summary></entry>",
            xml(title),
            xml(id),
            xml(&root),
            xml(said)
        );
    }
    feed + "</feed>\n"
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

/// What the site is, for language models.
fn llms(book: &Book<'_>) -> String {
    let mut out = format!(
        "# {}\n\n> What each vendor's API error codes mean, and what a client should do: wait, back off, change something, \
        or stop.\n\nEvery page has a Markdown twin: `index.md` beside it. A vendor is `<vendor>/index.md`, a code \
        `<vendor>/<CODE>/index.md`. The same as JSON: `{JSON}/index.json`, `{JSON}/<vendor>.json` and \
        `{JSON}/<vendor>/<CODE>.json`, with their schemas beside them.\n\n## Vendors\n\n",
        markdown::text(&book.options.title)
    );
    let root = absolute(book, "").unwrap_or_default();
    for vendor in &book.vendors {
        let table = &vendor.of.table;
        let _ = writeln!(
            out,
            "- [{}]({root}{}/index.md): {} codes. {}",
            markdown::text(table.title),
            vendor.folder,
            vendor.codes.len(),
            markdown::text(table.about)
        );
    }
    out.push_str("\n## Across vendors\n\n");
    for (folder, title) in ACROSS {
        let _ = writeln!(out, "- [{title}]({root}{folder}/index.md)");
    }
    out
}
