//! The entries of a vendor as one `static` list, a call for each fact that the vendor gives.

use std::collections::BTreeMap;

use errcat::{Http, StatusPattern};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::table::{optional_text, pattern, retry, word};
use super::tokens::identifier;

/// The list, and the statuses that its entries share.
pub(super) fn items(entries: &[errcat::Entry<'_>]) -> Vec<TokenStream> {
    let count = entries.len();
    let list = entries.iter().map(entry);
    let list = quote! {
        static ENTRIES: [Entry<'static>; #count] = [#(#list),*];
    };
    let shared: BTreeMap<Ident, TokenStream> =
        entries.iter().filter_map(|entry| shared(entry.http)).collect();
    if shared.is_empty() {
        return vec![list];
    }
    let names = shared.keys();
    let values = shared.values();
    vec![list, quote!(#(const #names: Http<'static> = #values;)*)]
}

fn entry(entry: &errcat::Entry<'_>) -> TokenStream {
    let errcat::Entry {
        code,
        name,
        aliases,
        group,
        http: http_,
        category,
        retry: retry_,
        meaning,
        action,
        details: details_,
        inferred,
        since,
        deprecated: deprecated_,
    } = entry;
    let category = word("Category", category.variant_name());
    let aliases = (!aliases.is_empty()).then(|| quote!(.with_aliases(&[#(#aliases),*])));
    let http = http(*http_);
    let retry = retry_.as_ref().map(retry).map(|rule| quote!(.with_retry(#rule)));
    let action = action.map(|action| quote!(.with_action(#action)));
    let details = details(details_);
    let inferred = (!inferred.is_empty()).then(|| quote!(.with_inferred(&[#(#inferred),*])));
    let since = since.map(|since| quote!(.with_since(#since)));
    let deprecated = deprecated_.as_ref().map(deprecated);
    quote! {
        Entry::new(#code, #name, #group, #category, #meaning)
            #aliases #http #retry #action #details #inferred #since #deprecated
    }
}

fn http(http: Http<'_>) -> Option<TokenStream> {
    match http {
        Http::Unstated => None,
        Http::NotApplicable => Some(quote!(.with_http(Http::NotApplicable))),
        Http::Statuses(patterns) => {
            let name = statuses_name(patterns);
            Some(quote!(.with_http(#name)))
        }
    }
}

/// The constant that entries with these statuses share: many of the same list take the compiler long.
fn shared(http: Http<'_>) -> Option<(Ident, TokenStream)> {
    let Http::Statuses(patterns) = http else { return None };
    let values = patterns.iter().copied().map(pattern);
    Some((statuses_name(patterns), quote!(Http::Statuses(&[#(#values),*]))))
}

/// `HTTP_400_5XX` for 400 and 5xx.
fn statuses_name(patterns: &[StatusPattern]) -> Ident {
    let words =
        patterns.iter().map(|pattern| format!("_{pattern}").to_ascii_uppercase().replace('-', "_TO_"));
    identifier(&format!("HTTP{}", words.collect::<String>()))
}

fn details(members: &[errcat::Member<'_>]) -> Option<TokenStream> {
    let list = members.iter().map(|errcat::Member { name, kind }| {
        let kind = word("MemberKind", kind.variant_name());
        quote!(Member { name: #name, kind: #kind })
    });
    (!members.is_empty()).then(|| quote!(.with_details(&[#(#list),*])))
}

fn deprecated(deprecated: &errcat::Deprecated<'_>) -> TokenStream {
    let errcat::Deprecated { since, note, replaced_by } = deprecated;
    let since = optional_text(*since);
    let note = optional_text(*note);
    let replaced_by = optional_text(*replaced_by);
    quote!(.with_deprecated(Deprecated { since: #since, note: #note, replaced_by: #replaced_by }))
}
