//! Every link and every anchor leads somewhere.

use std::collections::{BTreeMap, BTreeSet};

use crate::scene::{Files, hostile, of_workspace, options, site};

/// The values of an attribute of a page.
fn values<'p>(page: &'p str, attribute: &str) -> Vec<&'p str> {
    let start = format!(" {attribute}=\"");
    page.split(&start).skip(1).filter_map(|rest| Some(rest.split_once('"')?.0)).collect()
}

/// The path that a link of a page leads to, without its fragment.
fn resolved(page: &str, link: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => {
                assert!(parts.pop().is_some(), "{page}: {link} leads out of the site");
            }
            "." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn all_lead_somewhere(files: &Files) {
    let pages: Vec<_> =
        files.iter().filter(|(path, _)| path.ends_with(".html") && *path != "404.html").collect();
    let ids: BTreeMap<&str, BTreeSet<&str>> =
        pages.iter().map(|(path, page)| (path.as_str(), values(page, "id").into_iter().collect())).collect();
    for (path, page) in &pages {
        let links = values(page, "href").into_iter().chain(values(page, "src"));
        for link in links.filter(|link| !link.starts_with("http")) {
            let (target, fragment) = link.split_once('#').unwrap_or((link, ""));
            let target = if target.is_empty() { (*path).clone() } else { resolved(path, target) };
            assert!(files.contains_key(&target), "{path}: {link}");
            let is_there = fragment.is_empty() || ids[target.as_str()].contains(fragment);
            assert!(is_there, "{path}: {link} has no such anchor");
        }
        for link in values(page, "aria-labelledby") {
            assert!(ids[path.as_str()].contains(link), "{path}: {link}");
        }
    }
}

#[test]
fn of_the_workspace() {
    let files = of_workspace();
    all_lead_somewhere(files);
    for (path, page) in files.iter().filter(|(path, _)| path.ends_with("index.md")) {
        let links = page.split("](").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0));
        for link in links.filter(|link| link.ends_with(".md")) {
            assert!(files.contains_key(&resolved(path, link)), "{path}: {link}");
        }
    }
}

#[test]
fn of_hostile_catalogs() {
    all_lead_somewhere(&site(hostile(), &options(Some("https://example.org/errors/"))));
}

/// A server shows it for addresses of any depth.
#[test]
fn of_the_page_of_what_is_not_found() {
    for (base, root) in
        [(None, "/"), (Some("https://example.org/a/b/"), "/a/b/"), (Some("https://example.org"), "/")]
    {
        let files = site(hostile(), &options(base));
        let page = &files["404.html"];
        assert!(page.contains(&format!("<base href=\"{root}\">")), "{page}");
        for link in values(page, "href").into_iter().filter(|link| !link.starts_with(['/', '#'])) {
            let target = link.split('#').next().unwrap();
            assert!(files.contains_key(target), "{link}");
        }
    }
}
