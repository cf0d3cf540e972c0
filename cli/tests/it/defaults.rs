//! The folders that `errcat` works on where none are given.

use std::fs;

use crate::scene::{ACME, Scene, run};

#[test]
fn catalogs_are_in_the_folder_catalog_and_what_they_make_goes_to_generated() {
    let scene = Scene::new(&[("acme.yaml", ACME)]);
    // Whatever else is there is not meant.
    scene.write("apex.yaml", "vendor: apex\n");
    let check = run(&scene.path(""), &["check"]);
    assert_eq!((check.code, check.out.as_str()), (0, "no findings in 1 catalog, 1 code\n"));
    assert_eq!(run(&scene.path(""), &["regenerate"]).code, 0);
    assert!(scene.read("generated/docs/acme.md").contains("It failed."));
    assert_eq!(run(&scene.path(""), &["regenerate", "--check"]).code, 0);
    assert!(
        run(&scene.path(""), &["--help"])
            .out
            .contains("Without it catalogs are read from the folder catalog/,")
    );
    assert!(
        run(&scene.path(""), &["list", "--help"]).out.contains("[default: catalog/ of the current folder]")
    );
}

#[test]
fn a_folder_of_catalogs_is_taken_itself() {
    let scene = Scene::new(&[("acme.yaml", ACME)]);
    let check = run(&scene.path("catalog"), &["check"]);
    assert_eq!((check.code, check.out.as_str()), (0, "no findings in 1 catalog, 1 code\n"));
    assert_eq!(run(&scene.path("catalog"), &["new", "apex"]).code, 0);
    assert!(scene.path("catalog/apex.yaml").exists());
}

#[test]
fn a_folder_of_other_files_is_not() {
    let scene = Scene::new(&[]);
    fs::remove_dir(scene.path("catalog")).unwrap();
    scene.write("compose.yaml", "services: {}\n");
    let check = run(&scene.path(""), &["check"]);
    assert_eq!(check.code, 1);
    assert!(
        check.err.contains("the catalogs' folder catalog can't be read; name another with --catalog"),
        "{}",
        check.err
    );
}
