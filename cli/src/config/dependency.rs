//! `[core]`: where generated crates get `errcat-core` from.

use std::path::Path;

use errcat_codegen::{CORE_FEATURES, CrateSource, Dependency, GitReference, Words};

use super::fields::Fields;

/// Reads the table; what is wrong is reported.
pub(super) fn read(fields: &mut Fields<'_>, folder: &Path) -> Dependency {
    fields.only(&["version", "path", "git", "rev", "tag", "branch", "features"]);
    let version = fields.text("version").map(|text| text.value);
    let path = fields.text("path");
    let git = fields.text("git");
    if let (Some(_), Some(git)) = (&path, &git) {
        let message = "errcat-core comes from a folder or from git, not from both";
        fields.report("wrong-type", git.span.clone(), message, "remove `path` or `git`");
    }
    let mut reference = None;
    for kind in GitReference::ALL {
        let Some(name) = fields.text(kind.as_str()) else { continue };
        if git.is_none() || reference.is_some() {
            let message = format!("`{}` needs `git`, and no other reference beside it", kind.as_str());
            fields.report(
                "wrong-type",
                name.span.clone(),
                message,
                "keep one of rev, tag and branch, beside git",
            );
        }
        reference = Some((kind, name.value));
    }
    let source = match (path, git) {
        (Some(path), _) => CrateSource::Folder(folder.join(path.value).to_string_lossy().into_owned()),
        (None, Some(git)) => CrateSource::Git { url: git.value, reference },
        (None, None) => CrateSource::Registry,
    };
    Dependency { version, source, features: features(fields) }
}

/// The features that are on in every crate.
fn features(fields: &mut Fields<'_>) -> Vec<String> {
    let Some(features) = fields.texts("features") else { return Vec::new() };
    for feature in &features.value {
        if !CORE_FEATURES.contains(&feature.as_str()) {
            let help = match Words::of(CORE_FEATURES.iter().copied()).nearest(feature) {
                Some(near) => format!("write `{near}`, or remove it"),
                None => format!("remove it; there are {}", CORE_FEATURES.join(", ")),
            };
            let message = format!("errcat-core has no feature `{feature}`");
            fields.report("unknown-word", features.span.clone(), message, help);
        }
    }
    features.value
}
