//! `[[output]]`: a crate, a module or the reference.

use std::ops::Range;
use std::path::Path;

use errcat_codegen::{Form, Package, Workspace};

use super::fields::Fields;
use crate::setup::{Output, own_package};

/// The field that says what an output is, each with the folder as its value.
const KINDS: [&str; 3] = ["crate", "module", "docs"];

/// What else a crate has.
const OF_CRATES: [&str; 11] = [
    "crate",
    "name",
    "version",
    "description",
    "license",
    "repository",
    "readme",
    "keywords",
    "categories",
    "default-features",
    "workspace",
];

/// Reads an output, and where its folder stands; what is wrong is reported.
pub(super) fn read(fields: &mut Fields<'_>, folder: &Path) -> Option<(Output, Range<usize>)> {
    let kind = match fields.present(&KINDS).as_slice() {
        [kind] => *kind,
        [] => {
            let help = "add `crate = \"generated\"`, `module = \"src/errors\"` or `docs = \"docs\"`";
            fields.report_table("missing-field", "the output does not say what it is", help);
            return None;
        }
        several => {
            let message = format!("the output is {} at once", several.join(" and "));
            fields.report_table("wrong-type", message, "write a table `[[output]]` for each");
            return None;
        }
    };
    let known: &[&str] = if kind == "crate" { &OF_CRATES } else { std::slice::from_ref(&kind) };
    fields.only(known);
    let place = fields.text(kind);
    let form = match kind {
        "crate" => Form::Crate(Box::new(package(fields))),
        "module" => Form::Module,
        _ => Form::Reference,
    };
    let place = place?;
    Some((Output { folder: folder.join(&place.value), form }, place.span))
}

/// Reads what a crate says of itself.
fn package(fields: &mut Fields<'_>) -> Package {
    let default = own_package(Workspace::Surrounding);
    let name = fields.text("name").map_or(default.name.clone(), |name| {
        if !is_package_name(&name.value) {
            let message = format!("`{}` is not a name of a crate", name.value);
            let help = "use letters, digits, `-` and `_`, a letter first";
            fields.report("package-name", name.span.clone(), message, help);
        }
        name.value
    });
    let mut text = |name: &str| fields.text(name).map(|text| text.value);
    let version = text("version").unwrap_or(default.version.clone());
    let description = text("description").unwrap_or(default.description.clone());
    let (license, repository, readme) = (text("license"), text("repository"), text("readme"));
    let workspace =
        fields.text("workspace").map_or(Workspace::Surrounding, |word| match word.value.as_str() {
            "surrounding" => Workspace::Surrounding,
            "own" => Workspace::Own,
            "lints" => Workspace::Member,
            other => {
                let message = format!("there is no workspace `{other}`");
                let help =
                    "write `surrounding`, `own`, or `lints` for a member that has the workspace's lints";
                fields.report("unknown-word", word.span.clone(), message, help);
                Workspace::Surrounding
            }
        });
    let mut texts = |name: &str| fields.texts(name).map(|texts| texts.value);
    Package {
        name,
        version,
        description,
        license,
        repository,
        readme,
        keywords: texts("keywords").unwrap_or_default(),
        categories: texts("categories").unwrap_or_default(),
        default_features: texts("default-features"),
        workspace,
        ..default
    }
}

/// Whether a crate can have this name, and tests can say it in Rust.
pub(crate) fn is_package_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}
