//! What is emitted for every fixture compiles without a warning, and passes its tests.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::scene::Scene;

#[test]
fn the_crate_of_all_fixtures_compiles_without_a_warning() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let scene = Scene::new(&[]);
    for feature in fs::read_dir(root.join("codegen/tests/fixtures/valid")).unwrap() {
        for catalog in fs::read_dir(feature.unwrap().path()).unwrap() {
            let catalog = catalog.unwrap().path();
            let name = catalog.file_name().unwrap().to_string_lossy().into_owned();
            scene.write(&format!("catalog/{name}"), &fs::read_to_string(&catalog).unwrap());
        }
    }
    let run = scene.regenerate(&[]);
    assert_eq!(run.code, 0, "{}", run.err);
    // The same versions as here, so that nothing is looked up.
    fs::copy(root.join("Cargo.lock"), scene.path("out/Cargo.lock")).unwrap();
    for features in [["--all-features"].as_slice(), &["--no-default-features", "--features", "entries"]] {
        let output = Command::new(env!("CARGO"))
            .args(["check", "--quiet", "--target-dir"])
            .arg(root.join("target/fixtures"))
            .args(features)
            .env("RUSTFLAGS", "-Dwarnings")
            .current_dir(scene.path("out"))
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}
