//! The module that names every vendor, and the enum over those that are compiled in.

use proc_macro2::TokenStream;
use quote::quote;

use super::vendor::{identifier, lines};
use crate::artifact::Artifact;
use crate::emit::{markdown, render};
use crate::model::{Catalogs, Vendor};

/// `vendors/mod.rs`.
pub(super) fn artifact(catalogs: &Catalogs) -> Artifact {
    let inner = ["//! The vendors, each behind its cargo feature."];
    let mut items: Vec<TokenStream> = catalogs.vendors.iter().map(module).collect();
    items.extend([any_vendor(catalogs), accessors(catalogs), formatting()]);
    Artifact::new("src/vendors/mod.rs", render::file("catalog/*.yaml", &inner, items))
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
    let tables = catalogs.vendors.iter().map(|vendor| {
        let feature = &vendor.id;
        let name = identifier(&vendor.type_name);
        let module = identifier(&vendor.module);
        quote!(#[cfg(feature = #feature)] Self::#name => &#module::TABLE,)
    });
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
            pub fn table(self) -> &'static crate::Table<'static> {
                match self {
                    #(#tables)*
                }
            }
        }
    }
}

fn formatting() -> TokenStream {
    quote! {
        impl core::fmt::Display for AnyVendor {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.id())
            }
        }

        impl core::str::FromStr for AnyVendor {
            type Err = crate::UnknownVendor;

            fn from_str(id: &str) -> Result<Self, crate::UnknownVendor> {
                Self::ALL.iter().copied().find(|vendor| vendor.id() == id).ok_or(crate::UnknownVendor::new())
            }
        }
    }
}
