//! The page that lists what can be asked for.

use std::fmt::Write as _;

use crate::replies::Replies;
use errcat_codegen::markdown::url_segment;

/// What can be asked for besides replies.
const FAULTS: [(&str, &str); 9] = [
    ("~drop", "the connection is closed without an answer"),
    ("~silence", "the connection stays open, and nothing comes"),
    ("~proxy", "the page of a proxy whose server is down"),
    ("ok~delay=2s", "an answer that comes late"),
    ("ok~cut", "the connection breaks in the middle of the body"),
    ("ok~cut=40", "the connection breaks after so many bytes of the answer"),
    ("ok~break", "a stream that breaks off in the middle"),
    ("_requests", "what was asked and when, as JSON"),
    ("_reset", "forgets that, and how far scripts are"),
];

/// The page. It runs no script and loads nothing.
pub(crate) fn page(replies: &Replies) -> String {
    let title = escaped(&replies.title);
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title} on loopback</title></head><body>\n\
        <h1>{title} on loopback</h1>\n<p>Several answers one after the other: <code>/script/A,B,ok</code>; the last one \
        stays. Whatever follows in a path changes nothing.</p>\n<h2>Answers</h2>\n<ul>\n"
    );
    for (name, all) in replies.iter() {
        for (reply, number) in all.iter().zip(1..) {
            let link =
                if number == 1 { url_segment(name) } else { format!("{}~{number}", url_segment(name)) };
            let about =
                if reply.about.is_empty() { String::new() } else { format!(": {}", escaped(&reply.about)) };
            // Writing to a string never fails.
            let _ = writeln!(
                page,
                "<li><a href=\"/{link}\"><code>{}</code></a> {}{about}</li>",
                escaped(&link),
                reply.status
            );
        }
    }
    page.push_str("</ul>\n<h2>Faults and records</h2>\n<ul>\n");
    for (path, about) in FAULTS {
        let _ = writeln!(page, "<li><a href=\"/{path}\"><code>/{path}</code></a> {about}</li>");
    }
    page + "</ul>\n</body></html>\n"
}

/// Text within HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}
