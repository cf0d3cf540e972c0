//! What a verdict says of its rungs is what the ladder does.

use std::fs;
use std::path::Path;

use errcat::table::Table;
use errcat::{Basis, Failure, Response, Retry};
use errcat_codegen::catalogs::Vendor;
use errcat_codegen::{Input, Options, SourceFile, check as check_catalogs};

use crate::judge::AnyVerdict;

/// The vendors of the generator's fixtures.
fn vendors() -> &'static [Vendor<'static>] {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../codegen/tests/fixtures");
    let valid = fs::read_dir(fixtures.join("valid")).unwrap().map(|folder| folder.unwrap().path());
    let folders: Vec<_> = valid.chain([fixtures.join("envelopes")]).collect();
    let mut files = Vec::new();
    for path in folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap()) {
        let path = path.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "yaml") {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            files.push(SourceFile::new(name, fs::read(&path).unwrap()));
        }
    }
    let input = Box::leak(Box::new(Input::new(files)));
    check_catalogs(input, &Options::default()).catalogs.unwrap().vendors()
}

/// The first rung of the list that answers is the one that the verdict names.
fn check(verdict: &AnyVerdict<'_>) {
    let rungs = verdict.rungs();
    let flag = verdict.retryable_flag();
    let first_retry = rungs
        .iter()
        .filter(|rung| rung.basis != Basis::WireFlag || flag == Some(true))
        .find_map(|rung| Some((rung.basis, rung.retry?)));
    let retry = match first_retry {
        Some((basis, retry)) if flag == Some(false) && (retry.allows_retry() || basis == Basis::Unknown) => {
            Some((Basis::WireFlag, Retry::Never))
        }
        other => other,
    };
    assert_eq!(retry, Some((verdict.retry_basis(), verdict.retry())), "{verdict:?}");
    let (basis, category) = rungs.iter().find_map(|rung| Some((rung.basis, rung.category?))).unwrap();
    let is_listed = !matches!(basis, Basis::StatusClass | Basis::Unknown);
    let by_flag = !is_listed && verdict.retry_basis() == Basis::WireFlag;
    let basis = if by_flag { Basis::WireFlag } else { basis };
    assert_eq!((basis, category), (verdict.basis(), verdict.category()), "{verdict:?}");
    let decisions = |decides: bool| usize::from(decides);
    let decisions: usize =
        rungs.iter().map(|rung| decisions(rung.decides_kind) + decisions(rung.decides_retry)).sum();
    assert_eq!(decisions, 2, "{verdict:?}");
}

fn check_response(table: &Table<'_>, response: &Response<'_>) -> usize {
    let verdicts = table.classify_all(response);
    verdicts.iter().for_each(check);
    verdicts.len()
}

#[test]
fn of_every_example() {
    let mut judged = 0;
    for vendor in vendors() {
        for example in vendor.all_examples() {
            judged += check_response(&vendor.table, &example.response());
        }
        for failure in Failure::ALL {
            check(&vendor.table.no_response(*failure));
        }
    }
    assert!(judged > 30, "only {judged}");
}

#[test]
fn of_every_mixture_of_code_status_and_flag() {
    let table = &errcat::runo::TABLE;
    let known = table.entries.iter().map(|entry| entry.code);
    for code in known.chain(["SCHEMA_NEW", "NEW"]) {
        for flag in ["", r#", "retryable": true"#, r#", "retryable": false"#] {
            let body = format!(r#"{{"status": "error", "error": {{"code": "{code}"{flag}}}}}"#);
            let response = Response::without_status().body(&body);
            assert_eq!(check_response(table, &response), 1);
            for status in [200, 302, 400, 404, 408, 429, 500, 503, 600] {
                assert_eq!(check_response(table, &Response::new(status).body(&body)), 1);
            }
        }
    }
}

#[test]
fn they_are_the_same_once_the_response_is_gone() {
    let body = r#"{"status": "error", "error": {"code": "MOON_PHASE", "retryable": true}}"#;
    let verdict = errcat::runo::classify(&Response::new(429).body(body)).unwrap();
    let before = format!("{:?}", verdict.rungs());
    assert_eq!(format!("{:?}", verdict.into_owned().rungs()), before);
}
