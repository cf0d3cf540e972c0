//! The root of the crate, or of the module.

use proc_macro2::TokenStream;
use quote::quote;

use super::{any_vendor, examples, sample};
use crate::artifact::{Package, Target};
use crate::catalogs::{Catalogs, Vendor};
use crate::emit::markdown;
use crate::emit::render::File;

/// What the root is made from, as its header says.
const SOURCE: &str = "catalog/*.yaml";

/// What a module does not hold the crate to that it is in: which of the items are used is the crate's business.
const ALLOWED: &str = "dead_code, unreachable_pub, unused_imports, clippy::pedantic";

/// The root of a crate.
pub(super) fn of_package(catalogs: &Catalogs<'_>, target: &Target, package: &Package) -> File {
    let rows = catalogs.vendors.iter().map(|vendor| {
        let (title, about) = (markdown::cell(vendor.table.title), markdown::cell(vendor.table.about));
        format!("//! | {title} | `{}` | {about} |", vendor.table.id)
    });
    let mut inner = vec![
        format!("//! {}", markdown::text(&package.description)),
        "//!".to_owned(),
        "//! Each vendor has a module, behind the cargo feature of its name; `all-vendors` turns on all of them. The rest"
            .to_owned(),
        "//! is that of `errcat-core`, which says where to look.".to_owned(),
        "//!".to_owned(),
        "//! | vendor | module and feature | what it does |".to_owned(),
        "//! | --- | --- | --- |".to_owned(),
    ];
    inner.extend(rows);
    inner.extend(catalogs.vendors.first().map(|vendor| usage(vendor, package)));
    inner.extend(["#![no_std]".to_owned(), "#![cfg_attr(docsrs, feature(doc_cfg))]".to_owned()]);
    let inner: Vec<&str> = inner.iter().map(String::as_str).collect();
    let mut file = File::new(target, SOURCE, &inner);
    let vendors = any_vendor::file(catalogs, target, "src/vendors/");
    file.module(quote!(#[rustfmt::skip] mod vendors), "src/vendors/mod.rs", vendors);
    file.item(quote! {
        #[doc(inline)]
        pub use errcat_core::*;
        #[doc(inline)]
        pub use vendors::*;
    });
    file
}

/// The root of a module that is a folder.
pub(super) fn of_module(catalogs: &Catalogs<'_>, target: &Target) -> File {
    let allow = format!("#![allow({ALLOWED})]");
    let mut file =
        File::new(target, SOURCE, &["//! The error codes of vendors, and what to do about them.", &allow]);
    content(&mut file, catalogs, target, &TokenStream::new());
    file
}

/// The root of a module that is one file. `include!` takes no inner attributes, so each item has its own.
pub(super) fn included(catalogs: &Catalogs<'_>, target: &Target) -> File {
    let mut file = File::new(target, SOURCE, &[]);
    let allow: TokenStream = format!("#[allow({ALLOWED})]").parse().unwrap_or_default();
    content(&mut file, catalogs, target, &allow);
    file
}

/// The vendors of a module and their examples, each with these attributes.
fn content(file: &mut File, catalogs: &Catalogs<'_>, target: &Target, attributes: &TokenStream) {
    let vendors = any_vendor::file(catalogs, target, "vendors/");
    file.module(quote!(#[rustfmt::skip] #attributes mod vendors), "vendors/mod.rs", vendors);
    file.item(quote! {
        #attributes
        pub use vendors::*;
    });
    let examples = examples::file(catalogs, target, "examples/");
    let allow: TokenStream = format!("#[allow({})]", examples::ALLOWED).parse().unwrap_or_default();
    let examples_mod = quote!(#[cfg(test)] #[rustfmt::skip] #attributes #allow mod examples);
    file.module(examples_mod, "examples/mod.rs", examples);
}

/// How the crate is used, with this vendor: a test of the documentation, wherever the vendor's feature is on.
fn usage(vendor: &Vendor<'_>, package: &Package) -> String {
    let feature = vendor.table.id;
    let on = format!("# #[cfg(all(feature = \"std\", feature = \"{feature}\"))] {{");
    let lines = ["", "# Use", "", sample::INTRODUCTION, "", "```", &on].map(str::to_owned);
    let sample = sample::sample(vendor, package);
    let lines = lines.into_iter().chain(sample.lines().map(str::to_owned));
    let lines = lines.chain(["# }", "```"].map(str::to_owned));
    let lines: Vec<String> = lines.map(|line| format!("//! {line}").trim_end().to_owned()).collect();
    lines.join("\n")
}
