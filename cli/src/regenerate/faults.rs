//! The whole command, failed and killed at each step that changes the disk.
//!
//! Each command is a process of its own: the program of these tests, started again for one test, which is nothing
//! but the command on a disk that fails. So a kill is a real one: nothing is cleaned up.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use tempfile::TempDir;

use super::once;
use super::request::Regenerate;
use crate::outcome::Outcome;
use crate::setup::Setup;
use crate::terminal::{self, Format};
use crate::transaction::{Disk, RealDisk};

/// The variable that gives a process its fault and the step of it, separated by a space.
const FAULT: &str = "ERRCAT_TEST_FAULT";

/// What a process says when it meets its fault.
const MET: &str = "the fault is met";

/// What happens at the step that fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// That step fails; later ones work, as on a disk that was full for a moment.
    Error,
    /// The process ends there, in the middle of the step where it has one.
    Kill,
}

struct FaultyDisk {
    left: AtomicUsize,
    fault: Fault,
}

impl FaultyDisk {
    /// Does one step, or half of it where it is the one that fails.
    fn step(&self, half: impl FnOnce(), whole: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
        if self.left.fetch_sub(1, Ordering::SeqCst) != 0 {
            return whole();
        }
        eprintln!("{MET}");
        match self.fault {
            Fault::Error => Err(ErrorKind::StorageFull.into()),
            Fault::Kill => {
                half();
                std::process::abort()
            }
        }
    }
}

impl Disk for FaultyDisk {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        self.step(|| drop(path.parent().map(fs::create_dir_all)), || RealDisk.create_dir(path))
    }
    fn open_lock(&self, path: &Path) -> io::Result<File> {
        self.step(|| (), || Ok(()))?;
        RealDisk.open_lock(path)
    }
    fn write(&self, path: &Path, contents: &[u8]) -> io::Result<()> {
        self.step(
            || drop(fs::write(path, &contents[..contents.len() / 2])),
            || RealDisk.write(path, contents),
        )
    }
    fn write_soon(&self, path: &Path, contents: &[u8]) -> io::Result<()> {
        self.step(
            || drop(fs::write(path, &contents[..contents.len() / 2])),
            || RealDisk.write_soon(path, contents),
        )
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(|| (), || RealDisk.rename(from, to))
    }
    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(|| (), || RealDisk.link(from, to))
    }
    fn place(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(|| (), || RealDisk.place(from, to))
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        self.step(|| (), || RealDisk.remove(path))
    }
    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        self.step(|| (), || RealDisk.remove_dir(path))
    }
    fn remove_all(&self, path: &Path) -> io::Result<()> {
        let first = || fs::read_dir(path).ok()?.next()?.ok();
        self.step(|| drop(first().map(|entry| fs::remove_file(entry.path()))), || RealDisk.remove_all(path))
    }
}

/// The command, where this is the process of one.
#[test]
fn command() {
    let Ok(fault) = std::env::var(FAULT) else { return };
    let here = Path::new(".");
    let mut setup = Setup { catalog: here.join("catalog"), ..Setup::of_current_folder(&[]) };
    setup.outputs[0].folder = here.join("out");
    let arguments = Regenerate {
        check: false,
        watch: false,
        catalog: None,
        out: None,
        module: None,
        format: Format::Human,
    };
    let run = |disk: &dyn Disk| once::run(disk, &setup, &arguments, None, Instant::now());
    let outcome = match fault.split_once(' ') {
        Some((kind, step)) => {
            let fault = if kind == "kill" { Fault::Kill } else { Fault::Error };
            run(&FaultyDisk { left: AtomicUsize::new(step.parse().unwrap()), fault })
        }
        None => run(&RealDisk),
    };
    let outcome = outcome.unwrap_or_else(|error| {
        terminal::remark(&format!("error: {error:#}"));
        Outcome::Failed
    });
    std::process::exit(outcome.code().into());
}

/// What a command came to; without a code it was killed.
struct Ended {
    code: Option<i32>,
    err: String,
}

impl Ended {
    fn met_its_fault(&self) -> bool {
        self.err.contains(MET)
    }
}

/// A folder with catalogs and an output.
struct Scene(TempDir);

/// Every file with its contents, and every folder with none.
type Tree = BTreeMap<PathBuf, Option<String>>;

const ACME: &str = "# yaml-language-server: $schema=schema.json
vendor: acme
title: Acme
about: Sells anvils.
stability: stable
complete: true
sources: [{ id: errors, title: Errors, retrieved: 2026-11-21 }]
envelope: { code: /code }
groups:
  - title: Codes
    codes:
      - { code: \"A_FAILED\", category: internal, meaning: It failed. }
examples: [{ status: 500, expect: { basis: status_class } }]
";

impl Scene {
    /// With an output that is not up to date: files have to be written, written over and removed, in it and beside
    /// the catalogs.
    fn stale() -> Self {
        let scene = Self(crate::scratch::folder());
        fs::create_dir(scene.path("catalog")).unwrap();
        scene.write("catalog/acme.yaml", ACME);
        scene.write("catalog/apex.yaml", &ACME.replace("acme", "apex").replace("Acme", "Apex"));
        scene.write("catalog/README.md", "Mine.\n<!-- rules:start -->\n<!-- rules:end -->\n");
        assert_eq!(scene.run("none").code, Some(0));
        scene.write("catalog/README.md", "Mine.\n<!-- rules:start -->\n\nold\n<!-- rules:end -->\n");
        let schema = fs::read_to_string(scene.path("catalog/schema.json")).unwrap();
        scene.write("catalog/schema.json", &schema.replace("draft-07", "draft-04"));
        fs::remove_dir_all(scene.path("out/tests")).unwrap();
        fs::remove_file(scene.path("catalog/apex.yaml")).unwrap();
        scene.write("catalog/acme.yaml", &ACME.replace("It failed.", "It broke."));
        scene.write("catalog/zenith.yaml", &ACME.replace("acme", "zenith").replace("Acme", "Zenith"));
        scene
    }

    /// The same as this one, elsewhere.
    fn copy(&self) -> Self {
        let copy = Self(crate::scratch::folder());
        for (path, contents) in self.tree() {
            match contents {
                Some(contents) => fs::write(copy.0.path().join(path), contents).unwrap(),
                None => fs::create_dir(copy.0.path().join(path)).unwrap(),
            }
        }
        copy
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn run(&self, fault: &str) -> Ended {
        let output = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "regenerate::faults::command", "--nocapture"])
            .env(FAULT, fault)
            .current_dir(self.0.path())
            .output()
            .unwrap();
        Ended { code: output.status.code(), err: String::from_utf8(output.stderr).unwrap() }
    }

    /// All that is there but what is staged.
    fn tree(&self) -> Tree {
        let mut tree = self.tree_with_staging();
        tree.retain(|path, _| !path.components().any(|part| part.as_os_str() == ".errcat-staging"));
        tree
    }

    fn tree_with_staging(&self) -> Tree {
        let mut tree = Tree::new();
        let mut folders = vec![self.0.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let name = path.strip_prefix(self.0.path()).unwrap().to_owned();
                if path.is_dir() {
                    tree.insert(name, None);
                    folders.push(path);
                } else {
                    tree.insert(name, Some(fs::read_to_string(path).unwrap()));
                }
            }
        }
        tree
    }

    fn is_unfinished(&self) -> bool {
        self.path("out/.errcat-staging/journal").exists()
    }
}

/// The scene, the tree before the command, and the tree after it.
fn scene() -> (Scene, Tree, Tree) {
    let scene = Scene::stale();
    let done = scene.copy();
    assert_eq!(done.run("none").code, Some(0));
    let (old, new) = (scene.tree(), done.tree_with_staging());
    let differ = |path: &&PathBuf| old.get(*path) != new.get(*path);
    let changed: Vec<String> = old
        .keys()
        .chain(new.keys())
        .filter(differ)
        .map(|path| path.to_string_lossy().replace('\\', "/"))
        .collect();
    for expected in [
        "catalog/README.md",
        "catalog/schema.json",
        "out/Cargo.toml",
        "out/docs/acme.md",
        "out/docs/apex.md",
        "out/docs/zenith.md",
        "out/tests/examples/zenith.rs",
    ] {
        assert!(changed.iter().any(|path| path == expected), "{expected} does not change: {changed:?}");
    }
    (scene, old, new)
}

/// Checks what holds after a fault at each step; `after` is called with the scene right after it.
fn at_each_step(fault: &str, after: impl FnMut(&Scene, &Ended, usize)) {
    at_steps(1, fault, after);
}

/// The same at one step of so many, as each is a process or more.
fn at_steps(every: usize, fault: &str, mut after: impl FnMut(&Scene, &Ended, usize)) {
    let (scene, ..) = scene();
    for step in (0..).step_by(every) {
        let copy = scene.copy();
        let ended = copy.run(&format!("{fault} {step}"));
        if !ended.met_its_fault() {
            assert_eq!(ended.code, Some(0), "{}", ended.err);
            assert!(step > 60, "there were only {step} steps");
            break;
        }
        after(&copy, &ended, step);
    }
}

/// The next command goes through, and leaves nothing behind.
fn ends_well(scene: &Scene, new: &Tree, step: usize) {
    let next = scene.run("none");
    assert_eq!(next.code, Some(0), "step {step}: {}", next.err);
    assert_eq!(scene.tree_with_staging(), *new, "step {step}");
}

#[test]
fn an_error_at_any_step_leaves_the_old_tree_or_the_new_at_once() {
    let (_, old, new) = scene();
    at_each_step("error", |scene, ended, step| {
        assert!(!scene.is_unfinished(), "step {step}: {}", ended.err);
        let expected = if ended.code == Some(0) { &new } else { &old };
        assert_eq!(scene.tree(), *expected, "step {step}: {}", ended.err);
        assert!(ended.code == Some(0) || ended.err.contains("error: "), "step {step}: {}", ended.err);
        ends_well(scene, &new, step);
    });
}

#[test]
fn a_kill_at_any_step_leaves_the_old_tree_or_the_new_after_the_next_command() {
    let (_, old, new) = scene();
    at_each_step("kill", |scene, ended, step| {
        assert_eq!(ended.code, None, "step {step} was not killed");
        // The next command may well be one that writes nothing.
        let acme = scene.read("catalog/acme.yaml");
        scene.write("catalog/acme.yaml", "vendor: [");
        assert_eq!(scene.run("none").code, Some(1));
        scene.write("catalog/acme.yaml", &acme);
        let after = scene.tree();
        assert!(after == old || after == new, "step {step}: {after:#?}");
        ends_well(scene, &new, step);
    });
}

#[test]
fn a_kill_of_the_recovery_is_recovered_from_as_well() {
    let (_, old, new) = scene();
    let mut recoveries = 0;
    at_steps(7, "kill", |scene, _, step| {
        if !scene.is_unfinished() {
            return;
        }
        recoveries += 1;
        for again in [1, 4, 9, 14] {
            let copy = Scene(crate::scratch::folder());
            copy_with_staging(scene, &copy);
            copy.run(&format!("kill {again}"));
            copy.write("catalog/acme.yaml", "vendor: [");
            assert_eq!(copy.run("none").code, Some(1));
            copy.write("catalog/acme.yaml", &scene.read("catalog/acme.yaml"));
            let after = copy.tree();
            assert!(after == old || after == new, "step {step}, then {again}: {after:#?}");
            ends_well(&copy, &new, step);
        }
    });
    assert!(recoveries > 2, "a journal was met only {recoveries} times");
}

fn copy_with_staging(from: &Scene, to: &Scene) {
    for (path, contents) in from.tree_with_staging() {
        match contents {
            Some(contents) => fs::write(to.0.path().join(path), contents).unwrap(),
            None => fs::create_dir(to.0.path().join(path)).unwrap(),
        }
    }
}

#[test]
fn what_a_person_changed_since_a_kill_is_named_and_left() {
    let (_, old, new) = scene();
    let mine = [
        ("out/Cargo.toml", "# mine\n"),
        ("out/docs/zenith.md", "my notes\n"),
        ("out/src/vendors/apex.rs", "// mine\n"),
        ("catalog/README.md", "Mine alone.\n"),
    ];
    let mut recoveries = 0;
    at_steps(3, "kill", |scene, _, step| {
        if !scene.is_unfinished() {
            return;
        }
        recoveries += 1;
        for (path, text) in mine {
            scene.write(path, text);
        }
        let next = scene.run("none");
        assert_eq!(next.code, Some(1), "step {step}");
        let mut expected = old.clone();
        for (path, text) in mine {
            assert!(next.err.contains(&format!("\n  {path}\n")), "step {step}: {path}: {}", next.err);
            expected.insert(PathBuf::from(path), Some(text.to_owned()));
        }
        // All else is as before, and nothing was written on top.
        assert_eq!(scene.tree(), expected, "step {step}");
        // Once a person has looked, the next command goes on.
        for (path, _) in mine {
            let path = Path::new(path);
            match old.get(path).cloned().flatten() {
                Some(text) => fs::write(scene.0.path().join(path), text).unwrap(),
                None => fs::remove_file(scene.0.path().join(path)).unwrap(),
            }
        }
        ends_well(scene, &new, step);
    });
    assert!(recoveries > 5, "a journal was met only {recoveries} times");
}
