//! The enum of a vendor's codes: without payload, over the one static table.

use errcat_core::table::Entry;
use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{identifier, lines};
use crate::catalogs::Vendor;
use crate::emit::markdown;
use crate::invisible::is_invisible;

/// The enum and what it implements.
pub(super) fn items(vendor: &Vendor<'_>) -> Vec<TokenStream> {
    vec![error_code(vendor), inherent(vendor), formatting(vendor), vendor_code(), serde_impls()]
}

fn error_code(vendor: &Vendor<'_>) -> TokenStream {
    let doc = lines(&[&format!("An error code of {}.", markdown::text(vendor.table.title))]);
    let variants = vendor.table.entries.iter().map(variant);
    quote! {
        #doc
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum ErrorCode {
            #(#variants)*
        }
    }
}

fn variant(entry: &Entry<'_>) -> TokenStream {
    let name = identifier(entry.name);
    let code = markdown::code(entry.code);
    let meaning = markdown::text(entry.rule.meaning);
    let doc = lines(&[&format!("{code}: {meaning}")]);
    let deprecated = entry.deprecated.as_ref().map(|deprecated| {
        let replacement = deprecated.replaced_by.map(|code| format!("use `{code}`"));
        let note = deprecated.note.map(str::to_owned).or(replacement);
        match note.map(|note| note.chars().filter(|&c| !is_invisible(c)).collect::<String>()) {
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

fn inherent(vendor: &Vendor<'_>) -> TokenStream {
    // A code that the vendor retires is still listed.
    let has_deprecated = vendor.table.entries.iter().any(|entry| entry.deprecated.is_some());
    let deprecated = has_deprecated.then(|| quote!(#[allow(deprecated)]));
    let names = vendor.table.entries.iter().map(|entry| identifier(entry.name));
    // An enum without variants can't be cast, and never has to be.
    let index = if vendor.table.entries.is_empty() { quote!(match self {}) } else { quote!(self as usize) };
    quote! {
        impl ErrorCode {
            #[doc = " Every known code, in the order of the vendor's page."]
            #deprecated
            pub const ALL: &'static [Self] = &[#(ErrorCode::#names),*];

            #[doc = " The vendor's own string."]
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                self.entry().code
            }

            #[doc = " The code with this text, or with this alias."]
            #[must_use]
            #[inline]
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.get(LOOKUP.find(code)?).copied()
            }

            #[doc = " All facts of this code."]
            #[must_use]
            pub const fn entry(self) -> &'static table::Entry<'static> {
                &ENTRIES[self.index()]
            }

            #[doc = " The HTTP statuses that it comes with."]
            #[must_use]
            pub const fn http(self) -> table::Http<'static> {
                self.entry().http
            }

            #[doc = " What kind of failure it is."]
            #[must_use]
            pub const fn category(self) -> errcat_core::Category {
                self.entry().rule.category
            }

            #[doc = " Whether and how to try again; `None` where the vendor does not say."]
            #[must_use]
            pub const fn retry(self) -> Option<errcat_core::Retry> {
                match &self.entry().rule.retry {
                    Some(rule) => Some(rule.kind),
                    None => None,
                }
            }

            #[doc = " What it means."]
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                self.entry().rule.meaning
            }

            #[doc = " What to do about it."]
            #[must_use]
            pub const fn action(self) -> Option<&'static str> {
                self.entry().rule.action
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

fn formatting(vendor: &Vendor<'_>) -> TokenStream {
    let title = &vendor.table.title;
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
            type Err = errcat_core::UnknownName;

            fn from_str(code: &str) -> Result<Self, errcat_core::UnknownName> {
                let known = |index| Some(<Self as errcat_core::VendorCode>::from_index(index)?.as_str());
                Self::from_code(code).ok_or_else(|| errcat_core::UnknownName::code(#title, code, known))
            }
        }
    }
}

fn vendor_code() -> TokenStream {
    quote! {
        impl errcat_core::VendorCode for ErrorCode {
            const ALL: &'static [Self] = ErrorCode::ALL;

            fn table() -> &'static table::Table<'static> {
                &TABLE
            }

            fn index(self) -> usize {
                self.index()
            }

            #[inline]
            fn from_code(code: &str) -> Option<Self> {
                Self::from_code(code)
            }
        }
    }
}

fn serde_impls() -> TokenStream {
    quote! {
        errcat_core::serde_of_code!(ErrorCode);
    }
}
