//! A run in which nothing changed is not made a second time, says the same, and is never taken for one in which
//! something did.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use crate::scene::{ACME, Run, Scene, TODAY, ran};

/// A catalog of which something is reported, but nothing that keeps it from being used.
const WARNED: &str = "vendor: zenith
title: Zenith
about: Sells rockets.
stability: stable
complete: true
sources: [{ id: errors, title: Errors, retrieved: 2026-11-21 }]
envelope: { code: /code }
groups:
  - title: Codes
    codes:
      - { code: \"BAD_ID\", category: invalid_request, retry: never, meaning: The id is not one. }
";

const SETTINGS: &str = "[[output]]\ncrate = \"out\"\nname = \"my-errors\"\n\n[[output]]\ndocs = \"docs\"\n";

/// A scene that was generated, with its record in a cache of its own.
struct Recorded {
    scene: Scene,
    cache: TempDir,
    day: String,
    program: PathBuf,
}

impl Recorded {
    fn new() -> Self {
        let scene = Scene::new(&[("acme.yaml", ACME), ("zenith.yaml", WARNED)]);
        scene.write("errcat.toml", SETTINGS);
        scene.write("catalog/README.md", "Mine.\n");
        let recorded = Self {
            scene,
            cache: crate::scratch::folder(),
            day: TODAY.to_owned(),
            program: PathBuf::from(env!("CARGO_BIN_EXE_errcat")),
        };
        assert_eq!(recorded.run(&["generate"]).code, 0);
        recorded
    }

    fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(self.cache.path(), arguments)
    }

    /// The same, without a record.
    fn run_anew(&self, arguments: &[&str]) -> Run {
        self.run_with(crate::scratch::folder().path(), arguments)
    }

    fn run_with(&self, cache: &Path, arguments: &[&str]) -> Run {
        let mut command = Command::new(&self.program);
        command
            .args(arguments)
            .env("SOURCE_DATE_EPOCH", &self.day)
            .env("XDG_CACHE_HOME", cache)
            .current_dir(self.scene.path(""));
        let Run { code, out, err } = ran(&mut command);
        Run { code, out: without_times(&out), err: without_times(&err) }
    }

    fn record(&self) -> PathBuf {
        let folder = self.cache.path().join("errcat/generated");
        let records: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(records.len(), 1, "{records:?}");
        records.into_iter().next().unwrap()
    }

    /// Whether the run only looked: whatever is made is recorded.
    fn only_looked(&self, run: impl FnOnce()) -> bool {
        let before = SystemTime::now() - Duration::from_secs(3600);
        File::options().write(true).open(self.record()).unwrap().set_modified(before).unwrap();
        run();
        fs::metadata(self.record()).unwrap().modified().unwrap() == before
    }
}

/// What a command says, without how long it took.
fn without_times(text: &str) -> String {
    text.split_inclusive('\n')
        .map(|line| match line.rsplit_once(" in ") {
            Some((line, time)) if time.ends_with(" ms\n") => format!("{line}\n"),
            _ => line.to_owned(),
        })
        .collect()
}

fn assert_same(one: &Run, other: &Run) {
    assert_eq!((one.code, &one.out, &one.err), (other.code, &other.out, &other.err));
}

#[test]
fn a_run_in_which_nothing_changed_only_looks_and_says_the_same() {
    let recorded = Recorded::new();
    for arguments in [
        &["generate"][..],
        &["generate", "--check"],
        &["generate", "--format", "json"],
        &["generate", "--check", "--format", "json"],
    ] {
        let anew = recorded.run_anew(arguments);
        assert!(anew.err.contains("warning[action-missing]"), "{}", anew.err);
        let before = recorded.scene.tree("");
        assert!(recorded.only_looked(|| assert_same(&recorded.run(arguments), &anew)), "{arguments:?}");
        assert_eq!(recorded.scene.tree(""), before);
    }
}

#[test]
fn a_check_records_what_it_found_up_to_date() {
    let recorded = Recorded::new();
    fs::remove_file(recorded.record()).unwrap();
    assert_eq!(recorded.run(&["generate", "--check"]).code, 0);
    assert!(recorded.only_looked(|| assert_eq!(recorded.run(&["generate", "--check"]).code, 0)));
}

/// What changes, and how.
type Change = (&'static str, fn(&mut Recorded));

const CHANGES: &[Change] = &[
    ("a catalog", |of| of.scene.write("catalog/acme.yaml", &ACME.replace("It failed.", "It broke."))),
    ("a catalog that is added", |of| {
        of.scene.write("catalog/apex.yaml", &ACME.replace("acme", "apex").replace("Acme", "Apex"));
    }),
    ("a catalog that is removed", |of| fs::remove_file(of.scene.path("catalog/acme.yaml")).unwrap()),
    ("a catalog that is broken", |of| of.scene.write("catalog/acme.yaml", "vendor: [")),
    ("an output", |of| {
        let page = of.scene.read("out/docs/acme.md");
        of.scene.write("out/docs/acme.md", &page.replace("It failed.", "It broke."));
    }),
    ("an output of the second folder", |of| {
        let page = of.scene.read("docs/acme.md");
        of.scene.write("docs/acme.md", &page.replace("It failed.", "It broke."));
    }),
    ("an output that is removed", |of| fs::remove_file(of.scene.path("out/src/lib.rs")).unwrap()),
    ("an output that is a folder now", |of| {
        fs::remove_file(of.scene.path("out/src/lib.rs")).unwrap();
        fs::create_dir(of.scene.path("out/src/lib.rs")).unwrap();
    }),
    ("an output that is left over", |of| {
        let page = of.scene.read("out/docs/acme.md");
        of.scene.write("out/docs/old.md", &page);
    }),
    ("a person's file with a place to fill in", |of| {
        of.scene.write("catalog/README.md", "Mine.\n<!-- rules:start -->\n<!-- rules:end -->\n");
    }),
    ("a schema beside the catalogs", |of| {
        let marker = "@generated by `errcat generate` from errcat: change that, not this.";
        of.scene.write("catalog/schema.json", &format!("{{ \"$comment\": \"{marker}\" }}\n"));
    }),
    ("the settings", |of| of.scene.write("errcat.toml", &SETTINGS.replace("my-errors", "our-errors"))),
    ("an output that is not asked for any more", |of| {
        of.scene.write("errcat.toml", SETTINGS.split_inclusive("\n\n").next().unwrap());
    }),
    ("the day", |of| of.day = "1895478400".to_owned()),
    ("a command that was killed", |of| of.scene.write("out/.errcat-staging/journal", "{")),
    #[cfg(unix)]
    ("an output that is a link now", |of| {
        fs::rename(of.scene.path("out/docs"), of.scene.path("elsewhere")).unwrap();
        std::os::unix::fs::symlink("../elsewhere", of.scene.path("out/docs")).unwrap();
    }),
];

#[test]
fn whatever_changed_the_run_is_made_anew() {
    for (what, change) in CHANGES {
        let mut recorded = Recorded::new();
        change(&mut recorded);
        for arguments in [&["generate", "--check"][..], &["generate"]] {
            let before = recorded.scene.tree("");
            let run = recorded.run(arguments);
            let after = recorded.scene.tree("");
            // Once more from the same state, without a record.
            for path in after.keys().filter(|path| !before.contains_key(*path)) {
                fs::remove_file(recorded.scene.path(path)).unwrap();
            }
            for (path, text) in before.iter().filter(|(path, text)| after.get(*path) != Some(*text)) {
                recorded.scene.write(path, text);
            }
            let anew = recorded.run_anew(arguments);
            assert_eq!((run.code, &run.out, &run.err), (anew.code, &anew.out, &anew.err), "{what}");
            assert_eq!(recorded.scene.tree(""), after, "{what}");
        }
    }
}

#[test]
fn another_build_of_the_program_makes_everything_anew() {
    let mut recorded = Recorded::new();
    let other = recorded.cache.path().join("other");
    fs::copy(&recorded.program, &other).unwrap();
    recorded.program = other;
    assert!(!recorded.only_looked(|| assert_eq!(recorded.run(&["generate"]).code, 0)));
    assert!(recorded.only_looked(|| assert_eq!(recorded.run(&["generate"]).code, 0)));
    // What is behind the end of a program is part of it, though nothing is done with it.
    File::options().append(true).open(&recorded.program).unwrap().write_all(b"\n").unwrap();
    assert!(!recorded.only_looked(|| assert_eq!(recorded.run(&["generate"]).code, 0)));
}

#[test]
fn vendors_of_other_catalogs_are_refused_as_before() {
    let scene = Scene::new(&[]);
    fs::remove_dir(scene.path("catalog")).unwrap();
    scene.write("mine/acme.yaml", ACME);
    let cache = crate::scratch::folder();
    let program = PathBuf::from(env!("CARGO_BIN_EXE_errcat"));
    let recorded = Recorded { scene, cache, day: TODAY.to_owned(), program };
    let arguments = ["generate", "--catalog", "mine", "--out", "generated"];
    assert_eq!(recorded.run(&arguments).code, 0);
    assert!(recorded.only_looked(|| assert_eq!(recorded.run(&arguments).code, 0)));
    // The folder has catalogs of its own now.
    recorded.scene.write("catalog/apex.yaml", &ACME.replace("acme", "apex").replace("Acme", "Apex"));
    let run = recorded.run(&arguments);
    assert!(run.code == 1 && run.err.contains("is made from the catalogs in catalog"), "{}", run.err);
    assert_same(&run, &recorded.run_anew(&arguments));
}

/// What may happen to a file.
type Damage = fn(&Path);

#[test]
fn a_record_that_is_damaged_or_can_t_be_kept_changes_nothing() {
    let damages: [(&str, Damage); 6] = [
        ("missing", |path| fs::remove_file(path).unwrap()),
        ("empty", |path| fs::write(path, "").unwrap()),
        ("cut", |path| {
            let text = fs::read_to_string(path).unwrap();
            fs::write(path, &text[..text.len() / 2]).unwrap();
        }),
        ("changed", |path| {
            // As it would be for another text on the page.
            let text = fs::read_to_string(path).unwrap();
            fs::write(path, text.replace("\"codes\":2", "\"codes\":3")).unwrap();
        }),
        ("not text", |path| fs::write(path, [0xff; 64]).unwrap()),
        ("not of this format", |path| fs::write(path, "{}\n{}").unwrap()),
    ];
    for (what, damage) in damages {
        let recorded = Recorded::new();
        let anew = recorded.run_anew(&["generate"]);
        damage(&recorded.record());
        assert_same(&recorded.run(&["generate"]), &anew);
        assert!(recorded.only_looked(|| assert_same(&recorded.run(&["generate"]), &anew)), "{what}");
    }

    let recorded = Recorded::new();
    let anew = recorded.run_anew(&["generate"]);
    let record = recorded.record();
    fs::remove_file(&record).unwrap();
    fs::create_dir(&record).unwrap();
    assert_same(&recorded.run(&["generate"]), &anew);
    assert!(record.is_dir());
    let file = recorded.cache.path().join("file");
    fs::write(&file, "").unwrap();
    assert_same(&recorded.run_with(&file, &["generate"]), &anew);
}

#[test]
fn records_of_long_ago_are_removed() {
    let recorded = Recorded::new();
    let old = recorded.record().with_file_name("old");
    fs::write(&old, "").unwrap();
    File::options()
        .write(true)
        .open(&old)
        .unwrap()
        .set_modified(SystemTime::now() - Duration::from_secs(3 * 24 * 60 * 60))
        .unwrap();
    recorded.scene.write("catalog/acme.yaml", &ACME.replace("It failed.", "It broke."));
    assert_eq!(recorded.run(&["generate"]).code, 0);
    assert!(!old.exists() && recorded.record().exists());
}
