//! What holds for every file.

use std::collections::BTreeSet;

use errcat_codegen::is_invisible;

use crate::scene::{ADDRESS, Files, few, hostile, of_workspace, options, site};

/// No page is larger: it has to load on a phone.
const LARGEST: usize = 300_000;

fn pages(files: &Files) -> impl Iterator<Item = (&String, &String)> {
    files.iter().filter(|(path, _)| path.ends_with(".html"))
}

#[test]
fn no_page_is_too_large_and_each_says_what_it_is() {
    let files = of_workspace();
    let mut titles = BTreeSet::new();
    for (path, page) in pages(files) {
        assert!(page.len() < LARGEST, "{path} has {} bytes", page.len());
        let title = page.split_once("<title>").unwrap().1.split_once("</title>").unwrap().0;
        assert!(titles.insert(title), "{path}: {title} is the title of another page");
        assert!(!page.split_once("name=\"description\" content=\"").unwrap().1.starts_with('"'), "{path}");
    }
    let page = &files["runo/RATE_LIMITED/index.html"];
    assert!(page.contains("<title>Runo RATE_LIMITED (HTTP 429): retry after the wait</title>"));
    for path in [
        "status/429",
        "category/rate_limited",
        "retry/after_wait",
        "same/RATE_LIMITED",
        "how",
        "runo",
        "codes",
    ] {
        assert!(files.contains_key(&format!("{path}/index.html")), "{path}");
        assert!(files.contains_key(&format!("{path}/index.md")), "{path}");
    }
}

#[test]
fn at_an_address_each_page_says_where_it_is_and_is_listed() {
    let files = site(few(), &options(Some(ADDRESS)));
    let map = &files["sitemap.xml"];
    for (path, page) in pages(&files).filter(|(path, _)| *path != "404.html") {
        let address = format!("{ADDRESS}{}", path.trim_end_matches("index.html"));
        assert!(page.contains(&format!("<link rel=\"canonical\" href=\"{address}\">")), "{path}");
        assert!(map.contains(&format!("<loc>{address}</loc>")), "{path}");
    }
    assert!(map.contains(&format!("<loc>{ADDRESS}runo/RATE_LIMITED/</loc>")));
    assert!(files["robots.txt"].contains(&format!("Sitemap: {ADDRESS}sitemap.xml")));
}

/// Nothing inline, nothing from other hosts; and whatever a catalog holds is text.
#[test]
fn nothing_breaks_out() {
    let files = site(hostile(), &options(None));
    for (path, page) in pages(&files) {
        assert!(page.contains("default-src &#39;none&#39;") || page.contains("default-src 'none'"), "{path}");
        assert_eq!(page.matches("<script").count(), 1, "{path}");
        let lower = page.to_lowercase();
        for forbidden in
            ["<style", " style=", "<img", "<iframe", "<object", "<marquee", "<b>code", "href=\"javascript"]
        {
            assert!(!lower.contains(forbidden), "{path}: {forbidden}");
        }
        let tags = page.split('<').skip(1).filter_map(|rest| rest.split_once('>'));
        for (tag, _) in tags {
            // What is left without the quoted values are the names.
            let names: String = tag.split('"').step_by(2).collect();
            assert!(names.split_whitespace().all(|name| !name.starts_with("on")), "{path}: <{tag}>");
        }
    }
    for (path, page) in files.iter().filter(|(path, _)| path.ends_with(".md") || path.ends_with(".txt")) {
        let prose: Vec<&str> = page.split('`').step_by(2).collect();
        assert!(!prose.concat().contains("<script"), "{path}");
    }
    assert!(!files["feed.xml"].contains("<script"));
}

/// What can't be seen is written out, so that it neither hides a text nor turns one around.
#[test]
fn nothing_is_invisible() {
    let files = site(hostile(), &options(None));
    let shown = files.iter().filter(|(path, _)| !path.starts_with("v1/"));
    for (path, text) in shown {
        let is_hidden = |c: &char| is_invisible(*c) && *c != '\n';
        assert_eq!(text.chars().find(is_hidden), None, "{path}");
    }
    assert!(files["marks/index.html"].contains("U+202Eevil"));
}

#[test]
fn paths_are_safe_on_every_file_system() {
    for files in [of_workspace(), &site(hostile(), &options(None))] {
        let mut folded = BTreeSet::new();
        for path in files.keys() {
            let allowed = |c: char| c.is_ascii_alphanumeric() || "/_-.~".contains(c);
            assert!(path.chars().all(allowed) && path.len() < 250, "{path}");
            assert!(
                path.split('/').all(|part| !part.is_empty() && part != ".." && !part.ends_with('.')),
                "{path}"
            );
            assert!(folded.insert(path.to_ascii_lowercase()), "{path} differs from another in case alone");
        }
    }
    let files = site(hostile(), &options(None));
    for path in
        ["hostile/TWIN/index.html", "~73tatus/twin/index.html", "status/429/index.html", "v1/~73tatus.json"]
    {
        assert!(files.contains_key(path), "{path}: {:?}", files.keys().collect::<Vec<_>>());
    }
}

#[test]
fn the_same_catalogs_give_the_same_bytes_in_any_order() {
    let mut catalogs = few();
    catalogs.reverse();
    assert!(site(few(), &options(None)) == site(catalogs, &options(None)));
}
