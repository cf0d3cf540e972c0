//! Names for Rust, derived or refused.

#[path = "../../src/ident.rs"]
#[allow(dead_code, unreachable_pub)]
mod source;

use heck::{ToSnakeCase as _, ToUpperCamelCase as _};
use source::{Refusal, field, given_variant, module, module_file, suggestion, test, variant, words};

#[test]
fn variants() {
    for (code, name) in [
        ("RATE_LIMITED", "RateLimited"),
        ("timeoutProvider", "TimeoutProvider"),
        ("card.expired", "CardExpired"),
        ("not-found", "NotFound"),
        ("urn:ietf:params:acme:error:badNonce", "UrnIetfParamsAcmeErrorBadNonce"),
        ("Ok", "Ok"),
        ("none", "None"),
        ("UNKNOWN", "Unknown"),
        ("type", "Type"),
        ("E1101", "E1101"),
        ("a b", "AB"),
    ] {
        assert_eq!(variant(code).as_deref(), Ok(name), "{code}");
    }
}

#[test]
fn the_words_of_capitals_are_those_of_any_text() {
    let mut texts = vec![String::new()];
    for _ in 0..5 {
        let longer = |text: &String| ["A", "Z", "1", "9", "_", "-", " "].map(|c| format!("{text}{c}"));
        texts = texts.iter().flat_map(longer).collect();
        for text in &texts {
            let snake = text.to_snake_case();
            let expected: Vec<&str> = snake.split('_').filter(|word| !word.is_empty()).collect();
            assert_eq!(words(text), expected, "{text:?}");
            if let Ok(name) = variant(text) {
                assert_eq!(name, text.to_upper_camel_case(), "{text:?}");
            }
        }
    }
}

#[test]
fn refused_variants() {
    for (code, refusal) in [
        ("20404", Refusal::LeadingDigit),
        ("-1", Refusal::LeadingDigit),
        ("***", Refusal::Empty),
        ("ZEITÜBERSCHREITUNG", Refusal::NotAscii),
        ("self", Refusal::Reserved),
    ] {
        assert_eq!(variant(code), Err(refusal), "{code}");
    }
    assert_eq!(given_variant("Self"), Err(Refusal::Reserved));
    assert_eq!(given_variant("lower"), Err(Refusal::NotUpperCamelCase));
    assert_eq!(given_variant("A_B"), Err(Refusal::NotUpperCamelCase));
    assert_eq!(given_variant("HTTPError"), Ok("HTTPError"));
}

#[test]
fn suggestions_are_names() {
    for (code, name) in
        [("20404", "Code20404"), ("-1", "CodeMinus1"), ("self", "CodeSelf"), ("***", "CardExpired")]
    {
        assert_eq!(suggestion(code), name);
        assert!(given_variant(name).is_ok());
    }
}

#[test]
fn fields() {
    for (member, name) in [
        ("resetAt", "reset_at"),
        ("type", "r#type"),
        ("gen", "r#gen"),
        ("union", "union"),
        ("validation_errors", "validation_errors"),
    ] {
        assert_eq!(field(member).as_deref(), Ok(name), "{member}");
    }
    assert_eq!(field("self"), Err(Refusal::Reserved));
    assert_eq!(field("2fa"), Err(Refusal::LeadingDigit));
    assert_eq!(module("match").as_deref(), Ok("r#match"));
    assert_eq!(module("str"), Err(Refusal::Reserved));
    assert_eq!(test("gen"), "example_gen");
    assert_eq!(module_file("r#match"), "match.rs");
}
