//! Catalogs of more than a mebibyte, whose pieces are parsed side by side: they give what they give as a whole.

use std::fmt::Write as _;

use errcat_codegen::{Finding, SourceFile};

use crate::fixtures;

/// How many codes there are, 20 to a group.
const CODES: usize = 1_000;

/// A catalog with texts of every kind, whose groups stand at this indentation.
fn catalog(indent: usize) -> String {
    let mut text = "vendor: acme\ntitle: Acmé\nabout: Sells anvils.\nstability: stable\ncomplete: true\n\
                    sources: [{ id: errors, title: Errors, retrieved: 2026-11-26 }]\n\
                    envelope: { code: /error/code, message: /error/message }\n\
                    # Not these groups:\ngroups: # but those\n\n# of which there are many\n"
        .to_owned();
    let space = " ".repeat(indent);
    for number in 0..CODES {
        if number % 20 == 0 {
            let group = number / 20;
            writeln!(text, "{space}# – {group} –\n{space}- title: Group {group}\n{space}  codes:").unwrap();
        }
        let filler = "and so on, at length, ".repeat(42);
        let meaning = match number % 5 {
            0 => format!("Case {number} broke – {filler}beyond repair."),
            1 => format!("\"Case {number}: \\u00e9 and \\\" {filler}in quotes.\""),
            2 => format!("'Case {number}: it''s {filler}in others.'"),
            3 => format!(
                "|-\n{space}      - Case {number} of\n{space}      - a list {filler}\n\n{space}      # as text."
            ),
            _ => format!("Case {number} goes\n{space}      on {filler}\n{space}      for lines."),
        };
        writeln!(
            text,
            "{space}  - code: \"C{number}\" # {number}\n{space}    http: {}\n{space}    category: internal\n\
             {space}    retry: {{ kind: never,\n{space}      documented: no }}\n{space}    meaning: {meaning}",
            400 + number % 5
        )
        .unwrap();
    }
    text += "\n# The end.\nexamples:\n  - { title: one, status: 400, body: { error: { code: C0 } }, expect: { code: C0 } }\n";
    assert!(text.len() > 1024 * 1024);
    text
}

/// The same in quotes, which is read as a whole.
fn as_a_whole(text: &str) -> String {
    text.replacen("\ngroups:", "\n\"groups\":", 1)
}

fn file(text: impl Into<Vec<u8>>) -> SourceFile {
    SourceFile::new("acme.yaml", text.into())
}

/// What is found, without how far the quotes move it.
fn found(text: &str) -> Vec<(&'static str, String, usize, usize)> {
    let behind = text.find("\"groups\":").unwrap_or(usize::MAX);
    let moved = |at: usize| if at > behind { at - 2 } else { at };
    let found = |of: &Finding| {
        let span = &of.place.span;
        (of.rule, of.message.clone(), moved(span.start), moved(span.end))
    };
    fixtures::check(&[file(text)]).findings.iter().map(found).collect()
}

#[test]
fn its_artifacts_and_places_are_those_of_the_whole() {
    for text in [catalog(0), catalog(2).replace('\n', "\r\n"), catalog(4)] {
        let whole = as_a_whole(&text);
        assert!(fixtures::generate(&[file(text.as_str())]) == fixtures::generate(&[file(whole.as_str())]));
        let places = |text: &str| -> Vec<_> {
            let place =
                |of: errcat_codegen::EntryPlace| (of.code, of.at.span, of.retry.map(|retry| retry.span));
            errcat_codegen::entry_places(&file(text)).into_iter().map(place).collect()
        };
        let moved: Vec<_> = places(&text)
            .into_iter()
            .map(|(code, at, retry)| {
                let moved = |span: std::ops::Range<usize>| span.start + 2..span.end + 2;
                (code, moved(at), retry.map(moved))
            })
            .collect();
        assert_eq!(moved.len(), CODES);
        assert!(moved == places(&whole));
    }
}

#[test]
fn what_is_wrong_is_what_is_wrong_with_the_whole() {
    let text = catalog(2);
    let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
    let tail = &text[text.find("# The end.").unwrap()..];
    for (what, of, instead) in [
        ("an unknown field", "\n      http: 403\n", "\n      htpp: 403\n"),
        ("a code that is there before", "\"C856\"", "\"C17\""),
        ("another key of the same name", "\nexamples:", "\ngroups: []\nexamples:"),
        ("a mistyped quote", "Case 850 broke", "“Case 850” broke"),
        ("a quote that is not closed", "\"C700\"", "\"C700"),
        ("a bracket that is not closed", "\"C700\"", "[C700"),
        ("a quote over the end of a group", "title: Group 30", "title: \"Group 30"),
        ("a tab", "\n  - title: Group 20", "\n\t- title: Group 20"),
        ("a tab in the last line", tail, "\t      action: Wait.\n"),
        ("another document", "\n  - title: Group 20", "\n---\n  - title: Group 20"),
        ("an alias", "title: Group 20", "title: *group"),
        ("an anchor", "title: Group 20", "title: &group Group 20"),
        ("nothing in a group", "\n  - title: Group 20", "\n  -\n  - title: Group 20"),
        ("a group that is further out", "\n  - title: Group 20", "\n - title: Group 20"),
        ("a list as a group", "\n  - title: Group 20", "\n  - - title: Group 20"),
        ("a level too deep", "title: Group 20", &format!("title: {deep}")),
        ("a control character", "title: Group 20", "title: Group\u{7}20"),
    ] {
        let broken = text.replacen(of, instead, 1);
        assert!(broken != text, "{what}");
        let findings = found(&broken);
        assert!(!findings.is_empty(), "{what}");
        assert_eq!(findings, found(&as_a_whole(&broken)), "{what}");
    }
}

/// A list whose comments alone make it a large one.
#[test]
fn a_list_of_comments_alone_is_empty() {
    let comments = "  # None is known yet.\n".repeat(50_000);
    assert!(comments.len() > 1024 * 1024);
    let of = |comments: &str| {
        fixtures::acme(&format!(
            "statuses: [{{ status: 5xx, category: internal, meaning: It broke. }}]\nhosts: [\n{comments}  ]\n"
        ))
    };
    let large = of(&comments);
    assert!(large.bytes.len() > comments.len());
    assert!(fixtures::generate(&[of("")]) == fixtures::generate(&[large]));
}
