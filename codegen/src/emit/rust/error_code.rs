//! The enum of a vendor's codes: without payload, over the one static table.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{identifier, lines};
use crate::emit::markdown;
use crate::model::{Entry, Vendor};

/// The enum and what it implements.
pub(super) fn items(vendor: &Vendor) -> Vec<TokenStream> {
    vec![error_code(vendor), inherent(vendor), formatting(vendor), vendor_code(), serde_impls()]
}

fn error_code(vendor: &Vendor) -> TokenStream {
    let doc = lines(&[&format!("An error code of {}.", markdown::text(&vendor.title))]);
    let variants = vendor.entries.iter().map(variant);
    quote! {
        #doc
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum ErrorCode {
            #(#variants)*
        }
    }
}

fn variant(entry: &Entry) -> TokenStream {
    let name = identifier(&entry.name);
    let code = markdown::code(&entry.code);
    let meaning = markdown::text(&entry.meaning);
    let doc = lines(&[&format!("{code}: {meaning}")]);
    let deprecated = entry.deprecated.as_ref().map(|deprecated| {
        let replacement = deprecated.replaced_by.as_ref().map(|code| format!("use `{code}`"));
        let note = deprecated.note.clone().or(replacement);
        match note.map(|note| note.chars().filter(|&c| !markdown::is_invisible(c)).collect::<String>()) {
            Some(note) => quote!(#[deprecated(note = #note)]),
            None => quote!(#[deprecated]),
        }
    });
    quote! {
        #doc
        #deprecated
        #name,
    }
}

fn inherent(vendor: &Vendor) -> TokenStream {
    let names = vendor.entries.iter().map(|entry| identifier(&entry.name));
    // An enum without variants can't be cast, and never has to be.
    let index = if vendor.entries.is_empty() { quote!(match self {}) } else { quote!(self as usize) };
    quote! {
        impl ErrorCode {
            #[doc = " Every known code, in the order of the vendor's page."]
            pub const ALL: &'static [Self] = &[#(ErrorCode::#names),*];

            #[doc = " The vendor's own string."]
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                self.entry().code
            }

            #[doc = " The code with this text, or with this alias."]
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.get(TABLE.lookup.find(code)?).copied()
            }

            #[doc = " All facts of this code."]
            #[must_use]
            pub const fn entry(self) -> &'static Entry<'static> {
                &ENTRIES[self.index()]
            }

            #[doc = " The HTTP statuses that it comes with."]
            #[must_use]
            pub const fn http(self) -> Http<'static> {
                self.entry().http
            }

            #[doc = " What kind of failure it is."]
            #[must_use]
            pub const fn category(self) -> Category {
                self.entry().category
            }

            #[doc = " Whether and how to try again; `None` where the vendor does not say."]
            #[must_use]
            pub const fn retry(self) -> Option<Retry> {
                match &self.entry().retry {
                    Some(rule) => Some(rule.kind),
                    None => None,
                }
            }

            #[doc = " What it means."]
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                self.entry().meaning
            }

            #[doc = " What to do about it."]
            #[must_use]
            pub const fn action(self) -> Option<&'static str> {
                self.entry().action
            }

            #[doc = " The heading under which the vendor lists it."]
            #[must_use]
            pub const fn group(self) -> &'static str {
                self.entry().group
            }

            const fn index(self) -> usize {
                #index
            }
        }
    }
}

fn formatting(vendor: &Vendor) -> TokenStream {
    let title = &vendor.title;
    quote! {
        impl core::fmt::Debug for ErrorCode {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.entry().name)
            }
        }

        impl core::fmt::Display for ErrorCode {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl core::error::Error for ErrorCode {}

        impl core::str::FromStr for ErrorCode {
            type Err = UnknownCode;

            fn from_str(code: &str) -> Result<Self, UnknownCode> {
                Self::from_code(code).ok_or(UnknownCode::of(#title))
            }
        }
    }
}

fn vendor_code() -> TokenStream {
    quote! {
        impl VendorCode for ErrorCode {
            fn table() -> &'static Table<'static> {
                &TABLE
            }

            fn from_index(index: usize) -> Option<Self> {
                Self::ALL.get(index).copied()
            }

            fn index(self) -> usize {
                self.index()
            }

            fn plan() -> Option<&'static Plan<'static>> {
                Some(&PLAN)
            }
        }
    }
}

fn serde_impls() -> TokenStream {
    quote! {
        #[cfg(feature = "serde")]
        impl serde::Serialize for ErrorCode {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for ErrorCode {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::deserialize_code(deserializer)
            }
        }
    }
}
