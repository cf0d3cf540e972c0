//! The examples of the catalogs as tests: one for each, run against the module of its vendor.

use errcat_core::codegen::trees;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::tokens::{identifier, krate};
use super::vendor;
use crate::artifact::{Form, Target};
use crate::catalogs::{Catalogs, Example, Expect, Expected, Vendor};
use crate::emit::markdown;
use crate::emit::render::File;
use crate::invisible::is_invisible;

/// What every test calls: Rust that is copied as it is, so that tests are only data.
const CHECKS: &str = include_str!("examples/checks.rs");

/// What tests may do: stop where they find something else.
pub(super) const ALLOWED: &str = "clippy::expect_used, clippy::panic";

/// The tests of all vendors, and in the same folder a file for each that has examples.
pub(super) fn file(catalogs: &Catalogs<'_>, target: &Target, folder: &str) -> File {
    let mut inner = vec!["//! The examples of every catalog get the verdicts that they name."];
    let allow = format!("#![allow({ALLOWED}, dead_code)]");
    // That of a module has its attributes where it is declared.
    if let Form::Crate(_) = target.form {
        inner.extend([
            "",
            "// A test may stop where it finds something else; and a set of catalogs need not have every kind of example.",
            &allow,
        ]);
    }
    let mut file = File::new(target, "catalog/*.yaml", &inner);
    let has_examples = |vendor: &&Vendor<'_>| vendor.all_examples().next().is_some();
    let vendors: Vec<Vendor<'_>> = catalogs.vendors.iter().filter(has_examples).copied().collect();
    vendor::modules(&mut file, &vendors, (target, folder), &quote!(#[rustfmt::skip]), of_vendor);
    if !matches!(target.form, Form::Crate(_)) {
        file.item(quote! {
            extern crate std;
        });
        file.item(quote! {
            use std::{borrow::ToOwned, string::{String, ToString}, vec::Vec};
        });
    }
    file.begin().push_str(CHECKS);
    file
}

fn of_vendor(vendor: &Vendor<'_>, target: &Target) -> File {
    let source = format!("catalog/{}.yaml", vendor.table.id);
    let about = format!("//! The examples of {}.", markdown::text(vendor.table.title));
    let mut file = File::new(target, &source, &[&about]);
    file.item(imports(vendor, target));
    vendor.all_examples().map(|example| test(vendor, example)).for_each(|item| file.item(item));
    file
}

fn imports(vendor: &Vendor<'_>, target: &Target) -> TokenStream {
    let module = identifier(vendor.module);
    match &target.form {
        Form::Crate(package) => {
            let krate = krate(package);
            quote! {
                use #krate::{#module::ErrorCode, Response};
            }
        }
        Form::Module | Form::Included | Form::Reference => quote! {
            use super::super::vendors::#module::ErrorCode;
            use errcat_core::Response;
        },
    }
}

/// Whether the body of an example is XML, which is read only with the feature for it.
fn is_xml(vendor: &Vendor<'_>, example: &Example<'_>) -> bool {
    let body = example.body.as_str().trim_start_matches('\u{feff}').trim_start();
    body.starts_with('<') && !trees(&vendor.table, &example.response()).is_empty()
}

fn test(vendor: &Vendor<'_>, example: &Example<'_>) -> TokenStream {
    let needs_xml = is_xml(vendor, example).then(|| {
        quote! {
            if !errcat_core::generated::READS_XML {
                return;
            }
        }
    });
    let Example { title: _, test_name, status, headers, body, expect } = example;
    let name = identifier(test_name);
    let response = response(*status, headers, body.as_str());
    let check = match expect {
        Expect::NoError => quote!(super::none::<ErrorCode>(&response)),
        Expect::Verdict(one) => {
            let facts = facts(one);
            quote!(super::one::<ErrorCode>(&response, &[#facts]))
        }
        Expect::Verdicts(many) => {
            let many = many.iter().map(facts);
            quote!(super::all::<ErrorCode>(&response, &[#(&[#many]),*]))
        }
    };
    quote! {
        #[test]
        fn #name() {
            #needs_xml
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
