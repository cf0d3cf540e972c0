//! Names for Rust: the only user of `heck`.
//!
//! A name is derived or refused, never patched: a suffix that the generator made up would change
//! under its users' feet when the vendor adds a code.

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

/// Why a text gives no Rust name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// It has no letter or digit.
    Empty,
    /// It starts with a digit.
    LeadingDigit,
    /// It holds other letters than `A` to `Z`.
    NotAscii,
    /// Rust or the generated module needs the word for itself.
    Reserved,
    /// It is not written `LikeThis`.
    NotUpperCamelCase,
}

impl Refusal {
    /// The refusal as the end of a sentence that starts with the name.
    #[must_use]
    pub(crate) fn reason(self) -> &'static str {
        match self {
            Self::Empty => "has no letter or digit to make a Rust name of",
            Self::LeadingDigit => "would start with a digit as a Rust name",
            Self::NotAscii => "holds letters that a Rust name of errcat does not use",
            Self::Reserved => "would be a word that Rust or the generated module needs for itself",
            Self::NotUpperCamelCase => "is not a Rust name in UpperCamelCase, made of `A-Z`, `a-z` and `0-9`",
        }
    }
}

/// The enum variant for a code: `RATE_LIMITED` becomes `RateLimited`.
///
/// # Errors
///
/// A [`Refusal`] where the author has to give a `name:`.
pub(crate) fn variant(code: &str) -> Result<String, Refusal> {
    if code.chars().any(|c| c.is_alphanumeric() && !c.is_ascii()) {
        return Err(Refusal::NotAscii);
    }
    let name = upper_camel(code);
    match name.as_bytes().first() {
        None => Err(Refusal::Empty),
        Some(b'0'..=b'9') => Err(Refusal::LeadingDigit),
        Some(_) => given_variant(&name).map(str::to_owned),
    }
}

/// A code as `UpperCamelCase`.
fn upper_camel(code: &str) -> String {
    let Some(words) = words_in_capitals(code) else { return code.to_upper_camel_case() };
    let mut name = String::with_capacity(code.len());
    for word in words {
        let (first, rest) = word.split_at(1);
        name.push_str(first);
        name.extend(rest.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
    }
    name
}

/// The words of an ASCII text without lower case, as most codes are: they end where letters and digits do, and so are
/// found much faster than those of any text. `None` for others.
fn words_in_capitals(text: &str) -> Option<impl Iterator<Item = &str>> {
    let is_in_capitals = text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_lowercase());
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    is_in_capitals.then_some(words)
}

/// The enum variant for a code or for a name that a page gives beside it, where it gives one: `RATE_LIMITED` becomes
/// `RateLimited`.
#[must_use]
pub fn variant_of(code: &str) -> Option<String> {
    variant(code).ok()
}

/// The enum variant that an author wrote as `name:`.
///
/// # Errors
///
/// A [`Refusal`] where it is not a variant name.
pub(crate) fn given_variant(name: &str) -> Result<&str, Refusal> {
    let upper_camel =
        name.starts_with(|c: char| c.is_ascii_uppercase()) && name.chars().all(|c| c.is_ascii_alphanumeric());
    if !upper_camel {
        return Err(Refusal::NotUpperCamelCase);
    }
    // It can't even be a raw identifier.
    if name == "Self" {
        return Err(Refusal::Reserved);
    }
    Ok(name)
}

/// A name that an author may give to a code that gives none: `-1` could be `CodeMinus1`.
#[must_use]
pub(crate) fn suggestion(code: &str) -> String {
    let sign = if code.starts_with('-') { "minus " } else { "" };
    let ascii: String = code.chars().map(|c| if c.is_ascii() { c } else { ' ' }).collect();
    let name = format!("code {sign}{ascii}").to_upper_camel_case();
    if name == "Code" { "CardExpired".to_owned() } else { name }
}

/// The module of a vendor: `my-vendor` becomes `my_vendor`, `type` becomes `r#type`.
///
/// # Errors
///
/// A [`Refusal`] where the vendor needs another id.
pub(crate) fn module(vendor: &str) -> Result<String, Refusal> {
    // Beside a module of that name, no file could name the type.
    if PRIMITIVE_TYPES.contains(&vendor) { Err(Refusal::Reserved) } else { field(vendor) }
}

/// The types that Rust knows without an import.
const PRIMITIVE_TYPES: &[&str] = &[
    "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "str", "u8", "u16", "u32",
    "u64", "u128", "usize",
];

/// The file of a vendor's module, without its folder: the module's name without `r#`.
#[must_use]
pub(crate) fn module_file(module: &str) -> String {
    format!("{}.rs", module.strip_prefix("r#").unwrap_or(module))
}

/// The variant that stands for a vendor: `my-vendor` becomes `MyVendor`.
///
/// # Errors
///
/// A [`Refusal`] where the vendor needs another id.
pub(crate) fn vendor_type(vendor: &str) -> Result<String, Refusal> {
    variant(vendor)
}

/// The struct for the details of the code with this variant: `RateLimited` becomes `RateLimitedDetails`.
#[must_use]
pub(crate) fn details(variant: &str) -> String {
    format!("{variant}Details")
}

/// The struct for the details of any error.
#[must_use]
pub(crate) fn any_details() -> String {
    details("Error")
}

/// The struct field for a JSON member: `resetAt` becomes `reset_at`, `type` becomes `r#type`.
///
/// # Errors
///
/// A [`Refusal`] where there is no such field name.
pub(crate) fn field(member: &str) -> Result<String, Refusal> {
    if member.chars().any(|c| c.is_alphanumeric() && !c.is_ascii()) {
        return Err(Refusal::NotAscii);
    }
    let name = member.to_snake_case();
    match name.as_bytes().first() {
        None => return Err(Refusal::Empty),
        Some(b'0'..=b'9') => return Err(Refusal::LeadingDigit),
        Some(_) => {}
    }
    if is_identifier(&name) {
        return Ok(name);
    }
    let raw = format!("r#{name}");
    syn::parse_str::<syn::Ident>(&raw).map(|_| raw).map_err(|_| Refusal::Reserved)
}

/// Whether this names something in Rust as it is. To syn, which knows no edition, `gen` is not a keyword.
fn is_identifier(name: &str) -> bool {
    name != "gen" && syn::parse_str::<syn::Ident>(name).is_ok()
}

/// The words of a code or a sentence, in lower case: `RATE_LIMITED` is `rate` and `limited`.
#[must_use]
pub(crate) fn words(text: &str) -> Vec<String> {
    match words_in_capitals(text) {
        Some(words) => words.map(str::to_ascii_lowercase).collect(),
        None => snake_words(text),
    }
}

/// The words of any text, in lower case.
fn snake_words(text: &str) -> Vec<String> {
    text.to_snake_case().split('_').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The constant of a field and what its value is made of: `retry` and `AfterReset` become `RETRY_AFTER_RESET`.
#[must_use]
pub(crate) fn constant<'w>(words: impl Iterator<Item = &'w str>) -> String {
    words.map(ToShoutySnakeCase::to_shouty_snake_case).collect::<Vec<_>>().join("_")
}

/// The name of a test: any text as `snake_case`, with a letter in front.
#[must_use]
pub(crate) fn test(text: &str) -> String {
    let ascii: String = text.chars().map(|c| if c.is_ascii() { c } else { ' ' }).collect();
    let name = ascii.to_snake_case();
    match name.as_bytes().first() {
        None => "example".to_owned(),
        Some(b'0'..=b'9') => format!("example_{name}"),
        Some(_) if is_identifier(&name) => name,
        Some(_) => format!("example_{name}"),
    }
}
