//! The first files of a crate for catalogs of your own.

use crate::artifact::Artifact;

const TESTS: &str = "//! The crate as its users see it.\n\n\
    #[cfg(all(feature = \"json\", feature = \"vendors\"))]\n\
    mod examples;\n\n\
    // What the generated tests call the crate under test.\n\
    #[allow(unused_imports)]\n\
    use vendor_errors as subject;\n";

/// A manifest, a face and the start of the tests for an output folder that is no crate yet. They are written
/// once, and belong to the user from then on; `errcat` is the path to the crate errcat, relative to the folder.
#[must_use]
pub fn scaffold(errcat: &str) -> Vec<Artifact> {
    let errcat = toml_edit::Value::from(errcat);
    let manifest = format!(
        "[package]\n\
         name = \"vendor-errors\"\n\
         version = \"0.1.0\"\n\
         edition = \"2024\"\n\
         publish = false\n\n\
         [features]\n\
         default = [\"std\", \"json\"]\n\
         std = [\"alloc\", \"errcat/std\"]\n\
         alloc = [\"errcat/alloc\"]\n\
         json = [\"alloc\", \"errcat/json\"]\n\
         serde = [\"errcat/serde\", \"dep:serde\"]\n\
         # errcat's own integrations, for these vendors too.\n\
         http = [\"errcat/http\"]\n\
         reqwest-middleware = [\"std\", \"json\", \"errcat/reqwest-middleware\"]\n\
         tower = [\"std\", \"json\", \"errcat/tower\"]\n\
         backon = [\"std\", \"errcat/backon\"]\n\
         tracing = [\"errcat/tracing\"]\n\
         vendors = []\n\n\
         [dependencies]\n\
         errcat = {{ path = {errcat}, default-features = false }}\n\
         serde = {{ version = \"1\", default-features = false, optional = true }}\n\n\
         # A workspace of its own, wherever the folder lies.\n\
         [workspace]\n"
    );
    let face = "//! The error codes of vendors, made by errcat.\n\
         #![cfg_attr(not(feature = \"std\"), no_std)]\n\n\
         #[cfg(feature = \"vendors\")]\n\
         mod vendors;\n\n\
         pub use errcat::*;\n\
         // By name, as errcat may have one as well; without any vendor there is nothing else.\n\
         #[cfg(feature = \"vendors\")]\n\
         #[allow(unused_imports)]\n\
         pub use vendors::{AnyVendor, *};\n";
    vec![
        Artifact::new("Cargo.toml", manifest),
        Artifact::new("src/lib.rs", face),
        Artifact::new("tests/it/main.rs", TESTS),
    ]
}
