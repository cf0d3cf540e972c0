//! The examples of the catalogs as tests: one for each, run against the module of its vendor.

use errcat_core::codegen::trees;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::tokens::{identifier, krate};
use crate::artifact::{Artifact, Target};
use crate::catalogs::{Catalogs, Example, Expect, Expected, Vendor};
use crate::emit::markdown;
use crate::emit::render::File;
use crate::ident;
use crate::invisible::is_invisible;

/// What every test calls: Rust that is copied as it is, so that tests are only data.
const CHECKS: &str = include_str!("examples/checks.rs");

/// A file for each vendor that has examples, and one that names them all.
pub(super) fn artifacts(catalogs: &Catalogs<'_>, target: &Target) -> Vec<Artifact> {
    let with_examples = || catalogs.vendors.iter().filter(|vendor| vendor.all_examples().next().is_some());
    let files = with_examples().map(|vendor| of_vendor(vendor, target));
    std::iter::once(all(with_examples(), target)).chain(files).collect()
}

fn all<'v>(vendors: impl Iterator<Item = &'v Vendor<'v>>, target: &Target) -> Artifact {
    let inner = [
        "//! The examples of every catalog get the verdicts that they name.",
        "",
        "// A test may stop where it finds something else; and a set of catalogs need not have every kind of example.",
        "#![allow(clippy::expect_used, clippy::panic, dead_code)]",
    ];
    let mut file = File::new(target, "catalog/*.yaml", &inner);
    for vendor in vendors {
        let feature = vendor.table.id;
        let module = identifier(vendor.module);
        file.item(quote! {
            #[cfg(feature = #feature)]
            #[rustfmt::skip]
            mod #module;
        });
    }
    file.text(CHECKS);
    Artifact::new("tests/examples/main.rs", file.finish())
}

fn of_vendor(vendor: &Vendor<'_>, target: &Target) -> Artifact {
    let source = format!("catalog/{}.yaml", vendor.table.id);
    let about = format!("//! The examples of {}.", markdown::text(vendor.table.title));
    let mut inner = vec![about.as_str()];
    if vendor.all_examples().any(|example| is_xml(vendor, example)) {
        inner.extend(["", "#![cfg_attr(not(feature = \"xml\"), allow(unused_imports))]"]);
    }
    let mut file = File::new(target, &source, &inner);
    file.item(imports(vendor, target));
    vendor.all_examples().map(|example| test(vendor, example)).for_each(|item| file.item(item));
    let path = format!("tests/examples/{}", ident::module_file(vendor.module));
    Artifact::new(path, file.finish())
}

fn imports(vendor: &Vendor<'_>, target: &Target) -> TokenStream {
    let krate = krate(target);
    let module = identifier(vendor.module);
    quote! {
        use #krate::{#module::ErrorCode, Response};
    }
}

/// Whether the body of an example is XML, which is read only with the feature for it.
fn is_xml(vendor: &Vendor<'_>, example: &Example<'_>) -> bool {
    let body = example.body.as_str().trim_start_matches('\u{feff}').trim_start();
    body.starts_with('<') && !trees(&vendor.table, &example.response()).is_empty()
}

fn test(vendor: &Vendor<'_>, example: &Example<'_>) -> TokenStream {
    let needs_xml = is_xml(vendor, example).then(|| quote!(#[cfg(feature = "xml")]));
    let Example { title: _, test_name, status, headers, body, expect } = example;
    let name = identifier(test_name);
    let response = response(*status, headers, body.as_str());
    let check = match expect {
        Expect::NoError => quote!(crate::none::<ErrorCode>(&response)),
        Expect::Verdict(one) => {
            let facts = facts(one);
            quote!(crate::one::<ErrorCode>(&response, &[#facts]))
        }
        Expect::Verdicts(many) => {
            let many = many.iter().map(facts);
            quote!(crate::all::<ErrorCode>(&response, &[#(&[#many]),*]))
        }
    };
    quote! {
        #needs_xml
        #[test]
        fn #name() {
            let response = #response;
            #check;
        }
    }
}

fn response(status: Option<u16>, headers: &[(&str, &str)], body: &str) -> TokenStream {
    let response = match status {
        Some(status) => {
            let status = Literal::u16_unsuffixed(status);
            quote!(Response::new(#status))
        }
        None => quote!(Response::without_status()),
    };
    let headers = headers.iter().map(|(name, value)| quote!(.header(#name, #value)));
    let body = (!body.is_empty()).then(|| literal(body)).map(|body| quote!(.body(#body)));
    quote!(#response #(#headers)* #body)
}

/// The facts by name, in the words in which a verdict prints them.
fn facts(expected: &Expected<'_>) -> TokenStream {
    let facts = expected.facts();
    let facts = facts.iter().filter_map(|(name, text)| text.as_ref().map(|text| quote!((#name, #text))));
    quote!(#(#facts),*)
}

/// A text as a raw string where that can be read, else with its escapes.
fn literal(text: &str) -> Literal {
    let quoted = text.contains(['"', '\\']);
    let plain = !text.contains("\"#") && !text.chars().any(is_invisible);
    let raw = (quoted && plain).then(|| format!("r#\"{text}\"#").parse().ok());
    raw.flatten().unwrap_or_else(|| Literal::string(text))
}
