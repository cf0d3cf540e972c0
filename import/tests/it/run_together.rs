//! Tables whose columns run together because they were copied out of a browser.

use crate::drafting::{import, nothing};

/// The rows of a page as they are drafted: a code or a status with what else was read of it, and `?` where it was
/// guessed how the row is split.
fn rows(page: &str) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for line in import(page).unwrap().text.lines().map(str::trim) {
        let after = |start: &str| line.strip_prefix(start);
        let unread =
            || after("# TODO: this could not be read as a row: ").map(|line| format!("not read: {line}"));
        let first = after("- code: ").or_else(|| after("- status: ")).map(|first| first.replace('"', ""));
        let more = || match after("# TODO: where one column ends and the next begins was guessed") {
            Some(_) => Some("?"),
            None if line.starts_with("retry: ") => line.split('"').nth(1),
            None => after("http: ").or_else(|| after("# page: ")),
        };
        if let Some(first) = first.or_else(unread) {
            rows.push(first);
        } else if let (Some(row), Some(more)) = (rows.last_mut(), more()) {
            *row += &format!(" | {more}");
        }
    }
    rows
}

#[test]
fn heads_are_split() {
    for (page, row) in [
        ("CodeHTTPRetryableMeaning\nA_BENT400noIt is bent", "A_BENT | 400 | no | Meaning: It is bent"),
        (
            "StatusMeaningCommon Causes\n400Bad OrderWrong size or colour",
            "400 | Meaning: Bad Order | Common Causes: Wrong size or colour",
        ),
        (
            "HTTP Status CodeError CodeDescriptionResolution\n400A_BENTIt is bentTake another",
            "A_BENT | 400 | Description: It is bent | to do: Take another",
        ),
        (
            "CodeHTTPWho pays for itMeaning\nA_BENT400NobodyIt is bent",
            "A_BENT | 400 | Who pays for it: Nobody | Meaning: It is bent",
        ),
        ("ErrorStatus codeWhat to do\nA_BENT400Take another", "A_BENT | 400 | to do: Take another"),
    ] {
        assert_eq!(rows(page), [row], "{page}");
    }
    for line in [
        "Codes",
        "Error codes",
        "HTTP Status Codes",
        "CodeSandbox",
        "Status Code",
        "",
        "ErrorResponse",
        "Error. Code",
    ] {
        assert_eq!(nothing(&format!("{line}\nRATE_LIMITEDToo many\n")), [""; 0], "{line}");
    }
}

#[test]
fn rows_are_split() {
    for (heads, split) in [
        (
            "CodeHTTPRetryableMeaning",
            &[
                (
                    "ANVIL_BENT400noAn anvil came out bent (again).",
                    "ANVIL_BENT | 400 | no | Meaning: An anvil came out bent (again).",
                ),
                (
                    "SHOP_BUSY429yes (after Retry-After)Too many at once",
                    "SHOP_BUSY | 429 | yes (after Retry-After) | Meaning: Too many at once",
                ),
                (
                    "MONTH_SPENT429no this monthMonthly share gone",
                    "MONTH_SPENT | 429 | no this month | Meaning: Monthly share gone",
                ),
                ("NOT_RUNn/an/aPer-item marker", "NOT_RUN | none | n/a | Meaning: Per-item marker"),
                ("CAP_HIT200n/amax_items hit", "CAP_HIT | 200 | n/a | Meaning: max_items hit"),
                (
                    "SLOW200yesDeadlineExceeded / 504 later",
                    "SLOW | 200 | yes | Meaning: DeadlineExceeded / 504 later",
                ),
                ("This line is prose and no row.", "not read: This line is prose and no row."),
                ("T4_ONLY402noURL wants T4", "T4_ONLY | 402 | no | Meaning: URL wants T4"),
                ("ERR_7503yesGone", "ERR_7 | 503 | yes | ? | Meaning: Gone"),
                ("MANY400, 422noTwo statuses", "MANY | [400, 422] | no | Meaning: Two statuses"),
                ("anvilBent400noCamel case", "anvilBent | 400 | no | Meaning: Camel case"),
                ("card.expired402noDots", "card.expired | 402 | no | Meaning: Dots"),
                ("ANVIL_LOST404nothing there", "ANVIL_LOST | 404 | no | ? | Meaning: thing there"),
                ("20404404noA number", "20404 | 404 | no | ? | Meaning: A number"),
                ("ANVIL_BENT yes", "not read: ANVIL_BENT yes"),
            ][..],
        ),
        (
            "StatusMeaningCommon Causes",
            &[(
                "400Bad OrderWrong size or colour",
                "400 | Meaning: Bad Order | Common Causes: Wrong size or colour",
            )],
        ),
        (
            "CodeDescription",
            &[
                ("RATE_LIMITEDToo many", "RATE_LIMITED | Description: Too many"),
                ("JSONs are all we speak", "JSO | ? | Description: Ns are all we speak"),
                ("SHOP_FAILEDA wheel broke", "SHOP_FAILED | ? | Description: A wheel broke"),
                ("SHOP_FAILEDDNS broke", "not read: SHOP_FAILEDDNS broke"),
                ("anvilBentThe anvil", "not read: anvilBentThe anvil"),
                ("SHOP_SHUTTry later", "SHOP_SHUT | Description: Try later"),
            ],
        ),
        (
            "CodeDescription",
            &[
                ("400Bad Order - it is odd", "400 | Description: Bad Order - it is odd"),
                ("5xxBroken", "5xx | Description: Broken"),
                ("401A key is missing", "401 | Description: A key is missing"),
                ("400, 422Both odd", "not read: 400, 422Both odd"),
            ],
        ),
        (
            "DescriptionCodeHTTP",
            &[("Too many at onceSHOP_BUSY429", "SHOP_BUSY | 429 | ? | Description: Too many at once")],
        ),
        (
            "CodeMeaningStatusRetryable",
            &[("A_BENTIt is bent503yes", "A_BENT | 503 | yes | Meaning: It is bent")],
        ),
        ("StatusCodeMeaning", &[("400A_BENTIt is bent", "A_BENT | 400 | Meaning: It is bent")]),
    ] {
        let (lines, expected): (Vec<&str>, Vec<&str>) = split.iter().copied().unzip();
        assert_eq!(rows(&format!("{heads}\n{}\n", lines.join("\n"))), expected, "{heads}");
    }
}
