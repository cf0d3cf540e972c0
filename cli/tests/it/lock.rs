//! Only one command at a time writes into a folder.

use std::fs::{self, File};

use crate::scene::{ACME, Scene};

#[test]
fn a_second_command_is_refused_whatever_its_temporary_folder_is() {
    let scene = Scene::new(&[("acme.yaml", ACME)]);
    // As another command holds it; this test does not share its temporary folder with the command.
    scene.write("out/.errcat-staging/lock", "");
    let held = File::options().write(true).open(scene.path("out/.errcat-staging/lock")).unwrap();
    held.lock().unwrap();
    let run = scene.regenerate(&[]);
    assert_eq!(run.code, 1);
    assert!(
        run.err.contains("another command is at work on out; try again when it has ended"),
        "{}",
        run.err
    );
    assert_eq!(scene.tree("out").len(), 1);
    drop(held);
    // The file alone, as a killed command leaves it, does not lock anything.
    assert_eq!(scene.regenerate(&[]).code, 0);
    assert!(!scene.path("out/.errcat-staging").exists());
}

#[test]
fn who_writes_nothing_locks_nothing() {
    let scene = Scene::new(&[("acme.yaml", ACME)]);
    scene.regenerate(&[]);
    scene.write("out/.errcat-staging/lock", "");
    let held = File::options().write(true).open(scene.path("out/.errcat-staging/lock")).unwrap();
    held.lock().unwrap();
    for more in [[].as_slice(), &["--check"]] {
        let run = scene.regenerate(more);
        assert_eq!(run.code, 0, "{}", run.err);
    }
    assert!(scene.path("out/.errcat-staging/lock").exists());
}

#[test]
fn no_command_leaves_anything_beside_its_outputs() {
    let scene = Scene::new(&[("acme.yaml", &format!("# yaml-language-server: $schema=schema.json\n{ACME}"))]);
    assert_eq!(scene.regenerate(&[]).code, 0);
    assert_eq!(crate::scene::run(&scene.path(""), &["new", "apex", "--catalog", "catalog"]).code, 0);
    let mut names: Vec<String> = fs::read_dir(scene.path("catalog"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["acme.yaml", "apex.yaml", "schema.json"]);
    assert!(!scene.path("out/.errcat-staging").exists());
}
