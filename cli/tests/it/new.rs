//! `new`: a skeleton that is refused until it is filled in, and then compiles.

use crate::scene::{ACME, Run, Scene, run};

fn new(scene: &Scene, vendor: &str) -> Run {
    run(&scene.path(""), &["new", vendor, "--catalog", "catalog"])
}

/// What a person writes at each of the places, in their order.
const FILLED: &[&str] = &[
    "title: Apex",
    "about: Sells more anvils.",
    "stability: unstable",
    "complete: false",
    "title: Errors",
    "code: /error/code",
    "title: Codes",
    "code: \"BAD_INPUT\"",
    "http: 400",
    "category: invalid_request",
    "retry: never",
    "meaning: The request is wrong.",
    "action: Correct the request.",
];

/// The lines of a skeleton with every TODO filled in, and where these were.
fn fill(skeleton: &str) -> (Vec<String>, Vec<usize>) {
    let mut values = FILLED.iter();
    let mut todos = Vec::new();
    let mut lines = Vec::new();
    for (at, line) in skeleton.lines().enumerate() {
        let content = line.trim_start();
        if line.contains("TODO") && !content.starts_with('#') {
            let value = values.next().expect("more TODOs than there are values");
            let field = value.split_once(':').unwrap().0;
            let before = line.split_once(&format!("{field}:")).unwrap().0;
            lines.push(format!("{before}{value}"));
            todos.push(at);
        } else {
            lines.push(line.to_owned());
        }
    }
    assert_eq!(values.next(), None, "fewer TODOs than there are values");
    (lines, todos)
}

#[test]
fn a_skeleton_compiles_once_every_todo_is_filled_in() {
    let scene = Scene::new(&[("acme.yaml", ACME)]);
    let run = new(&scene, "apex");
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_eq!(
        run.out,
        "wrote catalog/apex.yaml: fill in its 13 TODOs; `errcat check --catalog catalog` names each that is left\n"
    );
    let skeleton = scene.read("catalog/apex.yaml");
    assert_eq!(scene.regenerate(&[]).code, 1);

    let (filled, todos) = fill(&skeleton);
    scene.write("catalog/apex.yaml", &filled.join("\n"));
    let run = scene.regenerate(&[]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(scene.read("out/docs/apex.md").contains("BAD_INPUT"));

    // Each one that is left is refused at its own place.
    for at in todos {
        let mut lines = filled.clone();
        let todo = skeleton.lines().nth(at).unwrap();
        todo.clone_into(&mut lines[at]);
        scene.write("catalog/apex.yaml", &lines.join("\n"));
        let run = scene.regenerate(&[]);
        assert_eq!(run.code, 1, "{todo}");
        let place = format!("--> catalog/apex.yaml:{}:", at + 1);
        assert!(run.err.contains(&place), "{todo}: {}", run.err);
    }
}

#[test]
fn what_is_commented_out_is_right_too() {
    let scene = Scene::new(&[]);
    new(&scene, "apex");
    let (filled, _) = fill(&scene.read("catalog/apex.yaml"));
    // A field in a comment: one word before a colon, not a sentence.
    let is_field = |text: &str| {
        let name = text.split_once(':').map(|(name, _)| name.trim_start_matches([' ', '-', '{']));
        name.is_some_and(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
    };
    let lines: Vec<String> = filled
        .iter()
        .map(|line| {
            let Some((indent, text)) = line.split_once("# ") else { return line.clone() };
            if indent.trim().is_empty() && is_field(text) { format!("{indent}{text}") } else { line.clone() }
        })
        .collect();
    let text = lines.join("\n");
    assert!(text.contains("\nwait:\n  - { header: Retry-After }"), "{text}");
    // The code becomes the one that the example is about.
    let mut text = text;
    for (filled, wanted) in
        [("BAD_INPUT", "RATE_LIMITED"), ("http: 400", "http: 429"), ("retry: never", "retry: after_wait")]
    {
        text = text.replace(filled, wanted);
    }
    scene.write("catalog/apex.yaml", &text);
    let run = scene.regenerate(&[]);
    assert_eq!(run.code, 0, "{}{text}", run.err);
}

#[test]
fn nothing_is_ever_written_over() {
    let scene = Scene::new(&[("acme.yaml", ACME), ("old.yml", "mine")]);
    for vendor in ["acme", "old"] {
        let run = new(&scene, vendor);
        assert_eq!(run.code, 1);
        assert!(run.err.contains("is there already"), "{}", run.err);
    }
    assert_eq!(scene.read("catalog/acme.yaml"), ACME);
    assert_eq!(scene.tree("catalog").len(), 2);
}

#[test]
fn a_name_that_no_vendor_can_have_is_refused_with_the_rule_s_remedy() {
    let scene = Scene::new(&[("my_api.yaml", "a draft")]);
    for (vendor, remedy) in [
        ("Acme", "use lower-case letters, digits, `-` and `_`, a letter first"),
        ("../acme", "use lower-case letters"),
        ("a\"\n b: 1", "use lower-case letters"),
        ("", "use lower-case letters"),
        ("index", "choose another id, such as `index-api`"),
        ("self", "choose another id"),
        ("my-api", "give one of them another id"),
    ] {
        let run = new(&scene, vendor);
        assert_eq!(run.code, 1, "{vendor}");
        assert!(run.err.contains(remedy), "{vendor}: {}", run.err);
        // There is no file yet.
        assert!(!run.err.contains("rename"), "{vendor}: {}", run.err);
    }
    assert_eq!(scene.tree("").len(), 1);
    let nowhere = run(&scene.path(""), &["new", "acme", "--catalog", "nowhere"]);
    assert!(nowhere.code == 1 && nowhere.err.contains("name another with --catalog"), "{}", nowhere.err);
}
