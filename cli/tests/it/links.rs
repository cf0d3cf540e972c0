//! Nothing is written outside of the folders that were given, whatever leads there.

use std::fs;

use crate::scene::{ACME, Scene};

/// A journal of a killed command, as it would have to be to do harm: it takes `precious` away.
fn journal(folder: &str, path: &str) -> String {
    // The SHA-256 of "mine".
    let mine = "3fd30542fe3f61b14bd4a4b2dc0b6fb30fa6f63ebce52dd1778aaa8c4dc02cff";
    format!(
        r#"{{ "version": 1, "folders": ["..", "{folder}"], "made": [],
            "steps": [{{ "place": {{ "folder": 1, "path": "{path}" }}, "old": null, "new": "{mine}" }}] }}"#
    )
}

#[test]
fn a_journal_never_leads_out_of_the_folders() {
    let scene = Scene::new(&[("acme.yaml", ACME)]);
    scene.regenerate(&[]);
    scene.write("precious/file", "mine");
    for (folder, path, why) in [
        ("..", "../precious/file", "names \"../precious/file\", which is not below a folder"),
        ("../../precious", "file", "names the folder ../../precious, which does not belong to it"),
        ("../../nowhere", "file", "names the folder ../../nowhere, which does not belong to it"),
    ] {
        scene.write("out/.errcat-staging/journal", &journal(folder, path));
        let run = scene.regenerate(&[]);
        assert_eq!(run.code, 1);
        assert!(run.err.contains(why) && run.err.contains("then remove out/.errcat-staging"), "{}", run.err);
        assert_eq!(scene.read("precious/file"), "mine");
    }
    for damaged in ["[]", "", "{ \"version\": 2 }", "{"] {
        scene.write("out/.errcat-staging/journal", damaged);
        let run = scene.regenerate(&[]);
        assert!(run.code == 1 && run.err.contains("is damaged; compare the tree"), "{damaged}: {}", run.err);
    }
    fs::remove_dir_all(scene.path("out/.errcat-staging")).unwrap();
    assert_eq!(scene.regenerate(&[]).code, 0);
}

#[cfg(unix)]
mod symbolic {
    use std::os::unix::fs::symlink;

    use super::*;

    /// Runs the command, which has to be refused because of the link, and to change nothing.
    fn refused(scene: &Scene, link: &str) {
        let before = scene.tree("");
        for more in [[].as_slice(), &["--check"]] {
            let run = scene.regenerate(more);
            assert_eq!(run.code, 1, "{link}: {}", run.out);
            assert!(run.err.contains(&format!("{link} is a symbolic link")), "{link}: {}", run.err);
        }
        assert_eq!(scene.tree(""), before);
    }

    #[test]
    fn a_folder_of_the_output_that_is_a_link_is_refused() {
        for folder in ["docs", "src", "src/vendors", "tests/examples"] {
            let scene = Scene::new(&[("acme.yaml", ACME)]);
            scene.regenerate(&[]);
            scene.write("catalog/acme.yaml", &ACME.replace("It failed.", "It broke."));
            if scene.path(&format!("out/{folder}")).exists() {
                fs::rename(scene.path(&format!("out/{folder}")), scene.path("elsewhere")).unwrap();
            } else {
                fs::create_dir_all(scene.path(&format!("out/{folder}")).parent().unwrap()).unwrap();
                fs::create_dir(scene.path("elsewhere")).unwrap();
            }
            symlink(scene.path("elsewhere"), scene.path(&format!("out/{folder}"))).unwrap();
            refused(&scene, &format!("out/{folder}"));
        }
    }

    #[test]
    fn a_file_that_is_a_link_is_refused() {
        for file in ["out/docs/acme.md", "out/Cargo.toml", "catalog/schema.json", "catalog/README.md"] {
            let catalog = format!("# yaml-language-server: $schema=schema.json\n{ACME}");
            let scene = Scene::new(&[("acme.yaml", &catalog)]);
            scene.write("catalog/README.md", "<!-- rules:start -->\n<!-- rules:end -->\n");
            assert_eq!(scene.regenerate(&[]).code, 0);
            fs::rename(scene.path(file), scene.path("elsewhere")).unwrap();
            symlink(scene.path("elsewhere"), scene.path(file)).unwrap();
            refused(&scene, file);
        }
    }

    #[test]
    fn what_is_staged_stays_in_the_folder() {
        let scene = Scene::new(&[("acme.yaml", ACME)]);
        fs::create_dir(scene.path("elsewhere")).unwrap();
        fs::create_dir(scene.path("out")).unwrap();
        symlink(scene.path("elsewhere"), scene.path("out/.errcat-staging")).unwrap();
        let run = scene.regenerate(&[]);
        assert_eq!(run.code, 1);
        assert!(run.err.contains("out/.errcat-staging is a symbolic link"), "{}", run.err);
        assert_eq!(fs::read_dir(scene.path("elsewhere")).unwrap().count(), 0);
    }

    #[test]
    fn the_folders_themselves_may_be_links() {
        let scene = Scene::new(&[("acme.yaml", ACME)]);
        fs::create_dir(scene.path("real")).unwrap();
        symlink(scene.path("real"), scene.path("out")).unwrap();
        assert_eq!(scene.regenerate(&[]).code, 0);
        assert!(scene.path("real/docs/acme.md").exists());
        assert_eq!(scene.regenerate(&["--check"]).code, 0);
    }
}
