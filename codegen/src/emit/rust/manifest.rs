//! The manifest: a cargo feature for each vendor, and those of `errcat-core`.

use errcat_core::codegen::VERSION;

use crate::artifact::{Artifact, CrateSource, Dependency, Package, Target, Workspace};
use crate::catalogs::Catalogs;

/// The features of `errcat-core` that a crate passes on as its own.
pub const CORE_FEATURES: &[&str] = &[
    "std",
    "serde",
    "xml",
    "retries",
    "tokio",
    "http",
    "hyper",
    "ureq",
    "reqwest",
    "reqwest-middleware",
    "tower",
    "backon",
    "tracing",
];

/// How many vendors may be on by default: few programs call more.
const FEW: usize = 5;

/// `Cargo.toml`.
pub(super) fn artifact(catalogs: &Catalogs<'_>, target: &Target, package: &Package) -> Artifact {
    let Package {
        name,
        version,
        description,
        license,
        repository,
        readme,
        keywords,
        categories,
        default_features,
        core,
        workspace,
    } = package;
    let for_registries = [
        text_field("license", license.as_deref()),
        text_field("repository", repository.as_deref()),
        text_field("readme", readme.as_deref()),
        list_field("keywords", keywords),
        list_field("categories", categories),
    ]
    .concat();
    let ids = || catalogs.vendors.iter().map(|vendor| vendor.table.id);
    let listed = |names: Vec<&str>| match names.as_slice() {
        [] => "[]".to_owned(),
        [only] => format!("[{}]", string(only)),
        names => {
            let lines: String = names.iter().map(|name| format!("    {},\n", string(name))).collect();
            format!("[\n{lines}]")
        }
    };
    let by_default = ids().take(if catalogs.vendors.len() > FEW { 0 } else { FEW });
    let default = listed(match default_features {
        Some(features) => features.iter().map(String::as_str).collect(),
        None => std::iter::once("std").chain(by_default).collect(),
    });
    let all_vendors = listed(ids().collect());
    let passed_on: String =
        CORE_FEATURES.iter().map(|name| format!("{name} = [\"errcat-core/{name}\"]\n")).collect();
    let vendors: String = ids().map(|id| format!("{id} = []\n")).collect();
    let (lints, workspace) = match workspace {
        Workspace::Surrounding => ("", ""),
        Workspace::Own => ("", "\n# A workspace of its own, wherever the folder lies.\n[workspace]\n"),
        Workspace::Member => ("[lints]\nworkspace = true\n\n", ""),
    };
    let features = match core.features.as_slice() {
        [] => String::new(),
        features => format!(", features = {}", list(features)),
    };
    let contents = format!(
        "# {}\n\n\
         [package]\n\
         name = {}\n\
         version = {}\n\
         description = {}\n\
         edition = \"2024\"\n\
         rust-version = {}\n\
         {for_registries}\n\
         {lints}\
         # The library has no unit tests: what is generated is tested from outside.\n\
         [lib]\n\
         test = false\n\n\
         [features]\n\
         default = {default}\n\
         # What errcat-core offers.\n{passed_on}\
         # The vendors.\nall-vendors = {all_vendors}\n{vendors}\n\
         [dependencies]\n\
         errcat-core = {{ {}, default-features = false{features} }}\n\n\
         [package.metadata.docs.rs]\n\
         all-features = true\n{workspace}",
        target.mark("catalog/*.yaml"),
        string(name),
        string(version),
        string(description),
        string(env!("CARGO_PKG_RUST_VERSION")),
        dependency(core),
    );
    Artifact::new("Cargo.toml", contents)
}

/// Where a crate comes from, and its version: cargo packs no crate that depends on another by its folder alone.
fn dependency(on: &Dependency) -> String {
    let Dependency { version, source, features: _ } = on;
    let version = format!("version = {}", string(version.as_deref().unwrap_or(VERSION)));
    match source {
        CrateSource::Registry => version,
        CrateSource::Folder(path) => format!("path = {}, {version}", string(path)),
        CrateSource::Git { url, reference } => {
            let reference = reference.as_ref();
            let reference = reference
                .map_or_else(String::new, |(kind, name)| format!("{} = {}, ", kind.as_str(), string(name)));
            format!("git = {}, {reference}{version}", string(url))
        }
    }
}

/// A line with a text, where there is one.
fn text_field(name: &str, text: Option<&str>) -> String {
    text.map_or(String::new(), |text| format!("{name} = {}\n", string(text)))
}

/// A line with a list, where there is something in it.
fn list_field(name: &str, texts: &[String]) -> String {
    if texts.is_empty() { String::new() } else { format!("{name} = {}\n", list(texts)) }
}

fn list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| string(text)).collect();
    format!("[{}]", texts.join(", "))
}

fn string(text: &str) -> String {
    toml_edit::Value::from(text).to_string()
}
