//! The module that names every vendor, and the enum over those that are compiled in.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{gate, identifier, lines};
use super::vendor;
use crate::artifact::{Form, Target};
use crate::catalogs::Catalogs;
use crate::emit::markdown;
use crate::emit::render::File;

/// The module, and in the same folder that of each vendor.
pub(super) fn file(catalogs: &Catalogs<'_>, target: &Target, folder: &str) -> File {
    let about = match target.form {
        Form::Crate(_) => "//! The vendors, each behind its cargo feature.",
        Form::Module | Form::Included | Form::Reference => "//! The vendors.",
    };
    let mut file = File::new(target, "catalog/*.yaml", &[about]);
    vendor::modules(&mut file, catalogs.vendors, (target, folder), &quote!(pub), vendor::file);
    let items = [
        any_vendor(catalogs, target),
        accessors(catalogs, target),
        classifiers(),
        formatting(),
        ids(catalogs, target),
    ];
    items.into_iter().for_each(|item| file.item(item));
    file
}

fn any_vendor(catalogs: &Catalogs<'_>, target: &Target) -> TokenStream {
    let variants = catalogs.vendors.iter().map(|vendor| {
        let gate = gate(target, &vendor.table);
        let name = identifier(vendor.type_name);
        let doc = lines(&[&format!("{}.", markdown::text(vendor.table.title))]);
        quote! {
            #doc
            #gate
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

fn accessors(catalogs: &Catalogs<'_>, target: &Target) -> TokenStream {
    let all = catalogs.vendors.iter().map(|vendor| {
        let gate = gate(target, &vendor.table);
        let name = identifier(vendor.type_name);
        quote!(#gate Self::#name)
    });
    let tables = catalogs.vendors.iter().map(|vendor| {
        let gate = gate(target, &vendor.table);
        let name = identifier(vendor.type_name);
        let module = identifier(vendor.module);
        quote!(#gate Self::#name => &#module::TABLE,)
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
            pub fn table(self) -> &'static errcat_core::table::Table<'static> {
                match self {
                    #(#tables)*
                }
            }

            #[doc = " The vendor whose API has this host, such as `api.my-vendor.com`, for a proxy that sees many. The"]
            #[doc = " case of letters, a port and a dot at the end do not matter; of several vendors the one with the most"]
            #[doc = " specific host is taken."]
            #[must_use]
            pub fn by_host(host: &str) -> Option<Self> {
                errcat_core::generated::by_host(Self::ALL.iter().copied(), |vendor| vendor.table(), host)
            }

            #[doc = " How often to try, and how long to wait between tries."]
            #[must_use]
            pub fn schedule(self) -> errcat_core::Schedule {
                self.table().schedule
            }
        }
    }
}

fn classifiers() -> TokenStream {
    quote! {
        impl AnyVendor {
            #[doc = " Judges a response; `None` where it is not an error."]
            #[must_use]
            pub fn classify<'a>(
                self,
                response: &errcat_core::Response<'a>,
            ) -> Option<errcat_core::Verdict<'a, errcat_core::AnyCode<'a>>> {
                self.table().classify(response)
            }

            #[doc = " Judges everything in a response."]
            #[must_use]
            pub fn classify_all<'a>(
                self,
                response: &errcat_core::Response<'a>,
            ) -> errcat_core::generated::Vec<errcat_core::Verdict<'a, errcat_core::AnyCode<'a>>> {
                self.table().classify_all(response)
            }

            #[doc = " Judges a frame of a stream, with the status and the headers of the response that it came in;"]
            #[doc = " `None` where it is not an error."]
            #[must_use]
            pub fn classify_frame<'a>(
                self,
                response: &errcat_core::Response<'a>,
                frame: impl Into<errcat_core::stream::Frame<'a>>,
            ) -> Option<errcat_core::Verdict<'a, errcat_core::AnyCode<'a>>> {
                self.table().classify_frame(response, frame)
            }

            #[doc = " Judges a request that got no response."]
            #[must_use]
            pub fn no_response(
                self,
                failure: errcat_core::Failure,
            ) -> errcat_core::OwnedVerdict<errcat_core::AnyCode<'static>> {
                self.table().no_response(failure)
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
            type Err = errcat_core::UnknownName;

            fn from_str(id: &str) -> Result<Self, errcat_core::UnknownName> {
                let mut all = Self::ALL.iter().copied();
                all.find(|vendor| vendor.id() == id).ok_or_else(|| errcat_core::UnknownName::vendor(id, IDS))
            }
        }
    }
}

fn ids(catalogs: &Catalogs<'_>, target: &Target) -> TokenStream {
    let ids = catalogs.vendors.iter().map(|vendor| {
        let (gate, id) = (gate(target, &vendor.table), vendor.table.id);
        quote!(#gate #id)
    });
    quote!(const IDS: &[&str] = &[#(#ids),*];)
}
