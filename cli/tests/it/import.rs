//! `import`: what it reads, where it writes, and what it refuses.

use std::fs;

use crate::scene::{Run, run};

/// A page with three codes, one status and a table of something else.
const PAGE: &str = "# Errors

| Plan | Price |
|---|---|
| Small | 400 |

| Code | HTTP | Retryable | Meaning |
|---|---|---|---|
| ORDER_BENT | 400 | no | The order is bent. |
| TILL_JAMMED | 429 | yes (after Retry-After) | The till is jammed. |
| WAGON_FULL | 429 | no this month | The wagon is full. |

| Status | Meaning |
|---|---|
| 503 | The workshop is closed. |
";

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
fn nothing_is_written_over() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("page"), PAGE).unwrap();
    let import = |more: &[&str]| {
        let arguments = [&["import", "page", "--vendor", "acme", "--title", "Acme: \"big\""], more].concat();
        run(folder.path(), &arguments)
    };
    let first = import(&["--out", "acme.yaml"]);
    assert_eq!(first.code, 0, "{}", first.err);
    assert!(
        first.err.starts_with("acme.yaml: 3 codes, 1 rule for statuses, 0 rows that could not be read, "),
        "{}",
        first.err
    );
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
    // A dry run prints the same, whatever is there.
    assert_eq!(undated(&import(&["--out", "acme.yaml", "--dry-run"]).out), undated(&draft));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);

    // A vendor has one catalog, whatever its ending.
    let third = import(&["--out", "acme.yml"]);
    assert!(third.code == 1 && third.err.contains("acme.yaml is there already"), "{}", third.err);

    let nowhere = import(&["--out", "no/such/folder.yaml"]);
    assert!(nowhere.err.contains("no/such/folder.yaml can't be made"), "{}", nowhere.err);
    // Without a file's name it goes to the other catalogs.
    fs::create_dir(folder.path().join("catalog")).unwrap();
    assert_eq!(import(&[]).code, 0);
    assert!(import(&[]).err.contains("catalog/acme.yaml is there already"));
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
    assert!(missing.err.contains("gone.html can't be read"), "{}", missing.err);
    let folder_as_page = run(folder.path(), &["import", ".", "--vendor", "acme"]);
    assert!(
        folder_as_page.err.contains("nothing can be read from .; is it a file?"),
        "{}",
        folder_as_page.err
    );
    let name = run(folder.path(), &["import", "gone.html", "--vendor", "Big Acme"]);
    assert!(name.err.contains("`Big Acme` can't be a vendor's id"), "{}", name.err);
    assert_eq!(run(folder.path(), &["import", "gone.html"]).code, 2);
}

#[test]
fn a_page_that_is_too_large_is_refused() {
    let file = tempfile::tempdir().unwrap();
    fs::File::create(file.path().join("page")).unwrap().set_len(100 << 20).unwrap();
    let large = run(file.path(), &["import", "page", "--vendor", "acme"]);
    assert!(large.err.contains("page is larger than 16 MiB"), "{}", large.err);
}

#[test]
fn the_day_is_that_on_which_the_page_was_saved() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("page");
    fs::write(&page, PAGE).unwrap();
    let saved = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_780_272_000);
    fs::File::options().write(true).open(&page).unwrap().set_modified(saved).unwrap();
    let drafted = run(folder.path(), &["import", "page", "--vendor", "acme", "--dry-run"]);
    assert!(drafted.out.contains("    retrieved: 2026-06-01\n"), "{}", drafted.out);
}
