//! Any text as a catalog: it is refused with findings at places within it, or files come out of it.
#![no_main]

use errcat_codegen::{
    Dependency, Form, Input, Options, Package, SourceFile, Target, Workspace, check, generate,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let input = Input::new(vec![SourceFile::new("acme.yaml", text)]);
    let checked = check(&input, &Options::default());
    for finding in &checked.findings {
        assert!(text.get(finding.place.span.clone()).is_some(), "{finding:?} is not in the text");
    }
    if let Some(catalogs) = checked.catalogs {
        let artifacts = generate(&catalogs, &target());
        assert!(artifacts.iter().all(|artifact| artifact.contents.ends_with('\n')));
    }
});

fn target() -> Target {
    let package = Package {
        name: "acme-errors".to_owned(),
        version: "0.1.0".to_owned(),
        description: "Errors.".to_owned(),
        license: None,
        repository: None,
        readme: None,
        keywords: Vec::new(),
        categories: Vec::new(),
        default_features: None,
        core: Dependency::default(),
        workspace: Workspace::Own,
    };
    Target { command: "errcat generate".to_owned(), form: Form::Crate(Box::new(package)) }
}
