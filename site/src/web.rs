//! What search engines, feed readers and language models look for.

use std::fmt::Write as _;

use errcat_codegen::{Artifact, markdown};

use crate::address::{self, ACROSS, JSON};
use crate::book::{Book, slug};
use crate::feed;
use crate::head::absolute;
use crate::markup::text;
use crate::pages::vendor::CODES;
use crate::rows::ROWS;

/// How many addresses a site map may have.
const ADDRESSES: usize = 50_000;

/// The site map, and what else there is.
pub(crate) fn artifacts(book: &Book<'_>) -> Vec<Artifact> {
    let mut artifacts = site_maps(book);
    let map = absolute(book, "").filter(|_| !artifacts.is_empty());
    let map = map.map(|root| format!("Sitemap: {root}sitemap.xml\n")).unwrap_or_default();
    artifacts.push(Artifact::new("robots.txt", format!("User-agent: *\nAllow: /\n{map}")));
    artifacts.push(Artifact::new("feed.xml", feed::feed(book)));
    artifacts.push(Artifact::new("llms.txt", llms(book)));
    // GitHub Pages leaves out what it takes for templates, such as folders that begin with `_`.
    artifacts.push(Artifact::new(".nojekyll", ""));
    artifacts
}

/// The folders of all pages that are to be found, the important first.
fn folders(book: &Book<'_>) -> Vec<String> {
    let mut folders = vec![String::new(), "how".to_owned()];
    for vendor in &book.vendors {
        folders.extend(address::pages(&vendor.folder, vendor.codes.len(), CODES));
        folders.extend(vendor.codes.iter().map(|code| code.folder.clone()));
    }
    folders.extend(["status", "category", "retry", "same"].map(str::to_owned));
    folders.extend(book.shared.iter().map(|shared| shared.folder.clone()));
    let mut lists = vec![("codes".to_owned(), book.code_count())];
    lists.extend(book.statuses.iter().map(|(pattern, codes)| (format!("status/{pattern}"), codes.len())));
    let categories = errcat_core::Category::ALL.iter();
    lists.extend(categories.map(|of| (format!("category/{of}"), book.of_category(*of).len())));
    lists.extend(book.kinds().map(|(kind, codes)| (format!("retry/{}", slug(kind)), codes.len())));
    folders.extend(lists.iter().flat_map(|(folder, codes)| address::pages(folder, *codes, ROWS)));
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
