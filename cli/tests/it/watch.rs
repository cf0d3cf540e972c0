//! `regenerate --watch`: again on every save, whatever was saved, until it is interrupted.
#![cfg(unix)]

use std::fs::{self, File};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::scene::{ACME, Scene};

/// A command that watches, with what it prints in files.
struct Watch<'s> {
    scene: &'s Scene,
    child: Child,
}

impl<'s> Watch<'s> {
    fn begin(scene: &'s Scene) -> Self {
        let child = Command::new(env!("CARGO_BIN_EXE_errcat"))
            .args(["regenerate", "--watch", "--catalog", "catalog", "--out", "out"])
            .current_dir(scene.path(""))
            .stdout(File::create(scene.path("stdout")).unwrap())
            .stderr(File::create(scene.path("stderr")).unwrap())
            .stdin(Stdio::null())
            .spawn()
            .unwrap();
        Self { scene, child }
    }

    /// Waits until a file holds a text; gives up in the end.
    fn until(&self, file: &str, text: &str) {
        let begin = Instant::now();
        while !fs::read_to_string(self.scene.path(file)).is_ok_and(|now| now.contains(text)) {
            assert!(
                begin.elapsed() < Duration::from_secs(60),
                "{text:?} never came to {file}:\n{}{}",
                self.scene.read("stdout"),
                self.scene.read("stderr")
            );
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn interrupt(mut self) -> i32 {
        let sent = Command::new("kill").args(["-INT", &self.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
        self.child.wait().unwrap().code().unwrap()
    }
}

impl Drop for Watch<'_> {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn every_save_is_seen_a_broken_one_too() {
    let scene = Scene::new(&[("acme.yaml", ACME)]);
    let watch = Watch::begin(&scene);
    watch.until("out/docs/acme.md", "It failed.");

    scene.write("catalog/acme.yaml", &ACME.replace("It failed.", "It broke."));
    watch.until("out/docs/acme.md", "It broke.");

    // Nothing is written while there is a finding, and the command goes on.
    scene.write("catalog/acme.yaml", &ACME.replace("category: internal", "category: internl"));
    watch.until("stderr", "error[unknown-word]");
    assert!(scene.read("out/docs/acme.md").contains("It broke."));

    // As an editor saves that writes a new file and moves it over the old one.
    scene.write("catalog/acme.yaml~", &ACME.replace("It failed.", "It is fixed."));
    fs::rename(scene.path("catalog/acme.yaml~"), scene.path("catalog/acme.yaml")).unwrap();
    watch.until("out/docs/acme.md", "It is fixed.");

    scene.write("catalog/apex.yaml", &ACME.replace("acme", "apex").replace("Acme", "Apex"));
    watch.until("out/docs/apex.md", "Apex");

    assert_eq!(watch.interrupt(), 0);
    assert_eq!(scene.regenerate(&["--check"]).code, 0);
    assert!(!scene.path("out/.errcat-staging").exists());
    let shown = scene.read("stdout") + &scene.read("stderr");
    assert!(!shown.contains('\u{1b}'), "a file gets no escape sequences: {shown:?}");
}

#[test]
fn a_folder_that_takes_its_place_is_watched_too() {
    let scene = Scene::new(&[("acme.yaml", ACME)]);
    let watch = Watch::begin(&scene);
    watch.until("out/docs/acme.md", "It failed.");

    fs::rename(scene.path("catalog"), scene.path("away")).unwrap();
    watch.until("stderr", "the catalogs' folder catalog can't be read");
    // Not the one that was watched, but a new one of the same name.
    scene.write("catalog/acme.yaml", &ACME.replace("It failed.", "It is back."));
    watch.until("out/docs/acme.md", "It is back.");
    scene.write("catalog/acme.yaml", &ACME.replace("It failed.", "It is watched."));
    watch.until("out/docs/acme.md", "It is watched.");
    assert_eq!(watch.interrupt(), 0);
}

#[test]
fn while_nothing_happens_others_may_work_on_the_tree() {
    let scene = Scene::new(&[("acme.yaml", ACME)]);
    let watch = Watch::begin(&scene);
    watch.until("stderr", "watching catalog");
    assert_eq!(scene.regenerate(&[]).code, 0);
    drop(watch);
}

#[test]
fn what_a_save_does_not_fix_is_retried_and_reported_once() {
    let scene = Scene::new(&[("acme.yaml", ACME)]);
    scene.write("out", "a file");
    let watch = Watch::begin(&scene);
    watch.until("stderr", "out is not a folder");
    // So that it is tried and fails at least once more.
    std::thread::sleep(Duration::from_millis(700));
    fs::remove_file(scene.path("out")).unwrap();
    watch.until("out/docs/acme.md", "It failed.");
    assert_eq!(watch.interrupt(), 0);
    assert_eq!(scene.read("stderr").matches("out is not a folder").count(), 1);
}

#[test]
fn there_is_nothing_to_watch_in_a_check() {
    let scene = Scene::new(&[("acme.yaml", ACME)]);
    assert_eq!(scene.regenerate(&["--watch", "--check"]).code, 2);
}
