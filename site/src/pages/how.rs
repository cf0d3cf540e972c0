//! How a verdict is reached: the ladder, as a drawing and in words.

use askama::Template;
use errcat_codegen::{Artifact, words};
use errcat_core::{Basis, Category, ladder};

use super::page;
use crate::book::{Book, kinds, slug};
use crate::facts::Rung;
use crate::head::Head;
use crate::twins;

#[derive(Template)]
#[template(path = "how.html")]
struct Page<'b> {
    head: Head<'b>,
    rungs: Vec<Rung>,
    height: usize,
    retries: Vec<(&'static str, &'static str, &'static str)>,
    categories: Vec<(&'static str, &'static str, bool)>,
}

/// How far the rungs of the drawing are apart.
const DISTANCE: usize = 44;

/// The page.
pub(super) fn artifacts(book: &Book<'_>) -> Vec<Artifact> {
    let description =
        "Which rule decides what an error is and whether to try again: the first rung that knows something.";
    let rungs = rungs();
    let twin = twins::how(&rungs);
    let page_of = Page {
        head: Head::new(
            book,
            "how",
            format!("How a verdict is reached · {}", book.options.title),
            description,
        ),
        height: rungs.len() * DISTANCE + 16,
        rungs,
        retries: kinds()
            .map(|kind| {
                let explained = kind.map_or("The page says nothing: the status decides.", words::explanation);
                (slug(kind), words::badge(kind), explained)
            })
            .collect(),
        categories: Category::ALL
            .iter()
            .map(|&category| (category.as_str(), words::meaning(category), category.may_have_taken_effect()))
            .collect(),
    };
    vec![page("how", &page_of), twin]
}

fn rungs() -> Vec<Rung> {
    let rung = |(at, basis): (usize, Basis)| Rung {
        number: at + 1,
        word: basis.as_str(),
        about: prose(basis.about()),
        y: at * DISTANCE + 35,
    };
    // What the caller says stands above all.
    [Basis::Override].into_iter().chain(ladder::RUNGS).enumerate().map(rung).collect()
}

/// A text of the documentation without its links.
fn prose(documented: &str) -> String {
    let mut out = String::new();
    let mut rest = documented;
    while let Some((before, link)) = rest.split_once("[`") {
        let Some((name, after)) = link.split_once("`]") else { break };
        out.push_str(before);
        out.push_str(name);
        rest = match after.strip_prefix('(').and_then(|target| target.split_once(')')) {
            Some((_, after)) => after,
            None => after,
        };
    }
    out.push_str(rest);
    out.replace('`', "")
}
