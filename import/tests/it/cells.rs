//! What the cells of a table say: codes, statuses, and whether to try again.

use crate::drafting::import;

/// What is drafted of each of these cells, in a column with this head beside the codes.
fn drafted<'c>(head: &str, cells: impl Iterator<Item = &'c str>) -> Vec<String> {
    let rows: String = cells.enumerate().map(|(at, cell)| format!("| CODE_{at} | {cell} |\n")).collect();
    let draft = import(&format!("| Code | {head} |\n|---|---|\n{rows}")).unwrap();
    assert_eq!(draft.unread, 0);
    draft.text.split("- code: ").skip(1).map(str::to_owned).collect()
}

/// What follows these words on their line; empty where they are not there.
fn after<'t>(text: &'t str, words: &str) -> &'t str {
    text.split_once(words).map_or("", |(_, rest)| rest.lines().next().unwrap_or_default())
}

#[test]
fn cells_of_statuses_are_read() {
    const UNREADABLE: &str = "?";
    let cells = [
        ("429", "429"),
        ("HTTP 429 Too Many Requests", "429"),
        ("400 / 422", "[400, 422]"),
        ("500 or 502", "[500, 502]"),
        ("5XX (Server Error)", "5xx"),
        ("n/a", "none"),
        ("N/A", "none"),
        ("none", "none"),
        ("", ""),
        ("—", ""),
        (" - ", ""),
        ("42", UNREADABLE),
        ("4294", UNREADABLE),
        ("500-504", UNREADABLE),
        ("500–504", UNREADABLE),
        ("varies", UNREADABLE),
        ("0xx", UNREADABLE),
        ("400 since 2024", UNREADABLE),
        ("xxx", UNREADABLE),
    ];
    let drafted = drafted("HTTP", cells.iter().map(|(cell, _)| *cell));
    assert_eq!(drafted.len(), cells.len());
    for (drafted, (cell, http)) in drafted.iter().zip(cells) {
        let (http, doubt) = match http {
            UNREADABLE => ("", format!("{cell}” could not be read")),
            http => (http, String::new()),
        };
        assert_eq!((after(drafted, " http: "), after(drafted, "# TODO: the status “")), (http, &*doubt));
    }
}

#[test]
fn cells_of_codes_are_read() {
    // In a pasted table the cells keep their quotes.
    let page = "Code\tHTTP
RATE_LIMITED\t429
`card.expired`\t402
A_B, C_D or `E_F`\t400
invalidApiKey timeoutProvider\t400
\t401
—\t402
Rate limited\t403
See the list below.\t404
All other codes\t405
";
    let draft = import(page).unwrap();
    let starts = ["- code: ", "# TODO: this could not be read as a row: "];
    let lines = draft.text.lines().map(str::trim);
    let rows: Vec<&str> =
        lines.filter_map(|line| starts.iter().find_map(|start| line.strip_prefix(start))).collect();
    assert_eq!(
        rows,
        [
            "\"RATE_LIMITED\"",
            "\"card.expired\"",
            "\"A_B\"",
            "\"C_D\"",
            "\"E_F\"",
            "\"invalidApiKey\"",
            "\"timeoutProvider\"",
            "401",
            "— | 402",
            "Rate limited | 403",
            "See the list below. | 404",
            "All other codes | 405",
        ]
    );
}

#[test]
fn cells_about_retrying_are_read() {
    let cells = [
        ("yes", "backoff", ""),
        ("Yes", "backoff", ""),
        ("✅", "backoff", ""),
        ("yes (back off)", "backoff", ""),
        ("Yes, with exponential backoff", "backoff", ""),
        ("yes (after Retry-After)", "after_wait", ""),
        ("no", "never", ""),
        ("false", "never", ""),
        ("Do not retry", "never", ""),
        ("no this month", "after_reset, window: month", ""),
        ("No (until the quota resets)", "after_reset", ""),
        ("n/a", "not_applicable", ""),
        ("—", "", ""),
        (
            "yes (once, with fresh=true)",
            "with_change, change: \"fresh=true\"",
            "is this the change that has to be made, and how often may it be tried?",
        ),
        ("sometimes", "…", "this cell could not be read"),
        ("nope", "…", "this cell could not be read"),
        ("yes, once", "backoff", "the cell says more than yes"),
        ("no, unless the key is new", "never", "the cell says more than no"),
        ("yes (after 60 s)", "after_wait", "where does the response say how long to wait?"),
    ];
    let drafted = drafted("Retry", cells.iter().map(|(cell, ..)| *cell));
    assert_eq!(drafted.len(), cells.len());
    for (drafted, (cell, kind, doubt)) in drafted.iter().zip(cells) {
        let retry =
            if kind.is_empty() { String::new() } else { format!("{kind}, documented: \"{cell}\" }}") };
        assert_eq!(
            (after(drafted, " retry: { kind: "), after(drafted, "# TODO: retry: ")),
            (&*retry, doubt),
            "{cell}"
        );
    }
}
