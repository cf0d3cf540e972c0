//! `diff`: two states of the catalogs, wherever they come from.

use std::process::Command;

use serde_json::Value;

use crate::scene::{ACME, Run, Scene};

/// A catalog with two codes.
const TWO: &str = "vendor: acme
title: Acme
about: Sells anvils.
stability: stable
complete: true
sources: [{ id: errors, title: Errors, retrieved: 2026-11-21 }]
envelope: { code: /code }
groups:
  - title: Codes
    codes:
      - { code: \"A_FAILED\", http: 500, category: internal, retry: after_wait, meaning: It failed. }
      - { code: \"A_STOPPED\", category: cancelled, meaning: It <b>stopped</b>. }
";

/// The same after some changes.
fn changed() -> String {
    let changed = TWO.replace("after_wait", "never").replace("500", "[500, 502]");
    let (before, _) = changed.split_once("      - { code: \"A_STOPPED\"").unwrap();
    format!("{before}      - {{ code: \"A_NEW\", category: internal, meaning: It is new. }}\n")
}

/// Both states in folders, compared.
fn diff(arguments: &[&str]) -> Run {
    let scene = Scene::new(&[("acme.yaml", &changed())]);
    scene.write("old/acme.yaml", TWO);
    scene.run(&[&["diff", "old"], arguments].concat())
}

#[test]
fn each_change_is_shown_with_what_it_means() {
    let run = diff(&[]);
    let expected = "\
acme: A_FAILED
  minor        http: 500 → 500, 502
               `Verdict::contradiction` speaks up for other statuses than 500,
               502, where it did for others than 500
  minor        retry.kind: after_wait → never
               code written for `after_wait` now stops: the same request fails
               again

acme: A_NEW
  minor        added
               responses with it have a known code, where they were judged by
               its family or their status

acme: A_STOPPED
  major        removed
               `ErrorCode::AStopped` is gone: programs that name it no longer
               compile; responses with it are judged by its family or their
               status
               it was not deprecated before: keep it with `deprecated:` for a
               release, so that the name stays

4 changes: major (programs may no longer compile); 1 code went without having been deprecated
";
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, expected, ""));
    let same = diff(&["old"]);
    assert_eq!(same.out, "0 changes: none (nothing of what is published differs)\n");
}

#[test]
fn programs_read_json_and_changelogs_markdown() {
    let json: Value = serde_json::from_str(&diff(&["catalog", "--format", "json"]).out).unwrap();
    assert_eq!((&json["semver"], json["changes"].as_array().unwrap().len()), (&"major".into(), 4));
    let retry = &json["changes"][1];
    assert_eq!(retry["subject"]["name"], "A_FAILED");
    assert_eq!((&retry["before"], &retry["after"]), (&"after_wait".into(), &"never".into()));
    assert_eq!((&retry["breaks"], &retry["semver"]), (&"behaviour".into(), &"minor".into()));
    assert_eq!(json["changes"][3]["removed_without_deprecation"], true);

    let markdown = diff(&["--format", "markdown"]).out;
    let expected = "\
<!-- semver: major: programs may no longer compile -->

### Added

- **acme** `A_NEW` added: responses with it have a known code, where they were judged by its family or their status.

### Changed

- **acme** `A_FAILED`, `http` 500 → 500, 502: `Verdict::contradiction` speaks up for other statuses than 500, 502, where it did for others than 500.
- **acme** `A_FAILED`, `retry.kind` after_wait → never: code written for `after_wait` now stops: the same request fails again.

### Removed

- **acme** `A_STOPPED` removed: `ErrorCode::AStopped` is gone: programs that name it no longer compile; responses with it are judged by its family or their status; it was not deprecated before: keep it with `deprecated:` for a release, so that the name stays.
";
    assert_eq!(markdown, expected);
}

#[test]
fn text_of_a_catalog_stays_text_in_a_changelog() {
    let scene = Scene::new(&[("acme.yaml", TWO)]);
    scene.write("old/acme.yaml", &TWO.replace("It <b>stopped</b>.", "It ended."));
    let run = scene.run(&["diff", "old", "--format", "markdown"]);
    assert!(run.out.contains("It ended. → It &lt;b&gt;stopped&lt;/b&gt;."), "{}", run.out);
}

#[test]
fn a_check_fails_beyond_the_step_and_where_a_code_went_at_once() {
    assert_eq!(diff(&["--check"]).code, 1);
    assert_eq!(diff(&["--check=major"]).code, 1);
    let scene = Scene::new(&[("acme.yaml", &TWO.replace("after_wait", "never"))]);
    scene.write("old/acme.yaml", TWO);
    assert_eq!(scene.run(&["diff", "old", "--check"]).code, 0);
    assert_eq!(scene.run(&["diff", "old", "--check=patch"]).code, 1);
    scene.write("old/acme.yaml", &TWO.replace("A_STOPPED\",", "A_GONE\", deprecated: { note: Old. },"));
    assert_eq!(scene.run(&["diff", "old", "--check"]).code, 1);
    assert_eq!(scene.run(&["diff", "old", "--check=major"]).code, 0);
}

#[test]
fn revisions_of_git_are_states_too() {
    let scene = Scene::new(&[("acme.yaml", TWO), ("other.yaml", &ACME.replace("acme", "other"))]);
    let git = |arguments: &[&str]| {
        let name = ["-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"];
        let run =
            Command::new("git").args(name).args(arguments).current_dir(scene.path("")).output().unwrap();
        assert!(run.status.success(), "{run:?}");
    };
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "First"]);
    git(&["tag", "v1"]);
    scene.write("catalog/acme.yaml", &changed());
    for old in ["v1", "HEAD:catalog", "v1:catalog/", "v1:./catalog", "v1:catalog/acme.yaml"] {
        let run = scene.run(&["diff", old]);
        assert!(run.code == 0 && run.out.contains("\n4 changes: major"), "{old}: {} {}", run.out, run.err);
    }
    let only = scene.run(&["diff", "v1:catalog/other.yaml"]);
    assert!(only.out.starts_with("0 changes"), "{} {}", only.out, only.err);
    let tagged = scene.run(&["diff", "--check"]);
    assert_eq!(tagged.code, 1);
    assert!(tagged.err.contains("compared with v1"), "{}", tagged.err);
    for (unknown, why) in [
        ("v2", "`v2` is neither a path nor a revision of git"),
        ("v1:missing", "`v1:missing` is neither a path nor a revision of git with `missing` in it"),
        ("--flag", "unexpected argument"),
    ] {
        let run = scene.run(&["diff", unknown]);
        assert!(run.code != 0 && run.err.contains(why), "{}", run.err);
    }
}

#[test]
fn a_catalog_that_cannot_be_read_is_not_taken_for_one_that_went() {
    let scene = Scene::new(&[("acme.yaml", TWO), ("other.yaml", &ACME.replace("acme", "other"))]);
    scene.write("old/acme.yaml", "vendor: acme\n");
    scene.write("old/other.yaml", &ACME.replace("acme", "other"));
    let run = scene.run(&["diff", "old"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("acme is not compared, as a catalog of it has errors"), "{}", run.out);
    assert!(run.out.ends_with("0 changes: none (nothing of what is published differs)\n"), "{}", run.out);
    assert!(run.err.contains("old/acme.yaml is left out"), "{}", run.err);
    // What only lints find is compared.
    scene.write(
        "old/acme.yaml",
        &TWO.replace("meaning: It failed.", "meaning: It failed., retry: never")
            .replace("retry: after_wait, ", ""),
    );
    assert!(scene.run(&["diff", "old"]).out.contains("retry.kind: never → after_wait"));
    let nobody = scene.run(&["diff", "old", "--vendor", "nobody"]);
    assert!(nobody.code == 1 && nobody.err.contains("neither state has a vendor `nobody`"), "{}", nobody.err);
}

#[test]
fn two_files_of_one_vendor_are_compared_whatever_their_names() {
    let scene = Scene::new(&[]);
    scene.write("a/before.yaml", TWO);
    scene.write("b/after.yaml", &changed());
    let run = scene.run(&["diff", "a/before.yaml", "b/after.yaml"]);
    assert!(run.out.contains("\n4 changes: major"), "{} {}", run.out, run.err);
}
