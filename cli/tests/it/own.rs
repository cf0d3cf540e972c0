//! Catalogs of one's own, in folders that are outside of the workspace: what is made of them compiles and judges.

use std::fs;
use std::path::Path;

use crate::scene::{Scene, cargo, root, run};

/// A block of the README's section for one's own vendors, by its language.
fn block(language: &str) -> String {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let (_, section) = readme.split_once("\n## Your own vendors\n").unwrap();
    let (_, rest) = section.split_once(&format!("```{language}\n")).unwrap();
    rest.split_once("```").unwrap().0.to_owned()
}

/// A folder with nothing in it.
fn nothing() -> Scene {
    let scene = Scene::new(&[]);
    fs::remove_dir(scene.path("catalog")).unwrap();
    scene
}

/// Runs the command, which has to succeed.
fn errcat(folder: &Path, arguments: &[&str]) -> String {
    let run = run(folder, arguments);
    assert_eq!(run.code, 0, "errcat {arguments:?}:\n{}{}", run.out, run.err);
    run.out
}

#[test]
#[ignore = "compiles a crate, and `errcat-core` for it"]
fn five_commands_lead_from_nothing_to_a_verdict() {
    let scene = nothing();
    let folder = scene.path("");
    let commands = block("sh");
    let commands: Vec<&str> =
        commands.lines().map(|line| line.split('#').next().unwrap_or(line).trim()).collect();
    assert_eq!(commands.len(), 5);
    for command in commands {
        match command.split_once(' ').unwrap() {
            // What is tested is what it would install.
            ("cargo", install) if install.starts_with("install ") => {}
            ("cargo", rest) => drop(cargo(&folder, rest)),
            (_, rest) => drop(errcat(&folder, &rest.split(' ').collect::<Vec<_>>())),
        }
        // The versions that the workspace has, so that nothing is looked up.
        fs::copy(root().join("Cargo.lock"), scene.path("Cargo.lock")).unwrap();
    }
    scene.write("src/main.rs", &block("rust,ignore"));
    assert!(cargo(&folder, "run --quiet").contains("ANVIL_BUSY"));

    // The README of the crate is how it is used.
    let readme = scene.read("generated/README.md");
    assert!(readme.contains("| [Acme](docs/acme.md) | `acme` | 2 |"), "{readme}");
    let (_, sample) = readme.split_once("```rust\n").unwrap();
    scene.write("src/main.rs", &format!("fn main() {{\n{}\n}}\n", sample.split_once("```").unwrap().0));
    assert!(cargo(&folder, "run --quiet").contains("try again in"));

    // What the workflow of the repository runs.
    errcat(&folder, &["check", "--format", "github"]);
    errcat(&folder, &["generate", "--check"]);
    // Under another name its own tests still hold, as a member of a workspace and as a package.
    let config = scene
        .read("errcat.toml")
        .replace("name = \"vendor-errors\"", "name = \"acme-errors\"\nlicense = \"MIT\"");
    scene.write("errcat.toml", &config);
    errcat(&folder, &["generate"]);
    scene.write("Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"generated\"]\n");
    let tested = cargo(&folder, "test --quiet --package acme-errors --features serde");
    assert!(tested.contains("2 passed"), "{tested}");
    let packed = cargo(&folder, "package --quiet --list --allow-dirty --package acme-errors");
    assert!(packed.lines().any(|file| file == "src/vendors/acme.rs"), "{packed}");
    let manifest = scene.read("generated/Cargo.toml");
    assert!(
        manifest.contains("license = \"MIT\"") && manifest.contains("core\", version = \""),
        "{manifest}"
    );
}

#[test]
#[ignore = "compiles a crate, and `errcat-core` for it"]
fn a_module_asks_nothing_of_the_crate_that_it_is_in() {
    let scene = nothing();
    let folder = scene.path("");
    errcat(&folder, &["init", "--module", "src/errors"]);
    // Every fixture of the generator, for whatever a module may hold.
    for feature in fs::read_dir(root().join("codegen/tests/fixtures/valid")).unwrap() {
        for catalog in fs::read_dir(feature.unwrap().path()).unwrap() {
            let catalog = catalog.unwrap().path();
            let name = catalog.file_name().unwrap().to_string_lossy().into_owned();
            scene.write(&format!("catalog/{name}"), &fs::read_to_string(&catalog).unwrap());
        }
    }
    errcat(&folder, &["generate"]);
    let core = root().join("core");
    scene.write(
        "Cargo.toml",
        &format!(
            "[package]\nname = \"own\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n[workspace]\n\n[dependencies]\n\
             errcat-core = {{ path = {core:?}, default-features = false }}\n\n\
             [lints.rust]\nmissing_docs = \"deny\"\nunreachable_pub = \"deny\"\n\n[lints.clippy]\npedantic = \"deny\"\n"
        ),
    );
    scene.write("src/lib.rs", "//! Mine.\n#![no_std]\n#![deny(warnings)]\n\nmod errors;\n");
    fs::copy(root().join("Cargo.lock"), scene.path("Cargo.lock")).unwrap();
    cargo(&folder, "fmt --check");
    cargo(&folder, "clippy --quiet --all-targets");
    let tested = cargo(&folder, "test");
    assert!(tested.contains("test errors::examples::acme::"), "{tested}");
    // A vendor that is gone leaves nothing behind.
    fs::remove_file(scene.path("catalog/acme.yaml")).unwrap();
    errcat(&folder, &["generate"]);
    assert!(!scene.path("src/errors/vendors/acme.rs").exists());
    assert!(scene.path("src/lib.rs").exists());
}

#[test]
fn init_never_writes_over_a_file() {
    let scene = nothing();
    scene.write("README.md", "mine");
    let out = errcat(&scene.path(""), &["init", "--format", "json"]);
    let said: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(said["kept"], serde_json::json!(["README.md"]));
    assert_eq!(scene.read("README.md"), "mine");
    assert!(scene.read(".github/workflows/errcat.yml").contains("errcat generate --check"));
    let before = scene.tree("");
    let again = run(&scene.path(""), &["init"]);
    assert_eq!(again.code, 1);
    assert!(again.err.contains("catalog has catalogs already"), "{}", again.err);
    fs::remove_file(scene.path("catalog/acme.yaml")).unwrap();
    let again = run(&scene.path(""), &["init"]);
    assert!(again.err.contains("errcat.toml is there already, and is never written over"), "{}", again.err);
    scene.write("catalog/acme.yaml", &before["catalog/acme.yaml"]);
    assert_eq!(scene.tree(""), before);
    assert_eq!(run(&scene.path(""), &["init", "--name", "1st"]).code, 2);
}

#[test]
fn several_outputs_are_written_as_one_and_found_from_folders_below() {
    let scene = nothing();
    errcat(&scene.path(""), &["init"]);
    let config = scene.read("errcat.toml")
        + "\n[[output]]\nmodule = \"src/errors\"\n[[output]]\ndocs = \"reference\"\n";
    scene.write("errcat.toml", &config);
    let said: serde_json::Value =
        serde_json::from_str(&errcat(&scene.path("catalog"), &["generate", "--format", "json"])).unwrap();
    assert_eq!(said["up_to_date"], false);
    for file in ["generated/src/lib.rs", "src/errors/mod.rs", "reference/acme.md"] {
        assert!(scene.path(file).exists(), "{file}");
    }
    scene.write("reference/mine.md", "mine");
    scene.write("reference/old.md", "<!-- @generated by `errcat generate` from catalog/old.yaml -->\n");
    let check = run(&scene.path(""), &["generate", "--check", "--format", "json"]);
    let said: serde_json::Value = serde_json::from_str(&check.out).unwrap();
    assert_eq!((check.code, &said["removed"]), (1, &serde_json::json!(["reference/old.md"])));
    errcat(&scene.path(""), &["generate"]);
    assert!(scene.path("reference/mine.md").exists() && !scene.path("reference/old.md").exists());
}

#[test]
fn the_vendors_that_come_with_errcat_are_known_in_every_folder() {
    let scene = nothing();
    let folder = scene.path("");
    assert!(errcat(&folder, &["explain", "openai:rate_limit_exceeded"]).contains("openai"));
    assert!(errcat(&folder, &["explain", "rate_limit_exceeded"]).contains("openai"));
    assert!(errcat(&folder, &["list", "--vendor", "stripe"]).contains("stripe"));
    // A dialect is read with the catalog that it extends.
    assert!(errcat(&folder, &["classify", "azure_openai", "--status", "429"]).contains("rate_limited"));

    // Beside one's own too; of two for one vendor one's own holds.
    scene.write("catalog/acme.yaml", crate::scene::ACME);
    scene.write("catalog/stripe.yaml", &crate::scene::ACME.replace("vendor: acme", "vendor: stripe"));
    assert!(errcat(&folder, &["explain", "stripe:A_FAILED"]).contains("It failed."));
    assert!(errcat(&folder, &["explain", "openai:rate_limit_exceeded"]).contains("openai"));
    assert!(errcat(&folder, &["explain", "rate_limit_exceeded"]).contains("openai"));
    assert!(!errcat(&folder, &["list"]).contains("openai"));
    assert_eq!(run(&folder, &["explain", "NO_SUCH_CODE_AT_ALL"]).code, 1);
}

#[test]
fn manual_pages_are_written_and_rewritten_but_over_nothing_else() {
    let scene = nothing();
    errcat(&scene.path(""), &["man", "--dest", "man"]);
    let page = scene.read("man/errcat-generate.1");
    assert!(
        page.contains(".TH errcat-generate 1") && page.contains("errcat.toml") || page.contains("catalogs"),
        "{page}"
    );
    scene.write("man/errcat.1", ".TH errcat 1\n");
    errcat(&scene.path(""), &["man", "--dest", "man"]);
    scene.write("man/errcat.1", "mine");
    assert!(run(&scene.path(""), &["man", "--dest", "man"]).err.contains("is not a manual page"));
    assert_eq!(scene.read("man/errcat.1"), "mine");
}
