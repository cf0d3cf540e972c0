//! The examples of the catalogs as tests: one for each, run against the module of its vendor.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::tokens::identifier;
use crate::artifact::Artifact;
use crate::emit::{markdown, render};
use crate::ident;
use crate::model::{Body, Catalogs, Example, Expect, Expected, ExpectedWait, Vendor};

/// What every test calls: Rust that is copied as it is, so that tests are nothing but data.
const CHECKS: &str = include_str!("examples/checks.rs");

/// A file for each vendor that has examples, and one that names them all.
///
/// They name the crate under test as `crate::subject`, which is for the test's own `main.rs` to say.
pub(super) fn artifacts(catalogs: &Catalogs) -> Vec<Artifact> {
    let with_examples = || catalogs.vendors.iter().filter(|vendor| vendor.all_examples().next().is_some());
    let files = with_examples().map(of_vendor);
    std::iter::once(all(with_examples())).chain(files).collect()
}

fn all<'v>(vendors: impl Iterator<Item = &'v Vendor>) -> Artifact {
    // A set of catalogs need not have every kind of example.
    let inner =
        ["//! The examples of every catalog get the verdicts that they name.", "", "#![allow(dead_code)]"];
    let modules = vendors.map(|vendor| {
        let feature = &vendor.id;
        let module = identifier(&vendor.module);
        quote! {
            #[cfg(feature = #feature)]
            mod #module;
        }
    });
    let mut text = render::file("catalog/*.yaml", &inner, modules.collect());
    text.push_str(CHECKS);
    Artifact::new("tests/it/examples/mod.rs", text)
}

fn of_vendor(vendor: &Vendor) -> Artifact {
    let source = format!("catalog/{}.yaml", vendor.id);
    let about = format!("//! The examples of {}.", markdown::text(&vendor.title));
    let mut items = vec![imports(vendor)];
    items.extend(vendor.all_examples().map(|(_, example)| test(example)));
    let path = format!("tests/it/examples/{}", ident::module_file(&vendor.module));
    Artifact::new(path, render::file(&source, &[&about], items))
}

fn imports(vendor: &Vendor) -> TokenStream {
    let module = identifier(&vendor.module);
    let name = identifier(&vendor.type_name);
    quote! {
        use crate::subject::{#module::#name as Subject, Response};
    }
}

fn test(example: &Example) -> TokenStream {
    let Example { title: _, test_name, status, headers, body, expect } = example;
    let name = identifier(test_name);
    let response = response(*status, headers, body);
    let check = match expect {
        Expect::NoError => quote!(super::none(Subject, &response)),
        Expect::Verdict(one) => {
            let facts = facts(one);
            quote!(super::one(Subject, &response, &[#facts]))
        }
        Expect::Verdicts(many) => {
            let many = many.iter().map(facts);
            quote!(super::all(Subject, &response, &[#(&[#many]),*]))
        }
    };
    quote! {
        #[test]
        fn #name() {
            let response = #response;
            #check;
        }
    }
}

fn response(status: Option<u16>, headers: &[(String, String)], body: &Body) -> TokenStream {
    let response = match status {
        Some(status) => {
            let status = Literal::u16_unsuffixed(status);
            quote!(Response::new(#status))
        }
        None => quote!(Response::without_status()),
    };
    let headers = headers.iter().map(|(name, value)| quote!(.header(#name, #value)));
    let body = match body {
        Body::Empty => None,
        Body::Text(text) => Some(literal(text)),
        Body::Json(json) => Some(literal(&json.to_string())),
    };
    let body = body.map(|body| quote!(.body(#body)));
    quote!(#response #(#headers)* #body)
}

/// The facts by name, in the words in which a verdict prints them.
fn facts(expected: &Expected) -> TokenStream {
    let Expected { code, raw_code, category, retry, wait, basis, change, request_id } = expected;
    let facts = [
        ("code", code.clone()),
        ("raw_code", raw_code.clone()),
        ("category", category.map(|category| category.to_string())),
        ("retry", retry.map(|retry| retry.to_string())),
        ("wait", wait.as_ref().map(waiting)),
        ("basis", basis.clone()),
        ("change", change.clone()),
        ("request_id", request_id.clone()),
    ];
    let facts = facts.iter().filter_map(|(name, text)| text.as_ref().map(|text| quote!((#name, #text))));
    quote!(#(#facts),*)
}

fn waiting(wait: &ExpectedWait) -> String {
    match wait {
        ExpectedWait::None => "none".to_owned(),
        ExpectedWait::For(time) => errcat::Wait::For(*time).to_string(),
        ExpectedWait::Until(time) => match time.parse() {
            Ok(time) => errcat::Wait::Until(time).to_string(),
            Err(_) => format!("until {time}"),
        },
    }
}

/// A text as a raw string where that can be read, else with its escapes.
fn literal(text: &str) -> Literal {
    let quoted = text.contains(['"', '\\']);
    let plain = !text.contains("\"#") && !text.chars().any(|c| c.is_control() || markdown::is_invisible(c));
    let raw = (quoted && plain).then(|| format!("r#\"{text}\"#").parse().ok());
    raw.flatten().unwrap_or_else(|| Literal::string(text))
}
