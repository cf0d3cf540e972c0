//! `regenerate`, killed while it writes: the program itself, at moments that can be seen from outside.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::process::{Child, Command, Stdio};

use crate::scene::{ACME, CACHE, Scene};

/// So many vendors that writing takes a while.
const VENDORS: usize = 12;

/// What the catalogs are to say.
fn write_catalogs(scene: &Scene, meaning: &str) {
    for number in 0..VENDORS {
        let catalog = ACME.replace("acme", &format!("acme{number}")).replace("It failed.", meaning);
        let catalog = format!("# yaml-language-server: $schema=schema.json\n{catalog}");
        scene.write(&format!("catalog/acme{number}.yaml"), &catalog);
    }
}

/// A scene whose output, README and schema are not up to date.
fn stale() -> Scene {
    let scene = Scene::new(&[]);
    write_catalogs(&scene, "It failed.");
    scene.write("catalog/README.md", "<!-- rules:start -->\n<!-- rules:end -->\n");
    let run = scene.regenerate(&[]);
    assert_eq!(run.code, 0, "{}", run.err);
    scene.write("catalog/README.md", "<!-- rules:start -->\nold\n<!-- rules:end -->\n");
    scene.write("catalog/schema.json", &scene.read("catalog/schema.json").replace("draft-07", "draft-04"));
    write_catalogs(&scene, "It broke.");
    scene
}

/// All that the command writes.
fn written(scene: &Scene) -> BTreeMap<String, String> {
    let mut files = scene.tree("out");
    files.retain(|path, _| !path.starts_with(".errcat-staging"));
    for name in ["README.md", "schema.json"] {
        files.insert(format!("catalog/{name}"), scene.read(&format!("catalog/{name}")));
    }
    files
}

fn put_back(scene: &Scene, files: &BTreeMap<String, String>) {
    for (path, text) in files {
        let folder = if path.starts_with("catalog/") { "" } else { "out/" };
        scene.write(&format!("{folder}{path}"), text);
    }
}

fn start(scene: &Scene) -> Child {
    Command::new(env!("CARGO_BIN_EXE_errcat"))
        .args(["regenerate", "--catalog", "catalog", "--out", "out"])
        .env("XDG_CACHE_HOME", CACHE)
        .current_dir(scene.path(""))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn whenever_it_is_killed_the_next_command_finds_all_or_nothing() {
    let scene = stale();
    let old = written(&scene);
    let moments: [(&str, &dyn Fn() -> bool); 6] = [
        ("before it writes", &|| true),
        ("while it stages", &|| scene.path("out/.errcat-staging/new/3").exists()),
        ("with a journal", &|| scene.path("out/.errcat-staging/journal").exists()),
        ("after the README", &|| !scene.read("catalog/README.md").contains("\nold\n")),
        ("after a page", &|| scene.read("out/docs/acme9.md").contains("It broke.")),
        ("at the end", &|| false),
    ];
    let mut new = None;
    for (moment, is_now) in moments {
        for _ in 0..2 {
            let mut child = start(&scene);
            while !is_now() && child.try_wait().unwrap().is_none() {}
            let _ = child.kill();
            child.wait().unwrap();
            // The next command may well be one that writes nothing.
            scene.write("catalog/acme0.yaml", "vendor: [");
            assert_eq!(scene.regenerate(&[]).code, 1);
            write_catalogs(&scene, "It broke.");
            let after = written(&scene);
            let run = scene.regenerate(&[]);
            assert_eq!(run.code, 0, "{moment}: {}", run.err);
            let new = new.get_or_insert_with(|| written(&scene));
            assert!(after == old || after == *new, "{moment}: neither the old tree nor the new");
            assert_eq!(written(&scene), *new, "{moment}");
            assert!(!scene.path("out/.errcat-staging").exists(), "{moment}");
            assert!(!scene.path("catalog/.errcat-staging").exists(), "{moment}");
            put_back(&scene, &old);
        }
    }
}

/// How often it is tried to kill the command at a moment.
const TRIES: usize = 200;

/// Kills the command when it has a journal, as often as it takes.
fn killed_with_a_journal(scene: &Scene, old: &BTreeMap<String, String>) {
    let journal = scene.path("out/.errcat-staging/journal");
    for _ in 0..TRIES {
        let mut child = start(scene);
        while !journal.exists() && child.try_wait().unwrap().is_none() {}
        let _ = child.kill();
        child.wait().unwrap();
        if journal.exists() {
            return;
        }
        put_back(scene, old);
    }
    panic!("the command always ended before it was killed");
}

#[test]
fn what_a_person_did_since_is_left_and_named_and_fails_the_command() {
    let scene = stale();
    let old = written(&scene);
    killed_with_a_journal(&scene, &old);
    // A check says so, and leaves it to the command that writes.
    let check = scene.regenerate(&["--check"]);
    assert_eq!(check.code, 1);
    assert!(check.out.starts_with("a command was killed while it wrote; "), "{}", check.out);

    scene.write("catalog/README.md", "mine\n");
    scene.write("out/docs/acme7.md", "mine too\n");
    fs::remove_file(scene.path("out/docs/acme8.md")).unwrap();
    scene.write("out/notes.txt", "mine as well\n");
    let run = scene.regenerate(&[]);
    assert_eq!(run.code, 1);
    for line in [
        "error: a command was killed while it wrote.",
        "\n  catalog/README.md\n",
        "\n  out/docs/acme7.md\n",
        "\n  out/docs/acme8.md\n",
        "run `errcat generate --catalog catalog --out out` again",
    ] {
        assert!(run.err.contains(line), "{line:?} is missing in:\n{}", run.err);
    }
    let mut expected = old;
    expected.insert("catalog/README.md".to_owned(), "mine\n".to_owned());
    expected.insert("docs/acme7.md".to_owned(), "mine too\n".to_owned());
    expected.remove("docs/acme8.md");
    expected.insert("notes.txt".to_owned(), "mine as well\n".to_owned());
    assert_eq!(written(&scene), expected);

    // The next one goes on, by the usual rules.
    let next = scene.regenerate(&[]);
    assert!(next.code == 1 && next.err.contains("out/docs/acme7.md is in the way"), "{}", next.err);
    fs::remove_file(scene.path("out/docs/acme7.md")).unwrap();
    assert_eq!(scene.regenerate(&[]).code, 0);
    assert_eq!(
        (scene.read("catalog/README.md"), scene.read("out/notes.txt")),
        ("mine\n".into(), "mine as well\n".into())
    );
}

#[test]
fn a_command_for_another_output_recovers_the_catalogs_folder_too() {
    let scene = stale();
    let old = written(&scene);
    killed_with_a_journal(&scene, &old);
    let other = crate::scene::run(&scene.path(""), &["regenerate", "--catalog", "catalog", "--out", "other"]);
    assert_eq!(other.code, 0, "{}", other.err);
    assert!(!scene.path("out/.errcat-staging").exists() && !scene.path("catalog/.errcat-staging").exists());
    // Its own output is as it was, and the README as the other command makes it.
    let mut after = written(&scene);
    assert!(after.remove("catalog/README.md").is_some_and(|readme| readme.contains("`unknown-word`")));
    assert!(after.remove("catalog/schema.json").is_some_and(|schema| schema.contains("draft-07")));
    assert!(after.iter().all(|(path, text)| old.get(path) == Some(text)));
}

#[test]
fn a_tree_may_be_moved_before_it_is_recovered() {
    let scene = stale();
    let old = written(&scene);
    killed_with_a_journal(&scene, &old);
    let moved = Scene::new(&[]);
    fs::remove_dir(moved.path("catalog")).unwrap();
    for name in ["catalog", "out"] {
        fs::rename(scene.path(name), moved.path(name)).unwrap();
    }
    moved.write("catalog/acme0.yaml", "vendor: [");
    let run = moved.regenerate(&[]);
    assert!(run.code == 1 && run.err.contains("error[yaml-syntax]"), "{}", run.err);
    assert_eq!(written(&moved), old);
}
