//! What is emitted for every fixture compiles without a warning, and passes its tests.

use std::fs;
use std::process::Command;

use crate::scene::{Scene, root};

#[test]
fn the_crate_of_all_fixtures_compiles_without_a_warning_and_its_examples_hold() {
    let scene = scene_of_fixtures();
    let none = ["check", "--all-targets", "--no-default-features"];
    for features in [[].as_slice(), &["--features", "vendors"], &["--features", "entries"]] {
        cargo(&scene, &[none.as_slice(), features].concat());
    }
    cargo(&scene, &["check", "--all-targets", "--features", "serde"]);
    // Another crate of the same build may want errcat's own vendors: they have an `AnyVendor` as well.
    let manifest = scene.read("out/Cargo.toml");
    scene.write(
        "out/Cargo.toml",
        &manifest.replace("[\"errcat/serde\"", "[\"errcat/runo\", \"errcat/serde\""),
    );
    let tested = cargo(&scene, &["test", "--all-features"]);
    for example in ["entries::old_a_body", "entries::old_items_with_waits_of_their_own", "hostile::"] {
        assert!(tested.contains(&format!("test examples::{example}")), "{tested}");
    }
}

/// A crate of its own for the catalogs of every fixture.
fn scene_of_fixtures() -> Scene {
    let scene = Scene::new(&[]);
    for feature in fs::read_dir(root().join("codegen/tests/fixtures/valid")).unwrap() {
        for catalog in fs::read_dir(feature.unwrap().path()).unwrap() {
            let catalog = catalog.unwrap().path();
            let name = catalog.file_name().unwrap().to_string_lossy().into_owned();
            scene.write(&format!("catalog/{name}"), &fs::read_to_string(&catalog).unwrap());
        }
    }
    let run = scene.regenerate(&[]);
    assert_eq!(run.code, 0, "{}", run.err);
    // The same versions as here, so that nothing is looked up.
    fs::copy(root().join("Cargo.lock"), scene.path("out/Cargo.lock")).unwrap();
    scene
}

/// Runs cargo in the crate, warnings being errors, and gives what it prints.
fn cargo(scene: &Scene, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .arg("--target-dir")
        .arg(root().join("target/fixtures"))
        .env("RUSTFLAGS", "-Dwarnings")
        .current_dir(scene.path("out"))
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "cargo {arguments:?}:\n{out}{err}");
    out
}
