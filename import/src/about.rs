//! What the source itself does not say.

use std::fmt;
use std::str::FromStr;

/// What the source itself does not say.
#[derive(Debug, Clone)]
pub struct About {
    /// The vendor's id.
    pub vendor: VendorId,
    /// The vendor's name as people write it, where it is known.
    pub title: Option<String>,
    /// The source's title, where it is known better than from its text.
    pub source_title: Option<String>,
    /// The source's address, where it is known.
    pub url: Option<String>,
    /// The day on which the source was saved, such as `2026-11-21`.
    pub retrieved: String,
}

/// The id of a vendor: lower-case letters, digits, `-` and `_`, a letter first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VendorId(String);

impl VendorId {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for VendorId {
    type Err = InvalidVendorId;

    fn from_str(text: &str) -> Result<Self, InvalidVendorId> {
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-');
        if text.starts_with(|c: char| c.is_ascii_lowercase()) && text.chars().all(allowed) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidVendorId(text.to_owned()))
        }
    }
}

/// The text that was given is not a vendor's id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidVendorId(String);

impl fmt::Display for InvalidVendorId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` can't be a vendor's id: use lower-case letters, digits, `-` and `_`, a letter first",
            self.0
        )
    }
}

impl std::error::Error for InvalidVendorId {}
