//! What is emitted for every fixture compiles without a warning, and passes its tests.

use std::fs;

use crate::scene::{ACME, Scene, cargo, root};

#[test]
#[ignore = "compiles crates of many vendors"]
fn the_crate_of_all_fixtures_compiles_without_a_warning_and_its_examples_hold() {
    let scene = scene_of_fixtures();
    for features in ["--no-default-features", "--no-default-features --features entries", "--features serde"]
    {
        cargo(&scene.path("out"), &format!("check --all-targets {features}"));
    }
    let tested = cargo(&scene.path("out"), "test --all-features");
    for example in ["entries::old_a_body", "entries::old_items_with_waits_of_their_own", "hostile::"] {
        assert!(tested.contains(&format!("test {example}")), "{tested}");
    }
}

/// Every keyword of the edition, the reserved ones and those that are keywords only in places included. Without
/// `crate`, `self`, `Self` and `super`, which can't be raw identifiers, and `mod`, whose file would be `mod.rs`:
/// these are refused.
const KEYWORDS: &str = "\
    abstract as async auto await become box break const continue do dyn else enum extern false final fn \
    for gen if impl in let loop macro macro_rules match move mut override priv pub raw ref return safe \
    static struct trait true try type typeof union unsafe unsized use virtual where while yield";

#[test]
#[ignore = "compiles crates of many vendors"]
fn a_crate_compiles_whose_names_are_keywords() {
    let scene = Scene::new(&[]);
    for word in KEYWORDS.split_whitespace() {
        // Each vendor is one, and this one has them all in it as well.
        let within: Vec<&str> =
            if word == "gen" { KEYWORDS.split_whitespace().collect() } else { vec![word] };
        scene.write(&format!("catalog/{word}.yaml"), &of_words(word, &within));
    }
    generate(&scene);
    cargo(&scene.path("out"), "check --all-targets --all-features");
}

/// Its lists are joined from rows, the last of which is padded.
#[test]
#[ignore = "compiles a crate of many codes"]
fn a_vendor_of_many_codes_has_each_in_its_place() {
    let head = ACME.split("groups:").next().unwrap();
    let code = |number: u32| {
        format!("      - {{ code: C{number}, http: 500, category: internal, meaning: Case {number}. }}\n")
    };
    let codes: String = (0..2_002).map(code).collect();
    let scene =
        Scene::new(&[("acme.yaml", &format!("{head}groups:\n  - title: Codes\n    codes:\n{codes}"))]);
    generate(&scene);
    let module = fs::read_to_string(scene.path("out/src/vendors/acme.rs")).unwrap();
    assert!(module.contains("ENTRIES_2: ") && module.contains("padded("), "{module:.2000}");
    scene.write(
        "out/tests/rows.rs",
        "use vendor_errors::acme::{ErrorCode, TABLE};\n\
         #[test]\n\
         fn each_is_in_its_place() {\n\
             assert_eq!((ErrorCode::all().len(), TABLE.entries.len()), (2_002, 2_002));\n\
             for (number, &code) in ErrorCode::all().iter().enumerate() {\n\
                 assert_eq!(code.as_str(), format!(\"C{number}\"));\n\
                 assert_eq!(code.meaning(), format!(\"Case {number}.\"));\n\
                 assert_eq!(ErrorCode::from_code(code.as_str()), Some(code));\n\
             }\n\
             assert_eq!(ErrorCode::from_code(\"C2002\"), None);\n\
         }\n",
    );
    let tested = cargo(&scene.path("out"), "test --features acme --test rows");
    assert!(tested.contains("test each_is_in_its_place ... ok"), "{tested}");
}

/// A catalog of this vendor, with these words as codes, as members of details and as titles of examples.
fn of_words(vendor: &str, words: &[&str]) -> String {
    let acme = ACME.replace("vendor: acme", &format!("vendor: \"{vendor}\""));
    let mut catalog = acme.split("groups:").next().unwrap().to_owned();
    let each = |text: fn(&str) -> String| words.iter().map(|word| text(word)).collect::<String>();
    catalog += &format!("details: {{ {}}}\n", each(|word| format!("\"{word}\": string, ")));
    catalog += "groups:\n  - title: Codes\n    codes:\n";
    catalog +=
        &each(|word| format!("      - {{ code: \"{word}\", category: internal, meaning: It failed. }}\n"));
    catalog += "examples:\n";
    catalog += &each(|word| {
        format!(
            "  - {{ title: \"{word}\", status: 500, body: {{ code: \"{word}\" }}, expect: {{ raw_code: \"{word}\" }} }}\n"
        )
    });
    catalog
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
    generate(&scene);
    scene
}

/// Makes the crate, with the same versions as here, so that nothing is looked up.
fn generate(scene: &Scene) {
    let run = scene.regenerate(&[]);
    assert_eq!(run.code, 0, "{}", run.err);
    fs::copy(root().join("Cargo.lock"), scene.path("out/Cargo.lock")).unwrap();
}
