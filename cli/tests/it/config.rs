//! `errcat.toml`: what it sets, and each way in which it can be wrong, with its place and the remedy.

use crate::scene::{ACME, Scene, run};

/// What `errcat generate` says of a file with this text.
fn refused(text: &str) -> String {
    let scene = Scene::new(&[("acme.yaml", ACME)]);
    scene.write("errcat.toml", text);
    let run = run(&scene.path(""), &["generate"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""), "{text}");
    assert!(run.err.ends_with("error: errcat.toml can't be used; fix the findings above\n"), "{}", run.err);
    assert_eq!(scene.tree("").len(), 2, "{text}");
    run.err
}

#[test]
fn each_mistake_has_its_place_and_its_remedy() {
    for (text, expected) in [
        ("catalogs = [", &["error[toml-syntax]", "errcat.toml:1:"][..]),
        (
            "catalog = \"errors\"",
            &[
                "error[unknown-field]: there is no field `catalog`",
                "errcat.toml:1:1",
                "did you mean `catalogs`?",
            ],
        ),
        (
            "site = 7",
            &["error[wrong-type]: `site` is a whole number", "errcat.toml:1:8", "it has to be a text"],
        ),
        ("site = \"\"", &["error[empty-text]: `site` is empty"]),
        ("output = 1", &["error[wrong-type]: `output` is not a list of tables", "write `[[output]]`"]),
        ("[[output]]\n", &["error[missing-field]: the output does not say what it is", "errcat.toml:1:1"]),
        ("[[output]]\ncrate = \"a\"\nmodule = \"b\"", &["the output is crate and module at once"]),
        ("[[output]]\nmodule = \"a\"\nname = \"b\"", &["there is no field `name`", "errcat.toml:3:1"]),
        (
            "[[output]]\ncrate = \"a\"\nname = \"1st\"",
            &["error[package-name]: `1st` is not a name of a crate", "errcat.toml:3:8"],
        ),
        (
            "[[output]]\ncrate = \"a\"\nworkspace = \"mine\"",
            &["error[unknown-word]: there is no workspace `mine`"],
        ),
        (
            "[[output]]\ncrate = \"a\"\nkeywords = \"a\"",
            &["`keywords` is a text", "it has to be a list of texts"],
        ),
        (
            "[[output]]\ncrate = \"a\"\n[[output]]\ndocs = \"a\"",
            &["error[duplicate-value]: another output has this folder", "errcat.toml:4:8"],
        ),
        ("[core]\npath = \"a\"\ngit = \"b\"", &["from a folder or from git, not from both"]),
        ("[core]\nrev = \"a\"", &["`rev` needs `git`"]),
        ("[core]\nfeatures = [\"towr\"]", &["errcat-core has no feature `towr`", "write `tower`"]),
        ("[core]\nfeatures = \"tower\"", &["`features` is a text", "a list of texts"]),
        // All at once.
        ("sites = 1\n[core]\nversion = 1", &["there is no field `sites`", "`version` is a whole number"]),
    ] {
        let err = refused(text);
        for expected in expected {
            assert!(err.contains(expected), "{text}\n{expected}\n{err}");
        }
    }
}

#[test]
fn a_crate_depends_on_errcat_core_as_the_file_says() {
    for (core, expected) in [
        ("", "errcat-core = { version = \"0.1.0\", default-features = false }"),
        ("version = \"0.7\"", "errcat-core = { version = \"0.7\", default-features = false }"),
        (
            "features = [\"tower\", \"tracing\"]",
            "errcat-core = { version = \"0.1.0\", default-features = false, features = [\"tower\", \"tracing\"] }",
        ),
        (
            "path = \"core\"",
            "errcat-core = { path = \"../../core\", version = \"0.1.0\", default-features = false }",
        ),
        (
            "git = \"https://acme.example/errcat\"\nrev = \"abc\"",
            "errcat-core = { git = \"https://acme.example/errcat\", rev = \"abc\", version = \"0.1.0\", default-features = false }",
        ),
    ] {
        let scene = Scene::new(&[]);
        scene.write("errors/acme.yaml", ACME);
        let output = "[[output]]\ncrate = \"crates/made\"\nname = \"made\"\ndefault-features = []\nworkspace = \"lints\"\n";
        scene.write("errcat.toml", &format!("catalogs = \"errors\"\n[core]\n{core}\n{output}"));
        let run = run(&scene.path(""), &["generate"]);
        assert_eq!(run.code, 0, "{}", run.err);
        let manifest = scene.read("crates/made/Cargo.toml");
        for line in [expected, "name = \"made\"", "default = []", "workspace = true"] {
            assert!(manifest.lines().any(|of| of == line), "{line}\n{manifest}");
        }
    }
}

#[test]
fn the_help_names_the_folders_of_the_file() {
    let scene = Scene::new(&[("acme.yaml", ACME)]);
    scene.write("errcat.toml", "catalogs = \"errors\"\n[[output]]\nmodule = \"src/codes\"\n");
    let help = |command: &str| run(&scene.path(""), &[command, "--help"]).out;
    assert!(help("list").contains("[default: errors/ in the folder of errcat.toml]"), "{}", help("list"));
    assert!(
        help("generate").contains("[default: codes/ in the folder of errcat.toml]"),
        "{}",
        help("generate")
    );
}
