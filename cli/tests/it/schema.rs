//! The schema beside the catalogs: there where it is asked for, and nowhere else.

use std::fs;

use crate::scene::{ACME, Scene};

fn pointing(line: &str) -> String {
    format!("# A catalog.\n{line}\n{ACME}")
}

#[test]
fn it_is_written_where_a_catalog_points_to_it() {
    for line in
        ["# yaml-language-server: $schema=schema.json", "#yaml-language-server: $schema=./schema.json"]
    {
        let scene = Scene::new(&[("acme.yaml", &pointing(line))]);
        let check = scene.regenerate(&["--check"]);
        assert!(check.out.contains("missing: catalog/schema.json\n"), "{}", check.out);
        assert!(!scene.path("catalog/schema.json").exists());
        scene.regenerate(&[]);
        assert_eq!(scene.read("catalog/schema.json"), errcat_codegen::schema("errcat generate").contents);
        assert_eq!(scene.tree("catalog").len(), 2);
        assert_eq!(scene.regenerate(&["--check"]).code, 0);

        scene
            .write("catalog/schema.json", &scene.read("catalog/schema.json").replace("draft-07", "draft-04"));
        assert!(scene.regenerate(&["--check"]).out.contains("stale: catalog/schema.json\n"));
        scene.regenerate(&[]);
        assert_eq!(scene.regenerate(&["--check"]).code, 0);
    }
}

#[test]
fn it_is_not_written_where_it_is_not_asked_for() {
    for line in ["#", "# yaml-language-server: $schema=https://example.com/schema.json", "title: Twice"] {
        let scene = Scene::new(&[("acme.yaml", &pointing(line))]);
        scene.regenerate(&[]);
        assert!(!scene.path("catalog/schema.json").exists(), "{line}");
    }
    let scene = Scene::new(&[("acme.yaml", &pointing("# yaml-language-server: $schema=schema.json"))]);
    scene.write("catalog/schema.json", "{}\n");
    let run = scene.regenerate(&[]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(scene.read("catalog/schema.json"), "{}\n");
}

#[test]
fn a_folder_in_its_place_is_named() {
    let scene = Scene::new(&[("acme.yaml", &pointing("# yaml-language-server: $schema=schema.json"))]);
    fs::create_dir(scene.path("catalog/schema.json")).unwrap();
    let run = scene.regenerate(&[]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("catalog/schema.json can't be read"), "{}", run.err);
    assert!(!scene.path("out/src/vendors").exists());
}
