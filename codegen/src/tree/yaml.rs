//! What a scalar without quotes means: the only user of `serde_yaml`.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Visitor};

use super::node::Meaning;

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

#[cfg(test)]
mod tests {
    use super::*;

    /// What `serde_yaml` says of a scalar within a list.
    fn within_a_list(plain: &str) -> Option<Meaning> {
        let [meaning] = serde_yaml::from_str::<[Meaning; 1]>(&format!("- {plain}\n")).ok()?;
        Some(meaning)
    }

    fn is_same(one: Meaning, other: Meaning) -> bool {
        match (one, other) {
            (Meaning::Float(one), Meaning::Float(other)) => one.to_bits() == other.to_bits(),
            (one, other) => one == other,
        }
    }

    #[test]
    fn short_scalars_mean_what_serde_yaml_says() {
        let mut texts = vec![String::new()];
        let mut last = 0..1;
        for _ in 0..4 {
            let end = texts.len();
            for at in last {
                for c in "017xobeE+-._~:infaNulT".chars() {
                    texts.push(format!("{}{c}", texts[at]));
                }
            }
            last = end..texts.len();
        }
        let mut seen = 0;
        for text in &texts {
            // `- 1` and the like are lists themselves.
            let Some(expected) = within_a_list(text) else { continue };
            assert!(is_same(meaning(text), expected), "{text}: {:?}, not {expected:?}", meaning(text));
            seen += 1;
        }
        assert!(seen > 200_000, "{seen}");
    }

    #[test]
    fn words_and_long_numbers_mean_what_serde_yaml_says() {
        for text in [
            "null",
            "Null",
            "NULL",
            "nUll",
            "true",
            "True",
            "TRUE",
            "tRue",
            "false",
            "False",
            "FALSE",
            "no",
            "NO",
            "yes",
            "on",
            "off",
            "y",
            "n",
            "infinity",
            "-infinity",
            "nan",
            "NaN",
            ".nan",
            ".NaN",
            ".inf",
            "-.inf",
            "+.Inf",
            "999999999999999999",
            "1000000000000000000",
            "9223372036854775807",
            "9223372036854775808",
            "18446744073709551615",
            "18446744073709551616",
            "-9223372036854775808",
            "-9223372036854775809",
            "340282366920938463463374607431768211456",
            "0x1F",
            "-0x1F",
            "0o17",
            "0b101",
            "0b12",
            "08000",
            "00",
            "22E01",
            "1e400",
            "1_000",
            "12:30:45",
            "2026-11-21",
            "2026-11-21T00:00:00Z",
            "1.5.5",
            "5xx",
            "429",
            "Something broke.",
            "/error/code",
            "https://example.com/",
            "ünïcödé",
            "=",
            "<<",
        ] {
            let expected = within_a_list(text).unwrap();
            assert!(is_same(meaning(text), expected), "{text}: {:?}, not {expected:?}", meaning(text));
        }
        for marks in ["---", "...", "-", "--", "."] {
            assert_eq!(meaning(marks), Meaning::Text);
        }
    }
}
