//! A vendor's table as a Rust expression.
//!
//! One function a type, each of which takes the value apart, so that a new field breaks the one
//! that forgets it. The expressions name the types by themselves: generated modules import them.

use std::time::Duration;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

/// The fields of the `Table` literal; the entries are a `static` of their own.
pub(super) fn table(table: &errcat::Table<'_>) -> TokenStream {
    let errcat::Table {
        id,
        title,
        about,
        stability,
        complete,
        sources,
        documentation_url,
        envelope: envelope_,
        waits,
        schedule: schedule_,
        no_response,
        statuses,
        families,
        entries: _,
        lookup: lookup_,
    } = table;
    let stability = word("Stability", stability.variant_name());
    let sources = sources.iter().map(source);
    let documentation_url = optional(documentation_url.map(|url| quote!(#url)));
    let envelope = envelope(envelope_);
    let waits = waits.iter().map(wait);
    let schedule = schedule(schedule_);
    let no_response = optional(no_response.as_ref().map(rule));
    let statuses = statuses.iter().map(status_rule);
    let families = families.iter().map(family);
    let lookup = lookup(lookup_);
    quote! {
        Table {
            id: #id,
            title: #title,
            about: #about,
            stability: #stability,
            complete: #complete,
            sources: &[#(#sources),*],
            documentation_url: #documentation_url,
            envelope: #envelope,
            waits: &[#(#waits),*],
            schedule: #schedule,
            no_response: #no_response,
            statuses: &[#(#statuses),*],
            families: &[#(#families),*],
            entries: &ENTRIES,
            lookup: #lookup,
        }
    }
}

fn source(source: &errcat::Source<'_>) -> TokenStream {
    let errcat::Source { id, title, retrieved, url } = source;
    let url = optional_text(*url);
    quote!(Source { id: #id, title: #title, retrieved: #retrieved, url: #url })
}

fn envelope(envelope: &errcat::Envelope<'_>) -> TokenStream {
    let errcat::Envelope { is_error, each, embedded: embedded_, places, conditions } = envelope;
    let is_error = is_error.iter().map(test);
    let each = optional(each.as_ref().map(pointer));
    let embedded = embedded(embedded_);
    let places = places.iter().map(place);
    let conditions = conditions.iter().map(when);
    quote! {
        Envelope {
            is_error: &[#(#is_error),*],
            each: #each,
            embedded: #embedded,
            places: &[#(#places),*],
            conditions: &[#(#conditions),*],
        }
    }
}

fn embedded(embedded: &errcat::Embedded<'_>) -> TokenStream {
    match embedded {
        errcat::Embedded::Nowhere => quote!(Embedded::Nowhere),
        errcat::Embedded::AnyList => quote!(Embedded::AnyList),
        errcat::Embedded::Lists(lists) => {
            let lists = lists.iter().map(pointer);
            quote!(Embedded::Lists(&[#(#lists),*]))
        }
    }
}

fn test(test: &errcat::Test<'_>) -> TokenStream {
    let errcat::Test { pointer: at, condition: condition_ } = test;
    let pointer = pointer(at);
    let condition = condition(condition_);
    quote!(Test { pointer: #pointer, condition: #condition })
}

fn when(when: &errcat::When<'_>) -> TokenStream {
    let errcat::When { location: location_, condition: condition_ } = when;
    let location = location(location_);
    let condition = condition(condition_);
    quote!(When { location: #location, condition: #condition })
}

fn condition(condition: &errcat::Condition<'_>) -> TokenStream {
    match condition {
        errcat::Condition::Present => quote!(Condition::Present),
        errcat::Condition::Equals(values) => {
            let values = values.iter().map(scalar);
            quote!(Condition::Equals(&[#(#values),*]))
        }
        errcat::Condition::NotEquals(values) => {
            let values = values.iter().map(scalar);
            quote!(Condition::NotEquals(&[#(#values),*]))
        }
    }
}

fn scalar(scalar: &errcat::Scalar<'_>) -> TokenStream {
    match scalar {
        errcat::Scalar::Bool(value) => quote!(Scalar::Bool(#value)),
        errcat::Scalar::Integer(value) => {
            let value = proc_macro2::Literal::i64_unsuffixed(*value);
            quote!(Scalar::Integer(#value))
        }
        errcat::Scalar::Text(value) => quote!(Scalar::Text(#value)),
    }
}

fn place(place: &errcat::Place<'_>) -> TokenStream {
    let errcat::Place { field: field_, location: location_ } = place;
    let field = field(field_);
    let location = location(location_);
    quote!(Place { field: #field, location: #location })
}

fn field(field: &errcat::Field<'_>) -> TokenStream {
    match field {
        errcat::Field::Code => quote!(Field::Code),
        errcat::Field::Message => quote!(Field::Message),
        errcat::Field::Retryable => quote!(Field::Retryable),
        errcat::Field::RequestId => quote!(Field::RequestId),
        errcat::Field::DocumentationUrl => quote!(Field::DocumentationUrl),
        errcat::Field::Parameter => quote!(Field::Parameter),
        errcat::Field::Details => quote!(Field::Details),
        errcat::Field::Status => quote!(Field::Status),
        errcat::Field::Other(name) => quote!(Field::Other(#name)),
    }
}

fn location(location: &errcat::Location<'_>) -> TokenStream {
    match location {
        errcat::Location::Pointer(at) => {
            let pointer = pointer(at);
            quote!(Location::Pointer(#pointer))
        }
        errcat::Location::Header(name) => quote!(Location::Header(#name)),
    }
}

fn pointer(pointer: &errcat::Pointer<'_>) -> TokenStream {
    let errcat::Pointer { segments } = pointer;
    quote!(Pointer::new(&[#(#segments),*]))
}

fn wait(wait: &errcat::WaitSource<'_>) -> TokenStream {
    let errcat::WaitSource { location: location_, encoding, when } = wait;
    let location = location(location_);
    let encoding = word("Encoding", encoding.variant_name());
    let when = position(*when);
    quote!(WaitSource { location: #location, encoding: #encoding, when: #when })
}

fn schedule(schedule: &errcat::Schedule) -> TokenStream {
    let errcat::Schedule { max_attempts, initial, factor_millis, max, documented } = *schedule;
    let max_attempts = number(max_attempts);
    let factor_millis = number(factor_millis);
    let initial = duration(initial);
    let max = duration(max);
    quote! {
        Schedule {
            max_attempts: #max_attempts,
            initial: #initial,
            factor_millis: #factor_millis,
            max: #max,
            documented: #documented,
        }
    }
}

fn status_rule(status_rule: &errcat::StatusRule<'_>) -> TokenStream {
    let errcat::StatusRule { status, success, when, rule: rule_ } = status_rule;
    let status = pattern(*status);
    let when = position(*when);
    let rule = rule(rule_);
    quote!(StatusRule { status: #status, success: #success, when: #when, rule: #rule })
}

/// The position of a condition.
fn position(when: Option<u8>) -> TokenStream {
    let position = when.map(proc_macro2::Literal::u8_unsuffixed);
    optional(position.map(|position| quote!(#position)))
}

fn family(family: &errcat::Family<'_>) -> TokenStream {
    let errcat::Family { prefix, rule: rule_ } = family;
    let rule = rule(rule_);
    quote!(Family { prefix: #prefix, rule: #rule })
}

fn rule(rule: &errcat::Rule<'_>) -> TokenStream {
    let errcat::Rule { category, retry: retry_, meaning, action, inferred } = rule;
    let category = word("Category", category.variant_name());
    let retry = optional(retry_.as_ref().map(retry));
    let action = optional_text(*action);
    quote! {
        Rule {
            category: #category,
            retry: #retry,
            meaning: #meaning,
            action: #action,
            inferred: &[#(#inferred),*],
        }
    }
}

pub(super) fn retry(retry: &errcat::RetryRule<'_>) -> TokenStream {
    let errcat::RetryRule { kind, documented, max_attempts, default_wait, change, window } = retry;
    let kind = word("Retry", kind.variant_name());
    let documented = documented.map(|documented| quote!(.with_documented(#documented)));
    let max_attempts = max_attempts.map(number).map(|attempts| quote!(.with_max_attempts(#attempts)));
    let default_wait = default_wait.map(duration).map(|wait| quote!(.with_default_wait(#wait)));
    let change = change.map(|change| quote!(.with_change(#change)));
    let window = window.map(|window| {
        let window = word("Window", window.variant_name());
        quote!(.with_window(#window))
    });
    quote!(RetryRule::new(#kind) #documented #max_attempts #default_wait #change #window)
}

pub(super) fn pattern(pattern: errcat::StatusPattern) -> TokenStream {
    let first = proc_macro2::Literal::u16_unsuffixed(pattern.first());
    let last = proc_macro2::Literal::u16_unsuffixed(pattern.last());
    if pattern.width() == 1 {
        quote!(StatusPattern::exact(#first))
    } else {
        quote!(StatusPattern::range(#first, #last))
    }
}

fn lookup(lookup: &errcat::Lookup<'_>) -> TokenStream {
    let errcat::Lookup { probes, displacements, slots } = lookup;
    let probes = probes.iter().map(|probe| {
        let errcat::Probe { from_end, skip } = *probe;
        let skip = number(skip);
        quote!(Probe { from_end: #from_end, skip: #skip })
    });
    let displacements = displacements.iter().copied().map(number);
    let slots = slots.iter().map(|slot| {
        let errcat::Slot { text, entry } = *slot;
        let entry = number(entry);
        quote!(Slot { text: #text, entry: #entry })
    });
    quote! {
        Lookup {
            probes: &[#(#probes),*],
            displacements: &[#(#displacements),*],
            slots: &[#(#slots),*],
        }
    }
}

fn duration(duration: Duration) -> TokenStream {
    if duration == Duration::MAX {
        return quote!(Duration::MAX);
    }
    let seconds = proc_macro2::Literal::u64_unsuffixed(duration.as_secs());
    match duration.subsec_nanos() {
        0 => quote!(Duration::from_secs(#seconds)),
        nanos => {
            let nanos = number(nanos);
            quote!(Duration::new(#seconds, #nanos))
        }
    }
}

pub(super) fn word(list: &str, variant: &str) -> TokenStream {
    let list = Ident::new(list, Span::call_site());
    let variant = Ident::new(variant, Span::call_site());
    quote!(#list::#variant)
}

fn number(number: u32) -> proc_macro2::Literal {
    proc_macro2::Literal::u32_unsuffixed(number)
}

fn optional(tokens: Option<TokenStream>) -> TokenStream {
    match tokens {
        Some(tokens) => quote!(Some(#tokens)),
        None => quote!(None),
    }
}

pub(super) fn optional_text(text: Option<&str>) -> TokenStream {
    optional(text.map(|text| quote!(#text)))
}
