//! The root of the crate.

use quote::quote;

use crate::artifact::{Artifact, Target};
use crate::catalogs::Catalogs;
use crate::emit::markdown;
use crate::emit::render::File;

/// `src/lib.rs`.
pub(super) fn artifact(catalogs: &Catalogs<'_>, target: &Target) -> Artifact {
    let rows = catalogs.vendors.iter().map(|vendor| {
        let (title, about) = (markdown::cell(vendor.table.title), markdown::cell(vendor.table.about));
        format!("//! | {title} | `{}` | {about} |", vendor.table.id)
    });
    let mut inner = vec![
        format!("//! {}", markdown::text(&target.package.description)),
        "//!".to_owned(),
        "//! Each vendor has a module, behind the cargo feature of its name. The rest is that of `errcat-core`,"
            .to_owned(),
        "//! which says where to look.".to_owned(),
        "//!".to_owned(),
        "//! | vendor | module and feature | what it does |".to_owned(),
        "//! | --- | --- | --- |".to_owned(),
    ];
    inner.extend(rows);
    inner.extend(["#![no_std]".to_owned(), "#![cfg_attr(docsrs, feature(doc_cfg))]".to_owned()]);
    let inner: Vec<&str> = inner.iter().map(String::as_str).collect();
    let mut file = File::new(target, "catalog/*.yaml", &inner);
    file.item(quote! {
        #[rustfmt::skip]
        mod vendors;
    });
    file.item(quote! {
        #[doc(inline)]
        pub use errcat_core::*;
        #[doc(inline)]
        pub use vendors::*;
    });
    Artifact::new("src/lib.rs", file.finish())
}
