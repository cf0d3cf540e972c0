//! Catalogs from the fixtures folder and from texts.

use std::fs;
use std::path::{Path, PathBuf};

use errcat_codegen::{
    Artifact, Catalogs, Checked, Date, Dependency, Finding, Form, Input, Options, Package, Position,
    SourceFile, Target, Workspace,
};

/// The folder of the fixtures.
pub(crate) fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

/// Every catalog of a folder, sorted.
pub(crate) fn read(folder: &Path) -> Vec<SourceFile> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "yaml"));
    paths.sort();
    paths
        .iter()
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            SourceFile::new(name, fs::read(path).unwrap())
        })
        .collect()
}

/// Every catalog of the fixtures that are valid.
pub(crate) fn valid() -> Vec<SourceFile> {
    let folder = folder("valid");
    names(&folder).iter().flat_map(|name| read(&folder.join(name))).collect()
}

/// The names of what is in a folder, sorted.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// What catalogs give; it lives as long as the tests do.
pub(crate) fn check(files: &[SourceFile]) -> Checked<'static> {
    check_with(files, &Options::default())
}

fn check_with(files: &[SourceFile], options: &Options) -> Checked<'static> {
    errcat_codegen::check(Box::leak(Box::new(Input::new(files.to_vec()))), options)
}

/// Catalogs that must be valid.
pub(crate) fn catalogs(files: &[SourceFile]) -> Catalogs<'static> {
    let checked = check(files);
    checked.catalogs.unwrap_or_else(|| panic!("{}", show(files, &checked.findings)))
}

/// What is generated of catalogs that must be valid.
pub(crate) fn generate(files: &[SourceFile]) -> Vec<Artifact> {
    generate_for(files, package())
}

/// What is generated for a crate of one's own.
pub(crate) fn generate_for(files: &[SourceFile], package: Package) -> Vec<Artifact> {
    let target =
        Target { command: "cargo xtask regenerate".to_owned(), form: Form::Crate(Box::new(package)) };
    errcat_codegen::generate(&catalogs(files), &target)
}

/// A crate with nothing but what it has to have.
pub(crate) fn package() -> Package {
    Package {
        name: "errcat".to_owned(),
        version: "0.1.0".to_owned(),
        description: "Catalogs of errors.".to_owned(),
        license: None,
        repository: None,
        readme: None,
        keywords: Vec::new(),
        categories: Vec::new(),
        default_features: None,
        core: Dependency::default(),
        workspace: Workspace::Own,
    }
}

/// Every finding of catalogs, on a day on which their pages are fresh.
pub(crate) fn findings(files: &[SourceFile]) -> Vec<Finding> {
    check_with(files, &Options { today: Some(Date::constant(2026, 11, 24)), ..Options::default() }).findings
}

/// A catalog with a head, an envelope and these further lines.
pub(crate) fn acme(more: &str) -> SourceFile {
    let head = "vendor: acme\ntitle: Acme\nabout: Sells anvils.\nstability: stable\ncomplete: true\n\
                sources: [{ id: errors, title: Errors, retrieved: 2026-11-21 }]\nenvelope: { code: /code }\n";
    SourceFile::new("acme.yaml", format!("{head}{more}"))
}

/// Findings as text: place, rule, message, underlined text and remedy.
pub(crate) fn show(files: &[SourceFile], findings: &[Finding]) -> String {
    let place = |place: &errcat_codegen::SourceSpan| {
        let file = files.iter().find(|file| file.path == place.file).unwrap();
        let Position { line, column } = Position::of(&file.bytes, place.span.start);
        let text = String::from_utf8_lossy(&file.bytes[place.span.clone()]).into_owned();
        format!("{}:{line}:{column} {text:?}", place.file)
    };
    findings
        .iter()
        .map(|finding| {
            let severity = finding.severity.as_str();
            let mut text =
                format!("{} {severity}[{}] {}\n", place(&finding.place), finding.rule, finding.message);
            if !finding.label.is_empty() {
                text += &format!("  label: {}\n", finding.label);
            }
            for (at, what) in &finding.related {
                text += &format!("  {what}: {}\n", place(at));
            }
            text + &format!("  help: {}\n", finding.help)
        })
        .collect()
}
