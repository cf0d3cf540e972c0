//! A folder with catalogs and an output folder, and the command run on them.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{fs, thread};

use tempfile::TempDir;

/// A catalog with one code.
pub(crate) const ACME: &str = "vendor: acme
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
";

/// 2026-11-24, so that no page of the tests grows old.
pub(crate) const TODAY: &str = "1795478400";

/// Catalogs and output in a folder of their own.
pub(crate) struct Scene {
    folder: TempDir,
}

impl Scene {
    /// With these catalogs, by file name.
    pub(crate) fn new(catalogs: &[(&str, &str)]) -> Self {
        let scene = Self { folder: crate::scratch::folder() };
        fs::create_dir(scene.path("catalog")).unwrap();
        for (name, text) in catalogs {
            scene.write(&format!("catalog/{name}"), text);
        }
        scene
    }

    /// With the invented vendors `courier`, `depot` and `studio`.
    pub(crate) fn fixtures() -> Self {
        Self::new(&[
            ("courier.yaml", include_str!("../fixtures/catalog/courier.yaml")),
            ("depot.yaml", include_str!("../fixtures/catalog/depot.yaml")),
            ("studio.yaml", include_str!("../fixtures/catalog/studio.yaml")),
        ])
    }

    /// Runs a command in the folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        run(self.folder.path(), arguments)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Runs `regenerate` on the catalogs and the folder `out`.
    pub(crate) fn regenerate(&self, more: &[&str]) -> Run {
        let mut arguments = vec!["regenerate", "--catalog", "catalog", "--out", "out"];
        arguments.extend(more);
        run(self.folder.path(), &arguments)
    }

    /// Runs `check` on the catalogs.
    pub(crate) fn check(&self, more: &[&str]) -> Run {
        let mut arguments = vec!["check", "--catalog", "catalog"];
        arguments.extend(more);
        run(self.folder.path(), &arguments)
    }

    /// Every file below a folder, with its text.
    pub(crate) fn tree(&self, name: &str) -> BTreeMap<String, String> {
        let root = self.path(name);
        let mut files = BTreeMap::new();
        let mut folders = vec![root.clone()];
        while let Some(folder) = folders.pop() {
            let Ok(listed) = fs::read_dir(folder) else { continue };
            for entry in listed {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
                    files.insert(path.strip_prefix(&root).unwrap().to_string_lossy().into_owned(), text);
                }
            }
        }
        files
    }
}

/// What a command came to.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// The root of the workspace, where the fixtures of the generator are.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// Where the commands of tests record what they made, and not in the cache of whoever runs the tests.
pub(crate) const CACHE: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/cache");

/// Runs the command in a folder.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_errcat"));
    command.args(arguments).env("SOURCE_DATE_EPOCH", TODAY).env("XDG_CACHE_HOME", CACHE).current_dir(folder);
    ran(&mut command)
}

/// Runs this command to its end.
pub(crate) fn ran(command: &mut Command) -> Run {
    let Output { status, stdout, stderr } = loop {
        match command.output() {
            // A program that a test wrote stays open in what other tests started meanwhile, until that runs.
            Err(error) if error.kind() == ErrorKind::ExecutableFileBusy => thread::yield_now(),
            output => break output.unwrap(),
        }
    };
    Run {
        code: status.code().unwrap(),
        out: String::from_utf8(stdout).unwrap(),
        err: String::from_utf8(stderr).unwrap(),
    }
}

/// Runs cargo, with the versions that the workspace has, so that nothing is looked up; warnings are errors. Gives what
/// it prints.
pub(crate) fn cargo(folder: &Path, arguments: &str) -> String {
    let mut command = Command::new(env!("CARGO"));
    command
        .args(arguments.split(' '))
        .env("CARGO_TARGET_DIR", root().join("target/fixtures"))
        .env("CARGO_NET_OFFLINE", "true")
        .env("RUSTFLAGS", "-Dwarnings")
        // Each crate is new, and compiled once.
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "false")
        .current_dir(folder);
    let Run { code, out, err } = ran(&mut command);
    assert_eq!(code, 0, "cargo {arguments}:\n{out}{err}");
    out
}
