//! Sites of catalogs.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use errcat_codegen::{Input, Options as CheckOptions, SourceFile, check};
use errcat_site::{Options, artifacts};

/// The files of a site, by path.
pub(crate) type Files = BTreeMap<String, String>;

/// What the tests' sites are called.
pub(crate) fn options(base_url: Option<&str>) -> Options {
    Options {
        title: "Errors & <b>more</b>".to_owned(),
        base_url: base_url.map(str::to_owned),
        crate_name: "errcat".to_owned(),
        changes: Vec::new(),
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../catalog")
}

fn catalog(path: &Path) -> SourceFile {
    SourceFile::new(path.to_string_lossy(), fs::read(path).unwrap())
}

/// The longest, which have nothing that the others do not have.
const LONGEST: [&str; 2] = ["slack", "twilio"];

/// The catalogs of the workspace but for the longest.
pub(crate) fn workspace() -> Vec<SourceFile> {
    let mut paths: Vec<_> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "yaml"));
    paths.retain(|path| !LONGEST.iter().any(|name| path.file_stem().is_some_and(|stem| stem == *name)));
    paths.sort();
    paths.iter().map(|path| catalog(path)).collect()
}

/// A few of them, for what does not depend on how many there are.
pub(crate) fn few() -> Vec<SourceFile> {
    ["kafka.yaml", "kubernetes.yaml", "runo.yaml"].iter().map(|name| catalog(&folder().join(name))).collect()
}

/// Catalogs with texts that try to break out.
pub(crate) fn hostile() -> Vec<SourceFile> {
    vec![
        SourceFile::new("hostile.yaml", include_str!("../fixtures/hostile.yaml")),
        SourceFile::new("marks.yaml", include_str!("../fixtures/marks.yaml")),
        SourceFile::new("status.yaml", include_str!("../fixtures/status.yaml")),
    ]
}

/// The catalog of a vendor with these codes: the elements of a list of YAML.
pub(crate) fn catalog_of(vendor: &str, codes: &str) -> SourceFile {
    let text = format!(
        "vendor: {vendor}
title: Acme
about: Sells anvils.
stability: stable
complete: true
sources: [{{ id: errors, title: Errors, retrieved: 2026-11-21 }}]
envelope: {{ code: /code }}
wait: [{{ pointer: \"/in 1 – 2 <b>\" }}]
retry: {{ max_attempts: 10, backoff: {{ initial: 500ms, factor: 2, max: 1s }} }}
groups: [{{ title: Codes, codes: [{codes}] }}]
"
    );
    SourceFile::new(format!("{vendor}.yaml"), text)
}

/// The site of these catalogs.
pub(crate) fn site(files: Vec<SourceFile>, options: &Options) -> Files {
    let input = Input::new(files);
    let checked = check(&input, &CheckOptions::default());
    let errors: Vec<_> = checked
        .findings
        .iter()
        .filter(|finding| finding.severity == errcat_codegen::Severity::Error)
        .map(|finding| (&finding.place, &finding.message))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let catalogs = checked.catalogs.unwrap();
    let mut files = Files::new();
    for artifact in artifacts(&catalogs, options) {
        let path = artifact.path;
        assert!(files.insert(path.clone(), artifact.contents).is_none(), "{path} is made twice");
    }
    files
}

/// The site of the workspace's catalogs, which many tests read.
pub(crate) fn of_workspace() -> &'static Files {
    static SITE: LazyLock<Files> = LazyLock::new(|| site(workspace(), &options(None)));
    &SITE
}

/// Where the site of the workspace is, once it is published.
pub(crate) const ADDRESS: &str = "https://example.org/sub/path/";

/// Writes what a browser asks for of a site into a folder.
pub(crate) fn write(files: &Files, folder: &Path) {
    let for_machines = |path: &str| path.ends_with(".md") || path.ends_with(".json");
    for (path, contents) in files.iter().filter(|(path, _)| !for_machines(path)) {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
    }
}
