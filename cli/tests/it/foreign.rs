//! An output that was made from other catalogs is not written over.

use std::fs;

use crate::scene::{ACME, Run, Scene, run};

fn apex() -> String {
    ACME.replace("acme", "apex").replace("Acme", "Apex")
}

/// Regenerates from other catalogs than those of the folder `catalog`.
fn regenerate(scene: &Scene, catalog: &str, out: &str, more: &[&str]) -> Run {
    run(&scene.path(""), &[&["regenerate", "--catalog", catalog, "--out", out], more].concat())
}

#[test]
fn the_program_s_own_output_takes_only_its_own_catalogs() {
    let scene = Scene::new(&[("acme.yaml", ACME)]);
    assert_eq!(run(&scene.path(""), &["regenerate"]).code, 0);
    // Even where it has the same vendors, and more.
    for name in ["acme", "apex"] {
        scene.write("other/acme.yaml", ACME);
        scene.write("other/apex.yaml", &apex());
        fs::remove_file(scene.path(&format!("other/{name}.yaml"))).unwrap();
        let before = scene.tree("");
        for out in ["generated", "./other/../generated/"] {
            for more in [[].as_slice(), &["--check"]] {
                let refused = regenerate(&scene, "other", out, more);
                assert_eq!(refused.code, 1, "{}", refused.out);
                assert!(
                    refused.err.contains(
                        "generated is made from the catalogs in catalog; write those in other into a crate of their own \
                         with --out"
                    ),
                    "{}",
                    refused.err
                );
            }
        }
        assert_eq!(scene.tree(""), before);
    }
    assert_eq!(regenerate(&scene, "other", "mine", &[]).code, 0);
    assert_eq!(regenerate(&scene, "catalog", "generated", &[]).code, 0);
}

#[test]
fn so_does_the_output_of_another_workspace() {
    let scene = Scene::new(&[]);
    scene.write("other/catalog/acme.yaml", ACME);
    scene.write("other/catalog/apex-eu.yaml", &apex().replace("vendor: apex", "vendor: apex-eu"));
    assert_eq!(regenerate(&scene, "other/catalog", "other/errors", &[]).code, 0);
    let before = scene.tree("other");
    // One vendor would stay, and the other one would go.
    scene.write("mine/acme.yaml", ACME);
    let refused = regenerate(&scene, "mine", "other/errors", &[]);
    assert_eq!((refused.code, refused.out.as_str()), (1, ""));
    assert!(
        refused.err.contains("other/errors is made from the catalogs in other/catalog;"),
        "{}",
        refused.err
    );
    assert_eq!(scene.tree("other"), before);
}

#[test]
fn an_output_of_which_no_vendor_would_stay_is_refused() {
    let scene = Scene::new(&[]);
    scene.write("first/acme.yaml", ACME);
    assert_eq!(regenerate(&scene, "first", "out", &[]).code, 0);
    scene.write("other/apex.yaml", &apex());
    let before = scene.tree("");
    let refused = regenerate(&scene, "other", "out", &[]);
    assert_eq!((refused.code, refused.out.as_str()), (1, ""));
    assert!(
        refused.err.contains(
            "out was made from other catalogs: it has acme, and none of these is in other; name another folder with \
             --out, or remove out/src/vendors first"
        ),
        "{}",
        refused.err
    );
    assert_eq!(scene.tree(""), before);
    // Both remedies work.
    assert_eq!(regenerate(&scene, "other", "mine", &[]).code, 0);
    fs::remove_dir_all(scene.path("out/src/vendors")).unwrap();
    assert_eq!(regenerate(&scene, "other", "out", &[]).code, 0);
    assert!(scene.path("out/docs/apex.md").exists() && !scene.path("out/docs/acme.md").exists());
}

#[test]
fn vendors_of_the_same_catalogs_come_and_go() {
    let scene = Scene::new(&[("acme.yaml", ACME)]);
    assert_eq!(scene.regenerate(&[]).code, 0);
    scene.write("catalog/apex.yaml", &apex());
    assert_eq!(scene.regenerate(&[]).code, 0);
    fs::remove_file(scene.path("catalog/acme.yaml")).unwrap();
    assert_eq!(scene.regenerate(&[]).code, 0);
    // The program's own folders belong together, so even the only vendor may be renamed.
    assert_eq!(run(&scene.path(""), &["regenerate"]).code, 0);
    fs::remove_file(scene.path("catalog/apex.yaml")).unwrap();
    scene.write("catalog/acme.yaml", ACME);
    assert_eq!(run(&scene.path(""), &["regenerate"]).code, 0);
    assert!(scene.path("generated/docs/acme.md").exists() && !scene.path("generated/docs/apex.md").exists());
}
