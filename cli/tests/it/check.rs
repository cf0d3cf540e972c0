//! `check`: what it shows, to whom, and how it ends.

use serde_json::Value;

use crate::scene::{ACME, Run, Scene, run};
use crate::validator::Validator;

const SARIF_SCHEMA: &str = include_str!("sarif-schema-2.1.0.json");

/// A catalog with an error that has a related place, and one with a near word.
const BROKEN: &str = "groups:
  - title: Codes
    codes:
      - { code: \"A_FAILED\", category: internal, meaning: It failed. }
      - { code: \"C_FAILED\", category: internl, meaning: It failed. }
      - { code: \"B_FAILED\", http: [500, 42], category: internal, meaning: It failed. }
      - { code: \"B_FAILED\", name: \"B2\", category: internal, meaning: It failed. }
";

fn broken() -> Scene {
    let head = ACME.split("groups:").next().unwrap();
    Scene::new(&[("acme.yaml", &format!("{head}{BROKEN}")), ("apex.yaml", "vendor: [\n")])
}

/// A catalog in which only a lint finds something.
fn doubtful() -> Scene {
    Scene::new(&[("acme.yaml", &ACME.replace("category: internal", "category: internal, retry: never"))])
}

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.out).unwrap()
}

#[test]
fn sound_catalogs_end_with_a_count() {
    let run = Scene::new(&[("acme.yaml", ACME)]).check(&[]);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "no findings in 1 catalog, 1 code\n", ""));
}

#[test]
fn findings_stand_in_the_order_of_the_files_with_their_places() {
    let run = broken().check(&[]);
    assert_eq!(run.code, 1);
    let places: Vec<&str> = run.out.lines().filter_map(|line| line.trim().strip_prefix("--> ")).collect();
    assert_eq!(
        places,
        [
            "catalog/acme.yaml:12:39",
            "catalog/acme.yaml:13:41",
            "catalog/acme.yaml:14:17",
            "catalog/apex.yaml:1:10"
        ]
    );
    assert!(run.out.contains("^^^^^^^ did you mean `internal`?"), "{}", run.out);
    assert!(run.out.contains("---------- first given here"), "{}", run.out);
    assert!(
        run.out.contains("4 errors in 2 catalogs; more on a rule: errcat check --explain unknown-word\n")
    );
    assert!(!run.out.contains('\u{1b}'));
}

#[test]
fn what_editors_and_file_systems_leave_beside_a_catalog_is_ignored() {
    let scene = Scene::new(&[("acme.yaml", ACME), ("._acme.yaml", "\0\u{5}"), ("acme.yaml~", "vendor: [")]);
    #[cfg(unix)]
    std::os::unix::fs::symlink("nobody@nowhere.1", scene.path("catalog/.#acme.yaml")).unwrap();
    let run = scene.check(&[]);
    assert_eq!((run.code, run.out.as_str()), (0, "no findings in 1 catalog, 1 code\n"), "{}", run.err);
}

#[test]
fn warnings_fail_only_where_that_is_asked_for() {
    let scene = doubtful();
    let run = scene.check(&[]);
    assert_eq!(run.code, 0);
    assert!(run.out.starts_with("warning[action-missing]: ") && run.out.contains("1 warning in 1 catalog"));
    assert_eq!(scene.check(&["--deny-warnings"]).code, 1);
    assert_eq!(scene.check(&["--deny-warnings", "--format", "json"]).code, 1);
}

#[test]
fn regenerate_shows_warnings_and_writes() {
    let run = doubtful().regenerate(&[]);
    assert_eq!(run.code, 0);
    assert!(run.err.contains("warning[action-missing]") && !run.err.contains("nothing was written"));
    assert!(run.out.starts_with("regenerated 1 vendor"), "{}", run.out);
}

#[test]
fn many_findings_of_a_kind_are_counted() {
    let entries: String = (0..40)
        .map(|n| format!("      - {{ code: \"E{n}\", http: 42, category: internal, meaning: It failed. }}\n"))
        .collect();
    let scene = Scene::new(&[("acme.yaml", &format!("{ACME}{entries}"))]);
    let few = scene.check(&[]);
    assert_eq!(few.out.matches("error[status]").count(), 5);
    assert!(few.out.contains("… and 35 more of `status` in catalog/acme.yaml\n"), "{}", few.out);
    assert!(
        few.out.contains("35 findings left out; `errcat check --all --catalog catalog` shows them\n"),
        "{}",
        few.out
    );
    assert!(few.out.contains("40 errors in 1 catalog"));
    assert_eq!(scene.check(&["--all"]).out.matches("error[status]").count(), 40);
    assert_eq!(json(&scene.check(&["--format", "json"]))["findings"].as_array().unwrap().len(), 40);
}

#[test]
fn json_has_every_part_of_a_finding() {
    let run = broken().check(&["--format", "json"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    let document = json(&run);
    assert_eq!(
        (&document["version"], &document["errors"], &document["warnings"]),
        (&1.into(), &4.into(), &0.into())
    );
    let twice = &document["findings"][2];
    let expected = serde_json::json!({
        "rule": "duplicate-code",
        "severity": "error",
        "message": "the code `B_FAILED` is given twice",
        "label": "the second time",
        "help": "keep one entry and put the facts of both in it",
        "suggestion": null,
        "fix": null,
        "file": "catalog/acme.yaml",
        "start": { "byte": twice["start"]["byte"], "line": 14, "column": 17 },
        "end": { "byte": twice["end"]["byte"], "line": 14, "column": 27 },
        "text": "\"B_FAILED\"",
        "related": [{
            "message": "first given here",
            "file": "catalog/acme.yaml",
            "start": { "byte": twice["related"][0]["start"]["byte"], "line": 13, "column": 17 },
            "end": { "byte": twice["related"][0]["end"]["byte"], "line": 13, "column": 27 },
            "text": "\"B_FAILED\"",
        }],
    });
    assert_eq!(*twice, expected);
    assert_eq!(document["findings"][0]["suggestion"], "internal");
}

#[test]
fn github_gets_one_command_a_finding() {
    let run = broken().check(&["--format", "github"]);
    assert_eq!(run.code, 1);
    let commands: Vec<&str> = run.out.lines().collect();
    assert_eq!(commands.len(), 4, "{}", run.out);
    assert_eq!(
        commands[2],
        "::error file=catalog/acme.yaml,line=14,endLine=14,col=17,endColumn=26,title=duplicate-code::the code \
         `B_FAILED` is given twice: the second time%0Afirst given here: catalog/acme.yaml:13:17%0Ahelp: keep one \
         entry and put the facts of both in it"
    );
}

#[test]
fn sarif_keeps_to_the_official_schema() {
    let mut schema: Value = serde_json::from_str(SARIF_SCHEMA).unwrap();
    // The pattern of languages has a bracket too many, which strict readers of patterns refuse.
    for of in ["run", "toolComponent"] {
        schema["definitions"][of]["properties"]["language"]["pattern"] =
            "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$".into();
    }
    let validator = Validator::new(schema);
    for scene in [broken(), doubtful(), Scene::new(&[("acme.yaml", ACME)])] {
        let document = json(&scene.check(&["--format", "sarif"]));
        assert_eq!(validator.complaints(&document), [""; 0]);
        let run = &document["runs"][0];
        for result in run["results"].as_array().unwrap() {
            let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().unwrap() as usize];
            assert_eq!(rule["id"], result["ruleId"]);
        }
    }
    let mut document = json(&broken().check(&["--format", "sarif"]));
    assert_eq!(
        document["runs"][0]["results"][2]["locations"][0]["physicalLocation"]["region"]["startColumn"],
        17
    );
    document["runs"][0]["results"][0]["level"] = "fatal".into();
    assert!(!validator.complaints(&document).is_empty());
}

#[test]
fn a_rule_is_explained_and_a_near_one_is_found() {
    let scene = Scene::new(&[]);
    let run = scene.check(&["--explain", "unknown-word"]);
    assert_eq!(run.code, 0);
    for part in
        ["unknown-word (error)\n", "closed lists", "Why: ", "Fails:\n", "retry: back_off\n", "Fixed:\n"]
    {
        assert!(run.out.contains(part), "{part:?} is missing in:\n{}", run.out);
    }
    // It is text, and looks at no catalog.
    for other in [["--format", "json"].as_slice(), &["--all"], &["--deny-warnings"]] {
        let run = scene.check(&[&["--explain", "unknown-word"], other].concat());
        assert!(run.code == 2 && run.err.contains("cannot be used with"), "{}", run.err);
    }
    let typo = scene.check(&["--explain", "unknwon-word"]);
    assert_eq!(typo.code, 2);
    assert!(typo.err.contains("a similar value exists: 'unknown-word'"), "{}", typo.err);
}

#[test]
fn a_page_grows_stale() {
    let scene = Scene::new(&[("acme.yaml", &ACME.replace("2026-11-21", "2025-11-23"))]);
    let run = scene.check(&[]);
    assert!(run.out.contains("warning[stale-source]: this page was read 366 days ago"), "{}", run.out);
}

#[test]
fn the_rules_in_the_format_s_readme_are_kept_up_to_date() {
    let scene = Scene::new(&[("acme.yaml", ACME)]);
    let text = "Mine.\n<!-- rules:start -->\n\nold\n<!-- rules:end -->\nMine too.\n";
    scene.write("catalog/README.md", text);
    scene.regenerate(&[]);
    let readme = scene.read("catalog/README.md");
    assert!(
        readme.starts_with("Mine.\n")
            && readme.ends_with("\nMine too.\n")
            && readme.contains("`unknown-word`")
    );
    assert_eq!(scene.regenerate(&["--check"]).code, 0);
    // It is there, also where the output is not.
    let first = run(&scene.path(""), &["regenerate", "--check", "--catalog", "catalog", "--out", "new"]);
    assert!(
        first.out.contains("missing: new/Cargo.toml") && !first.out.contains("catalog/README"),
        "{}",
        first.out
    );
    scene.write("catalog/README.md", text);
    let stale = scene.regenerate(&["--check"]);
    assert_eq!(stale.code, 1);
    assert!(stale.out.contains("stale: catalog/README.md\n"), "{}", stale.out);
    scene.write("catalog/README.md", "no place for rules\n");
    assert_eq!(scene.regenerate(&["--check"]).code, 0);
}

#[test]
fn fixes_are_reported_to_programs() {
    let run = broken().check(&["--format", "json"]);
    let fix = &json(&run)["findings"][0]["fix"];
    let place = &json(&run)["findings"][0]["start"];
    assert_eq!((&fix["replacement"], &fix["start"]), (&"internal".into(), place));
    let sarif = json(&broken().check(&["--format", "sarif"]));
    let results = &sarif["runs"][0]["results"];
    let change = &results[0]["fixes"][0]["artifactChanges"][0];
    assert_eq!(change["artifactLocation"]["uri"], "catalog/acme.yaml");
    assert_eq!(change["replacements"][0]["deletedRegion"]["startColumn"], 39);
    assert_eq!(change["replacements"][0]["insertedContent"]["text"], "internal");
    assert!(results[1].get("fixes").is_none());
    let people = broken().check(&[]);
    assert!(
        people.out.contains("\n1 finding can be fixed: errcat check --fix --catalog catalog\n"),
        "{}",
        people.out
    );
}

#[test]
fn fixes_are_made_in_all_catalogs_and_nothing_else_is_touched() {
    let scene = broken();
    let before = scene.tree("catalog");
    let run = scene.check(&["--fix"]);
    assert_eq!(run.code, 1);
    assert!(
        run.err.contains("catalog/acme.yaml\n") && run.err.contains("+  ") && run.err.contains("-  "),
        "{}",
        run.err
    );
    assert!(run.err.ends_with("fixed 1 mistake in 1 catalog\n"), "{}", run.err);
    assert!(run.out.contains("3 errors in 2 catalogs"), "{}", run.out);
    let after = scene.tree("catalog");
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    assert_eq!(before["apex.yaml"], after["apex.yaml"]);
    assert_eq!(before["acme.yaml"].replace("internl", "internal"), after["acme.yaml"]);
    let again = scene.check(&["--fix"]);
    assert!(again.err.starts_with("nothing to fix: "), "{}", again.err);
    assert_eq!(scene.tree("catalog"), after);
}

#[test]
fn only_catalogs_that_changed_are_reported() {
    let scene = broken();
    let outside = scene.check(&["--changed-since", "HEAD"]);
    assert_eq!((outside.code, outside.out.as_str()), (1, ""));
    assert!(outside.err.contains("catalog is not in a repository of git"), "{}", outside.err);

    git(&scene, &["init", "-q"]);
    git(&scene, &["add", "."]);
    git(&scene, &["commit", "-q", "-m", "First"]);
    let run = scene.check(&["--changed-since", "HEAD"]);
    assert_eq!(
        (run.code, run.out.as_str()),
        (0, "no findings in the catalogs that changed\n"),
        "{}",
        run.err
    );
    scene.write("catalog/apex.yaml", "vendor: {\n");
    scene.write("catalog/new.yaml", "title: New\n");
    let run = scene.check(&["--changed-since", "HEAD", "--format", "json"]);
    let document = json(&run);
    let mut files: Vec<&str> =
        document["findings"].as_array().unwrap().iter().map(|of| of["file"].as_str().unwrap()).collect();
    files.dedup();
    assert_eq!((run.code, files.as_slice()), (1, ["catalog/apex.yaml", "catalog/new.yaml"].as_slice()));

    for unknown in ["no-such-branch", "--output=x"] {
        let run = scene.check(&[&format!("--changed-since={unknown}")]);
        assert_eq!(run.code, 1);
        assert!(run.err.contains(&format!("`{unknown}` is not a revision that git knows")), "{}", run.err);
    }
}

fn git(scene: &Scene, arguments: &[&str]) {
    let run = std::process::Command::new("git")
        .args(["-c", "user.name=A", "-c", "user.email=a@acme.example", "-c", "commit.gpgsign=false"])
        .args(arguments)
        .current_dir(scene.path(""))
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}
