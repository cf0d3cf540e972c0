//! Typed details: a struct for each list of members that a catalog documents.

use errcat_core::table::MemberKind;
use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{identifier, lines};
use crate::catalogs::{Details, Member, Vendor};
use crate::emit::markdown;

/// The structs of a vendor: first the one for any error, then those of codes, in their order.
pub(super) fn items(vendor: &Vendor<'_>) -> Vec<TokenStream> {
    let title = markdown::text(vendor.table.title);
    let any = format!("The details of any error of {title} that documents none of its own.");
    let own = vendor
        .entries()
        .map(|(entry, notes)| (notes.details, format!("The details of {}.", markdown::code(entry.code))));
    std::iter::once((vendor.details, any)).chain(own).filter_map(|(of, about)| item(of, &about)).collect()
}

fn item(of: Details<'_>, about: &str) -> Option<TokenStream> {
    let Details { type_name, members } = of;
    let name = identifier(type_name?);
    let lifetime = members.iter().any(|member| borrows(member.of.kind)).then(|| quote!(<'a>));
    let how = "[`details_as`](errcat_core::Verdict::details_as) of a verdict reads them.";
    let doc = lines(&[about, "", how]);
    let fields = members.iter().map(field);
    let setters = members.iter().map(setter);
    Some(quote! {
        #doc
        #[derive(Clone, Debug, Default, PartialEq)]
        #[non_exhaustive]
        pub struct #name #lifetime {
            #(#fields)*
        }

        impl<'a> errcat_core::Details<'a> for #name #lifetime {
            fn set(&mut self, member: &str, value: errcat_core::DetailValue<'a>) {
                #(#setters)else*
            }
        }
    })
}

fn field(member: &Member<'_>) -> TokenStream {
    let Member { of, field } = member;
    let doc = lines(&[&format!("{}, {}.", markdown::code(of.name), described(of.kind))]);
    let field = identifier(field);
    let kind = rust_type(of.kind);
    quote! {
        #doc
        pub #field: Option<#kind>,
    }
}

fn setter(member: &Member<'_>) -> TokenStream {
    let Member { of, field } = member;
    let (name, field) = (of.name, identifier(field));
    let read = identifier(match of.kind {
        MemberKind::String => "into_text",
        MemberKind::Integer => "into_integer",
        MemberKind::Number => "into_number",
        MemberKind::Boolean => "into_boolean",
        MemberKind::Timestamp => "into_timestamp",
        MemberKind::StringList => "into_string_list",
        MemberKind::Json => "into_json",
    });
    quote! {
        if member == #name {
            self.#field = value.#read();
        }
    }
}

fn rust_type(kind: MemberKind) -> TokenStream {
    match kind {
        MemberKind::String => quote!(errcat_core::generated::Cow<'a, str>),
        MemberKind::Integer => quote!(i64),
        MemberKind::Number => quote!(f64),
        MemberKind::Boolean => quote!(bool),
        MemberKind::Timestamp => quote!(errcat_core::Timestamp),
        MemberKind::StringList => quote!(errcat_core::generated::Vec<errcat_core::generated::Cow<'a, str>>),
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
