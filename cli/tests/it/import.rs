//! Drafts of saved pages: of the shapes that vendors' pages have, and odd ones.

use std::fs;
use std::path::{Path, PathBuf};

use errcat_codegen::{Severity, SourceFile, compile};

use crate::scene::{Run, run};

fn pages() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pages")
}

/// Imports a page of these bytes, in a folder of its own, to the standard output.
fn import(page: impl AsRef<[u8]>) -> Run {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("page"), page).unwrap();
    run(folder.path(), &["import", "page", "--vendor", "acme", "--out", "-"])
}

/// The draft, without the day.
fn undated(draft: &str) -> String {
    let line = |line: &str| match line.split_once("retrieved: ") {
        Some((before, _)) => format!("{before}retrieved: …\n"),
        None => format!("{line}\n"),
    };
    draft.lines().map(line).collect()
}

#[test]
fn each_shape_of_page_is_drafted() {
    let mut names: Vec<String> = fs::read_dir(pages())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    for name in names {
        let drafted = import(fs::read(pages().join(&name)).unwrap());
        assert_eq!(drafted.code, 0, "{name}: {}", drafted.err);
        insta::assert_snapshot!(name.clone(), undated(&drafted.out) + "\n" + &drafted.err);
        // What is not filled in is refused, and then only what says so is left to mend.
        assert!(compile(&[SourceFile::new("acme.yaml", drafted.out.as_str())]).catalogs.is_none());
        let draft = filled(&drafted.out);
        for finding in compile(&[SourceFile::new("acme.yaml", draft.as_str())]).findings {
            let is_left = finding.severity == Severity::Warning || finding.rule == "variant-name";
            assert!(is_left, "{name}: {finding:?}");
            assert!(draft.contains(&format!("# TODO: {}", finding.message)), "{name}: {finding:?}");
        }
    }
}

/// The draft after a person has filled in what can't be left open.
fn filled(draft: &str) -> String {
    draft
        .replace("\"\" # TODO:", "Filled in. #")
        .replace("stability: TODO", "stability: stable")
        .replace("complete: TODO", "complete: true")
}

#[test]
fn every_fact_of_a_pasted_page_is_right() {
    let drafted = import(fs::read(pages().join("pasted.txt")).unwrap());
    let catalogs = compile(&[SourceFile::new("acme.yaml", filled(&drafted.out))]).catalogs.unwrap();
    let facts: Vec<String> = catalogs.vendors[0]
        .entries
        .iter()
        .map(|entry| {
            let retry = entry.retry.as_ref().unwrap();
            let cell = retry.documented.as_deref().unwrap();
            let http = match &entry.http {
                errcat_codegen::model::Http::Statuses(statuses) => statuses[0].to_string(),
                _ => "n/a".to_owned(),
            };
            format!("{} {http} {} “{cell}”", entry.code, retry.kind)
        })
        .collect();
    assert_eq!(
        facts,
        [
            "ORDER_BENT 400 never “no”",
            "BLUEPRINT_NEEDED 422 never “no”",
            "METAL_SWAP_FAILED 200 never “no”",
            "TILL_JAMMED 429 after_wait “yes (after Retry-After)”",
            "WAGON_FULL 429 after_reset “no this month”",
            "T4_DOOR_ONLY 402 never “no”",
            "YARD_LOCKED 403 never “no”",
            "WORKSHOP_BUSY 200 backoff “yes”",
            "WORKSHOP_SLOW 200 backoff “yes”",
            "WORKSHOP_AWAY 200 backoff “yes (back off)”",
            "CAP_REACHED 200 not_applicable “n/a”",
            "WAGON_TURNED n/a not_applicable “n/a”",
            "WAGON_GONE 404 never “no”",
        ]
    );
}

#[test]
fn nothing_is_written_over() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(pages().join("columns.txt"), folder.path().join("page")).unwrap();
    let import = |more: &[&str]| {
        let arguments = [&["import", "page", "--vendor", "acme", "--title", "Acme: \"big\""], more].concat();
        run(folder.path(), &arguments)
    };
    let first = import(&["--out", "acme.yaml"]);
    assert_eq!(first.code, 0, "{}", first.err);
    assert!(first.err.starts_with("acme.yaml: 10 codes, "), "{}", first.err);
    let draft = fs::read_to_string(folder.path().join("acme.yaml")).unwrap();
    assert!(draft.contains("\ntitle: \"Acme: \\\"big\\\"\"\n"), "{draft}");

    let second = import(&["--out", "acme.yaml"]);
    assert_eq!((second.code, second.out.as_str()), (1, ""));
    assert!(
        second.err.contains("acme.yaml is there already") && second.err.contains("--out"),
        "{}",
        second.err
    );
    assert_eq!(fs::read_to_string(folder.path().join("acme.yaml")).unwrap(), draft);
    // A dry run prints the same and asks nobody.
    assert_eq!(undated(&import(&["--out", "acme.yaml", "--dry-run"]).out), undated(&draft));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);

    // A vendor has one catalog, whatever its ending.
    let third = import(&["--out", "acme.yml"]);
    assert!(third.code == 1 && third.err.contains("acme.yaml is there already"), "{}", third.err);

    let nowhere = import(&["--out", "no/such/folder.yaml"]);
    assert!(nowhere.err.contains("no/such/folder.yaml can't be made"), "{}", nowhere.err);
    // The workspace has a catalog of this name.
    let own = run(folder.path(), &["import", "page", "--vendor", "runo"]);
    assert!(own.err.contains("catalog/runo.yaml is there already"), "{}", own.err);
}

#[test]
fn pages_that_give_nothing_say_why() {
    for (page, why) in [
        ("".as_bytes(), "no code and no status was found in page"),
        (b"Just a sentence.\n", "Save the page as it is shown"),
        (b"| Plan | Price |\n|---|---|\n| Small | 400 |\n", "not read: a table (Plan, Price)"),
        (b"<html><body><div id=app></div><script>x</script></body></html>", "no code and no status"),
        (b"Errors\n\xFF\xFE\n", "page:2: this is not UTF-8 text"),
    ] {
        let drafted = import(page);
        assert_eq!((drafted.code, drafted.out.as_str()), (1, ""), "{why}");
        assert!(drafted.err.contains(why), "{}", drafted.err);
    }
    let folder = tempfile::tempdir().unwrap();
    let missing = run(folder.path(), &["import", "gone.html", "--vendor", "acme"]);
    assert!(missing.err.contains("the page gone.html can't be read"), "{}", missing.err);
    let folder_as_page = run(folder.path(), &["import", ".", "--vendor", "acme"]);
    assert!(
        folder_as_page.err.contains("the page can't be read from .; is it a file?"),
        "{}",
        folder_as_page.err
    );
    let name = run(folder.path(), &["import", "gone.html", "--vendor", "Big Acme"]);
    assert!(name.err.contains("`Big Acme` can't be a vendor's id"), "{}", name.err);
    assert_eq!(run(folder.path(), &["import", "gone.html"]).code, 2);
}

#[test]
fn large_and_hostile_pages_end() {
    let file = tempfile::tempdir().unwrap();
    fs::File::create(file.path().join("page")).unwrap().set_len(100 << 20).unwrap();
    let large = run(file.path(), &["import", "page", "--vendor", "acme"]);
    assert!(large.err.contains("page has more than 16 MiB"), "{}", large.err);

    let rows: String = (0..5_000).map(|n| format!("| CODE_{n} | 400 | no | Text. |\n")).collect();
    let many = import(format!("| Code | Status | Retry | Meaning |\n|---|---|---|---|\n{rows}"));
    assert!(many.err.contains("5000 codes"), "{}", many.err);
    let numbers: String = (0..5_000).map(|n| format!("| {n} | 400 |\n")).collect();
    let named = import(format!("| Code | Status |\n|---|---|\n{numbers}"));
    assert_eq!(named.out.matches("such as `name: ").count(), 5_000);
    for hostile in [
        "CodeHTTPRetryableMeaning\n".to_owned() + &"A1b2C3no400".repeat(50_000),
        "<table>".repeat(5_000),
        "<table><tr><th>Code<th>Status<tr><td colspan=4000000000>A_B<td rowspan=99999999999>400</table>"
            .to_owned(),
        "[".repeat(100_000),
        "{\"a\":".repeat(100_000),
        "| ".repeat(50_000) + "\n" + &"|-".repeat(50_000),
        "*_`[".repeat(50_000) + ": x",
        "Fix: ".to_owned() + &"*_`[](".repeat(50_000),
    ] {
        let drafted = import(&hostile);
        assert!(drafted.code < 2 && !drafted.err.contains("panicked"), "{}", drafted.err);
    }
}

#[test]
fn whatever_a_page_says_stays_data() {
    let text = "x # y: \"z\" \\ ' - [a] {b} & * ! % @ \u{2028}\u{85}\u{202e}\t\u{7}";
    let page = format!(
        "## {text}\n\n| Code | Status | Retry | Meaning | Action |\n|---|---|---|---|---|\n| A_\"B\\\\ | 400 | no {text} | {text} | {text} |\n"
    );
    let drafted = import(&page);
    let file = SourceFile::new("acme.yaml", filled(&drafted.out));
    let catalogs = compile(&[file]).catalogs.unwrap_or_else(|| panic!("{}", drafted.out));
    assert_eq!(catalogs.vendors[0].entries[0].code, "A_\"B\\");
}
