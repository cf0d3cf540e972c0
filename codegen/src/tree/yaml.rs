//! What a scalar without quotes means: the only user of `serde_yaml`.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Visitor};

/// What a scalar is to YAML.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Meaning {
    Null,
    Bool(bool),
    Integer(i64),
    /// A whole number beyond the largest `i64`.
    Unsigned(u64),
    Float(f64),
    /// The scalar's text.
    Text,
}

/// What a plain scalar means, such as `NO`, `1e3`, `08000` or `~`.
pub(super) fn meaning(plain: &str) -> Meaning {
    if plain.is_empty() {
        return Meaning::Null;
    }
    if !may_be_other_than_text(plain) {
        return Meaning::Text;
    }
    // What stands in a document by itself means the same as within a list or a mapping.
    integer(plain).unwrap_or_else(|| serde_yaml::from_str(plain).unwrap_or(Meaning::Text))
}

/// Whether this may be anything but text. That is `~`, `null`, `true` or `false`, in lower or upper case; or a
/// number, which begins with a digit, a sign or a dot, and goes on with digits, signs, dots and the letters of
/// hexadecimal digits, `0x`, `0o`, `.inf` and `.nan`.
fn may_be_other_than_text(plain: &str) -> bool {
    let bytes = plain.as_bytes();
    let is_of_number = |byte: &u8| {
        byte.is_ascii_hexdigit()
            || matches!(byte, b'+' | b'-' | b'.' | b'x' | b'o' | b'i' | b'n' | b'I' | b'N')
    };
    match bytes.first() {
        // Signs and dots alone, such as `---`, are marks of YAML elsewhere.
        Some(b'0'..=b'9' | b'+' | b'-' | b'.') => {
            bytes.iter().all(is_of_number) && bytes.iter().any(u8::is_ascii_alphanumeric)
        }
        Some(b'n' | b'N' | b't' | b'T' | b'f' | b'F') => {
            ["null", "true", "false"].iter().any(|word| plain.eq_ignore_ascii_case(word))
        }
        Some(b'~') => bytes.len() == 1,
        _ => false,
    }
}

/// The number of a few digits: most plain scalars that are not text are statuses.
fn integer(plain: &str) -> Option<Meaning> {
    let digits = plain.bytes().all(|byte| byte.is_ascii_digit());
    let is_plain = digits && plain.len() <= 18 && (plain == "0" || !plain.starts_with('0'));
    is_plain.then(|| plain.parse().ok().map(Meaning::Integer)).flatten()
}

impl<'de> Deserialize<'de> for Meaning {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(MeaningVisitor)
    }
}

struct MeaningVisitor;

impl Visitor<'_> for MeaningVisitor {
    type Value = Meaning;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a scalar")
    }

    fn visit_unit<E>(self) -> Result<Meaning, E> {
        Ok(Meaning::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Meaning, E> {
        Ok(Meaning::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Meaning, E> {
        Ok(Meaning::Integer(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Meaning, E> {
        Ok(i64::try_from(value).map_or(Meaning::Unsigned(value), Meaning::Integer))
    }

    // What does not fit a 64-bit integer is still a number.
    fn visit_i128<E>(self, value: i128) -> Result<Meaning, E> {
        Ok(Meaning::Float(value as f64))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Meaning, E> {
        Ok(Meaning::Float(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Meaning, E> {
        Ok(Meaning::Float(value))
    }

    fn visit_str<E>(self, _: &str) -> Result<Meaning, E> {
        Ok(Meaning::Text)
    }
}
