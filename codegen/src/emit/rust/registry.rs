//! The module that names every vendor, and the enum over those that are compiled in.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{identifier, lines};
use crate::artifact::Artifact;
use crate::emit::{markdown, render};
use crate::model::{Catalogs, Vendor};

/// `vendors/mod.rs`.
pub(super) fn artifact(catalogs: &Catalogs) -> Artifact {
    let inner = ["//! The vendors, each behind its cargo feature."];
    let mut items = vec![imports()];
    items.extend(catalogs.vendors.iter().map(module));
    items.extend([any_vendor(catalogs), accessors(catalogs), classifiers(catalogs)]);
    items.extend([formatting(), ids(catalogs)]);
    Artifact::new("src/vendors/mod.rs", render::file("catalog/*.yaml", &inner, items))
}

fn imports() -> TokenStream {
    quote! {
        #[cfg(feature = "alloc")]
        extern crate alloc;

        use crate::{Failure, Judgement, Plan, Response, Table, UnknownVendor};
    }
}

fn module(vendor: &Vendor) -> TokenStream {
    let feature = &vendor.id;
    let module = identifier(&vendor.module);
    quote! {
        #[cfg(feature = #feature)]
        pub mod #module;
    }
}

fn any_vendor(catalogs: &Catalogs) -> TokenStream {
    let variants = catalogs.vendors.iter().map(|vendor| {
        let feature = &vendor.id;
        let name = identifier(&vendor.type_name);
        let doc = lines(&[&format!("{}.", markdown::text(&vendor.title))]);
        quote! {
            #doc
            #[cfg(feature = #feature)]
            #name,
        }
    });
    quote! {
        #[doc = " A vendor that is compiled in, chosen at run time."]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum AnyVendor {
            #(#variants)*
        }
    }
}

fn accessors(catalogs: &Catalogs) -> TokenStream {
    let all = catalogs.vendors.iter().map(|vendor| {
        let feature = &vendor.id;
        let name = identifier(&vendor.type_name);
        quote!(#[cfg(feature = #feature)] Self::#name)
    });
    let tables = arms(catalogs, "TABLE");
    quote! {
        impl AnyVendor {
            #[doc = " Every vendor that is compiled in, sorted by id."]
            pub const ALL: &'static [Self] = &[#(#all),*];

            #[doc = " The vendor's id, such as `my-vendor`."]
            #[must_use]
            pub fn id(self) -> &'static str {
                self.table().id
            }

            #[doc = " Everything that is known about the vendor, as data."]
            #[must_use]
            pub fn table(self) -> &'static Table<'static> {
                match self {
                    #tables
                }
            }
        }
    }
}

fn classifiers(catalogs: &Catalogs) -> TokenStream {
    let plans = arms(catalogs, "PLAN");
    quote! {
        impl AnyVendor {
            #[doc = " Judges a response; `None` where it is no error. See [`Table::classify`]."]
            #[must_use]
            pub fn classify<'a>(self, response: &Response<'a>) -> Option<Judgement<'a>> {
                self.table().classify_by(self.plan(), response)
            }

            #[doc = " Judges everything in a response. See [`Table::classify_all`]."]
            #[cfg(feature = "alloc")]
            #[must_use]
            pub fn classify_all<'a>(self, response: &Response<'a>) -> alloc::vec::Vec<Judgement<'a>> {
                self.table().classify_all_by(self.plan(), response)
            }

            #[doc = " Judges a request that got no response."]
            #[must_use]
            pub fn no_response(self, failure: Failure) -> Judgement<'static> {
                self.table().classify_failure(failure)
            }

            fn plan(self) -> &'static Plan<'static> {
                match self {
                    #plans
                }
            }
        }
    }
}

/// For each vendor that is compiled in, a reference to this `static` of its module.
fn arms(catalogs: &Catalogs, of: &str) -> TokenStream {
    let of = identifier(of);
    let arms = catalogs.vendors.iter().map(|vendor| {
        let feature = &vendor.id;
        let name = identifier(&vendor.type_name);
        let module = identifier(&vendor.module);
        quote!(#[cfg(feature = #feature)] Self::#name => &#module::#of,)
    });
    quote!(#(#arms)*)
}

fn ids(catalogs: &Catalogs) -> TokenStream {
    let ids = catalogs.vendors.iter().map(|vendor| {
        let id = &vendor.id;
        quote!(#[cfg(feature = #id)] #id)
    });
    quote!(const IDS: &[&str] = &[#(#ids),*];)
}

fn formatting() -> TokenStream {
    quote! {
        impl core::fmt::Display for AnyVendor {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.id())
            }
        }

        impl core::str::FromStr for AnyVendor {
            type Err = UnknownVendor;

            fn from_str(id: &str) -> Result<Self, UnknownVendor> {
                Self::ALL.iter().copied().find(|vendor| vendor.id() == id).ok_or(UnknownVendor::of(IDS))
            }
        }
    }
}
