//! Typed details: a struct for each list of members that a catalog documents.

use errcat::MemberKind;
use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{identifier, lines};
use crate::emit::markdown;
use crate::model::{Member, Vendor};

/// The structs of a vendor: first the one for any error, then those of codes, in their order.
pub(super) fn items(vendor: &Vendor) -> Vec<TokenStream> {
    let title = markdown::text(&vendor.title);
    let any = format!("The details of any error of {title} that documents none of its own.");
    let any = vendor.details_type.as_ref().map(|name| item(name, &vendor.details, &any));
    let own = vendor.entries.iter().filter_map(|entry| {
        let about = format!("The details of {}.", markdown::code(&entry.code));
        entry.details_type.as_ref().map(|name| item(name, &entry.details, &about))
    });
    any.into_iter().chain(own).collect()
}

fn item(name: &str, members: &[Member], about: &str) -> TokenStream {
    let name = identifier(name);
    let lifetime = members.iter().any(|member| borrows(member.kind)).then(|| quote!(<'a>));
    let how = "[`details_as`](crate::Judgement::details_as) of a verdict reads them.";
    let doc = lines(&[about, "", how]);
    let fields = members.iter().map(field);
    let setters = members.iter().map(setter);
    quote! {
        #doc
        #[cfg(feature = "json")]
        #[derive(Clone, Debug, Default, PartialEq)]
        #[non_exhaustive]
        pub struct #name #lifetime {
            #(#fields)*
        }

        #[cfg(feature = "json")]
        impl<'a> crate::Details<'a> for #name #lifetime {
            fn set(&mut self, member: &str, value: crate::DetailValue<'a>) {
                match member {
                    #(#setters)*
                    _ => {}
                }
            }
        }
    }
}

fn field(member: &Member) -> TokenStream {
    let Member { name, ident, kind } = member;
    let doc = lines(&[&format!("{}, {}.", markdown::code(name), described(*kind))]);
    let ident = identifier(ident);
    let kind = rust_type(*kind);
    quote! {
        #doc
        pub #ident: Option<#kind>,
    }
}

fn setter(member: &Member) -> TokenStream {
    let Member { name, ident, kind } = member;
    let ident = identifier(ident);
    let read = identifier(match kind {
        MemberKind::String => "into_text",
        MemberKind::Integer => "into_integer",
        MemberKind::Number => "into_number",
        MemberKind::Boolean => "into_boolean",
        MemberKind::Timestamp => "into_timestamp",
        MemberKind::StringList => "into_string_list",
        MemberKind::Json => "into_json",
    });
    quote!(#name => self.#ident = value.#read(),)
}

fn rust_type(kind: MemberKind) -> TokenStream {
    match kind {
        MemberKind::String => quote!(alloc::borrow::Cow<'a, str>),
        MemberKind::Integer => quote!(i64),
        MemberKind::Number => quote!(f64),
        MemberKind::Boolean => quote!(bool),
        MemberKind::Timestamp => quote!(crate::Timestamp),
        MemberKind::StringList => quote!(alloc::vec::Vec<alloc::borrow::Cow<'a, str>>),
        MemberKind::Json => quote!(&'a str),
    }
}

/// Whether a member of this type borrows from the body.
fn borrows(kind: MemberKind) -> bool {
    matches!(kind, MemberKind::String | MemberKind::StringList | MemberKind::Json)
}

fn described(kind: MemberKind) -> &'static str {
    match kind {
        MemberKind::String => "a text",
        MemberKind::Integer => "a whole number",
        MemberKind::Number => "a number",
        MemberKind::Boolean => "`true` or `false`",
        MemberKind::Timestamp => "a time",
        MemberKind::StringList => "a list of texts",
        MemberKind::Json => "any JSON, as it was sent",
    }
}
