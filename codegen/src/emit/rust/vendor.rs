//! A vendor's module: the enum of its codes over one static table.

use bumpalo::Bump;
use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{identifier, lines};
use super::{details, entries, error_code, table};
use crate::artifact::Artifact;
use crate::emit::{markdown, render};
use crate::model::Vendor;
use crate::{ident, tables};

/// The module of a vendor.
pub(super) fn artifact(vendor: &Vendor) -> Artifact {
    let source = format!("catalog/{}.yaml", vendor.id);
    let about = format!("//! The errors of {}.", markdown::text(&vendor.title));
    // A code that the vendor retires is listed all the same.
    let inner = [about.as_str(), "", "#![allow(deprecated, clippy::all)]"];
    let path = format!("src/vendors/{}", ident::module_file(&vendor.module));
    Artifact::new(path, render::file(&source, &inner, items(vendor)))
}

fn items(vendor: &Vendor) -> Vec<TokenStream> {
    let arena = Bump::new();
    let table = tables::fill(&arena, vendor);
    let mut items = vec![imports()];
    items.extend(error_code::items(vendor));
    items.extend([marker(vendor), verdict(vendor)]);
    items.extend(details::items(vendor));
    items.push(constants(&table));
    items.extend(entries::items(table.entries));
    items
}

fn imports() -> TokenStream {
    let names = ident::IMPORTED_TYPES.iter().map(|name| identifier(name));
    quote! {
        #[cfg(feature = "alloc")]
        extern crate alloc;

        #[allow(unused_imports)]
        use core::time::Duration;

        #[allow(unused_imports)]
        use crate::{#(#names),*};
    }
}

fn marker(vendor: &Vendor) -> TokenStream {
    let name = identifier(&vendor.type_name);
    let title = markdown::text(&vendor.title);
    let doc = lines(&[&format!("{title} as a type, for code that is generic over vendors.")]);
    quote! {
        #doc
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub struct #name;

        impl Vendor for #name {
            type Code = ErrorCode;
        }
    }
}

fn verdict(vendor: &Vendor) -> TokenStream {
    let name = identifier(&vendor.type_name);
    let title = markdown::text(&vendor.title);
    let verdict = lines(&[&format!("The answer about one error of {title}.")]);
    let classify = lines(&[&format!("Judges a response of {title}; `None` where it is no error.")]);
    quote! {
        #verdict
        pub type Verdict<'a> = crate::Verdict<'a, ErrorCode>;

        #classify
        #[must_use]
        pub fn classify<'a>(response: &Response<'a>) -> Option<Verdict<'a>> {
            #name::classify(response)
        }

        #[doc = " Judges everything in a response: its error, or each of a list of errors, and then each item of"]
        #[doc = " a batch that carries one. Empty where there is no error."]
        #[cfg(feature = "alloc")]
        #[must_use]
        pub fn classify_all<'a>(response: &Response<'a>) -> alloc::vec::Vec<Verdict<'a>> {
            #name::classify_all(response)
        }

        #[doc = " Judges a request that got no response."]
        #[must_use]
        pub fn no_response(failure: Failure) -> Verdict<'static> {
            #name::no_response(failure)
        }
    }
}

fn constants(of: &errcat::Table<'_>) -> TokenStream {
    let table = table::table(of);
    quote! {
        #[doc = " How often to try, and how long to wait in between."]
        pub const SCHEDULE: Schedule = TABLE.schedule;

        #[doc = " Everything that is known about the vendor, as data."]
        pub static TABLE: Table<'static> = #table;

        // Made at compile time, so that no call makes it.
        pub(super) static PLAN: Plan<'static> = Plan::of(&TABLE.envelope, TABLE.waits);
    }
}
