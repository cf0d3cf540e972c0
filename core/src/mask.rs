//! What of a response is shown in events, `Debug` and `Display`: no text that may be a key or a token.
//!
//! A word is a run of ASCII letters, digits and `-`, `_`, `.`, `~`, `+`, `/`, `=`: what tokens are written with
//! (RFC 6750, 2.1). It is masked as a whole, as `***`, where
//!
//! - it has 16 or more letters and digits in a row, with both among them,
//! - it begins as keys and JSON Web Tokens do: `sk-`, `eyJ`, or
//! - it follows the word `Bearer`.
//!
//! That masks some words that are not secrets, such as ids; whoever needs those asks for the text itself.

use alloc::borrow::Cow;
use alloc::string::String;

/// What stands for a word that is masked.
pub(crate) const MASK: &str = "***";

/// How many letters and digits in a row may be a key.
const KEY: usize = 16;

/// How many characters of a code that is not known are shown.
const LONGEST_CODE: usize = 64;

/// A code that no catalog knows, and so may be anything: masked, and cut after [`LONGEST_CODE`] characters.
pub(crate) fn unknown_code(code: &str) -> Cow<'_, str> {
    cut(masked(code), LONGEST_CODE)
}

/// A text, cut after so many characters.
pub(crate) fn cut(text: Cow<'_, str>, longest: usize) -> Cow<'_, str> {
    match text.char_indices().nth(longest) {
        Some((end, _)) => Cow::Owned(String::from(&text[..end]) + "…"),
        None => text,
    }
}

/// Whether a word says who someone is: a number of a person or an account, an address of mail, or the query of a URL.
#[cfg(any(feature = "retries", feature = "codegen"))]
pub(crate) fn is_personal(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    digits >= 6 || word.contains('@') || (word.contains('?') && word.contains('='))
}

/// A text without the words that may be keys or tokens.
pub(crate) fn masked(text: &str) -> Cow<'_, str> {
    let (mut rest, mut shown, mut is_bearer) = (text, String::new(), false);
    while let Some(start) = rest.find(is_part_of_word) {
        let (between, from_word) = rest.split_at(start);
        let end = from_word.find(|character| !is_part_of_word(character)).unwrap_or(from_word.len());
        let (word, after) = from_word.split_at(end);
        shown.push_str(between);
        shown.push_str(if is_bearer || is_secret(word) { MASK } else { word });
        is_bearer = word.eq_ignore_ascii_case("bearer");
        rest = after;
    }
    shown.push_str(rest);
    if shown == text { Cow::Borrowed(text) } else { Cow::Owned(shown) }
}

const fn is_part_of_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '.' | '~' | '+' | '/' | '=')
}

/// Whether a word begins as keys and JSON Web Tokens do.
pub(crate) fn begins_as_key(word: &str) -> bool {
    word.starts_with("sk-") || word.starts_with("eyJ")
}

fn is_secret(word: &str) -> bool {
    let is_key = |run: &str| {
        let has = |of: fn(&u8) -> bool| run.as_bytes().iter().any(of);
        run.len() >= KEY && has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic)
    };
    // `key=sk-…` is one word.
    word.split(['=', '/']).any(begins_as_key)
        || word.split(|character: char| !character.is_ascii_alphanumeric()).any(is_key)
}

/// A text that can only be a name or a number, or else nothing.
#[cfg(any(feature = "serde", feature = "tracing"))]
pub(crate) fn identifier(text: &str) -> Option<&str> {
    (text.len() <= 128 && is_visible(text) && !begins_as_key(text)).then_some(text)
}

/// Whether a text is visible ASCII.
#[cfg(any(feature = "serde", feature = "tracing"))]
pub(crate) fn is_visible(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_graphic())
}
