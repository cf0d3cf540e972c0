//! The root of the crate.

use quote::quote;

use super::tokens::{identifier, krate};
use crate::artifact::{Artifact, Target};
use crate::catalogs::{Catalogs, Vendor};
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
        "//! Each vendor has a module, behind the cargo feature of its name; `all-vendors` turns on all of them. The rest"
            .to_owned(),
        "//! is that of `errcat-core`, which says where to look.".to_owned(),
        "//!".to_owned(),
        "//! | vendor | module and feature | what it does |".to_owned(),
        "//! | --- | --- | --- |".to_owned(),
    ];
    inner.extend(rows);
    inner.extend(catalogs.vendors.first().map(|vendor| usage(vendor, target)));
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

/// How the crate is used, with this vendor: a test of the documentation, wherever the vendor's feature is on.
fn usage(vendor: &Vendor<'_>, target: &Target) -> String {
    let (krate, module) = (krate(target), identifier(vendor.module));
    let feature = vendor.table.id;
    format!(
        r#"//!
//! # Use
//!
//! Status, headers and body in, a verdict and the next step out:
//!
//! ```
//! # #[cfg(all(feature = "std", feature = "{feature}"))] {{
//! use std::time::SystemTime;
//! use {krate}::{{Next, Response, {module}}};
//!
//! let response = Response::new(503).header("Retry-After", "7").body(b"the body as it came");
//! // `None`: not an error.
//! if let Some(verdict) = {module}::classify(&response) {{
//!     println!("{{verdict}}");
//!     // After the first try.
//!     match {module}::SCHEDULE.next(1, &verdict, SystemTime::now()) {{
//!         Next::After(wait) => println!("try again in {{wait:?}}"),
//!         Next::AfterChange {{ wait, change }} => println!("try again in {{wait:?}}, with {{change}}"),
//!         Next::Stop(reason) => println!("stop: {{reason}}"),
//!     }}
//! }}
//! # }}
//! ```"#
    )
}
