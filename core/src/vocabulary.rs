//! How a closed list of words becomes an enum, declared once: its words, its docs and its parser.

use alloc::boxed::Box;
use core::fmt;

use crate::{mask, near};

/// Defines a field-less enum whose variants each stand for one `snake_case` word of the catalog format.
macro_rules! vocabulary {
    (
        $(#[$enum_meta:meta])*
        pub enum $name:ident {
            $( $(#[doc = $doc:literal])+ $variant:ident = $word:literal, )+
        }
    ) => {
        $(#[$enum_meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        pub enum $name {
            $(
                $(#[doc = $doc])+
                #[cfg_attr(feature = "serde", serde(rename = $word))]
                $variant,
            )+
        }

        impl $name {
            /// Every value, in the order of the declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The words of all values.
            const WORDS: &'static [&'static str] = &[$($word),+];

            /// The word for it in catalogs, `snake_case`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// What it means, as its documentation says.
            #[doc(hidden)]
            #[must_use]
            pub const fn about(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc),+).trim_ascii()),+ }
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl core::str::FromStr for $name {
            type Err = crate::UnknownName;

            /// # Errors
            ///
            /// [`UnknownName`](crate::UnknownName) where the list has no such word.
            fn from_str(word: &str) -> Result<Self, Self::Err> {
                Self::ALL
                    .iter()
                    .copied()
                    .find(|value| value.as_str() == word)
                    .ok_or_else(|| crate::UnknownName::word(stringify!($name), word, Self::WORDS))
            }
        }

        #[cfg(feature = "codegen")]
        impl crate::emit::Emit for $name {
            fn emit(&self, to: &mut dyn crate::emit::Emitter) {
                let variant = match self { $(Self::$variant => stringify!($variant)),+ };
                to.call(stringify!($name), variant, &[], &[]);
            }

            fn given(&self) -> Option<&dyn crate::emit::Emit> {
                Some(self)
            }
        }
    };
}

pub(crate) use vocabulary;

/// A text that names nothing known: not a word of a closed list, not a code of a vendor, or not the id of a
/// vendor that is compiled in.
///
/// It prints the text, masked and cut as a code that is not known, and the known names that are near to it.
///
/// ```
/// use errcat::runo::ErrorCode;
///
/// let unknown = "RATE_LIMITD".parse::<ErrorCode>().unwrap_err();
/// assert_eq!(unknown.to_string(), "`RATE_LIMITD` is not a known error code of Runo; near: RATE_LIMITED");
/// ```
#[derive(Clone)]
pub struct UnknownName {
    given: Box<str>,
    expected: Expected,
}

/// What the text would have had to name.
#[derive(Clone, Copy)]
enum Expected {
    /// A word of the list of this name.
    Word(&'static str, &'static [&'static str]),
    /// An error code of the vendor with this title; the codes by their positions.
    Code(&'static str, fn(usize) -> Option<&'static str>),
    /// One of these vendors.
    Vendor(&'static [&'static str]),
}

impl UnknownName {
    pub(crate) fn word(list: &'static str, given: &str, words: &'static [&'static str]) -> Self {
        Self::new(given, Expected::Word(list, words))
    }

    /// Not an error code of the vendor with this title, whose codes are at these positions. For generated code.
    #[doc(hidden)]
    #[must_use]
    pub fn code(vendor: &'static str, given: &str, codes: fn(usize) -> Option<&'static str>) -> Self {
        Self::new(given, Expected::Code(vendor, codes))
    }

    /// Not one of the vendors with these ids. For generated code.
    #[doc(hidden)]
    #[must_use]
    pub fn vendor(given: &str, known: &'static [&'static str]) -> Self {
        Self::new(given, Expected::Vendor(known))
    }

    fn new(given: &str, expected: Expected) -> Self {
        // It could be anything, and is printed.
        Self { given: mask::unknown_code(given).into(), expected }
    }

    fn near(&self) -> [Option<&'static str>; near::SHOWN] {
        match self.expected {
            Expected::Word(_, known) | Expected::Vendor(known) => {
                near::near(&self.given, known.iter().copied())
            }
            Expected::Code(_, code) => near::near(&self.given, (0..).map_while(code)),
        }
    }

    /// What tells one from another: the text, and the list that does not have it.
    fn key(&self) -> (&str, &str, &[&str]) {
        match self.expected {
            Expected::Word(list, _) => (&self.given, list, &[]),
            Expected::Code(vendor, _) => (&self.given, vendor, &[]),
            Expected::Vendor(known) => (&self.given, "", known),
        }
    }
}

impl PartialEq for UnknownName {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for UnknownName {}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not ", self.given.escape_debug())?;
        match self.expected {
            Expected::Word(list, _) => write!(f, "one of the words of `{list}`")?,
            Expected::Code(vendor, _) => write!(f, "a known error code of {vendor}")?,
            Expected::Vendor(_) => f.write_str("the id of a vendor that is compiled in")?,
        }
        let near = self.near();
        match (self.expected, near[0]) {
            (_, Some(_)) => list(f, "; near: ", near.iter().flatten()),
            (Expected::Vendor(known), None) => list(f, ": ", known.iter()),
            (_, None) => Ok(()),
        }
    }
}

/// Writes names one after the other.
fn list<'n>(
    f: &mut fmt::Formatter<'_>,
    before: &str,
    mut names: impl Iterator<Item = &'n &'static str>,
) -> fmt::Result {
    names.try_fold(before, |before, name| write!(f, "{before}{name}").map(|()| ", ")).map(drop)
}

/// As `Display`.
impl fmt::Debug for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("UnknownName").field(&format_args!("{self}")).finish()
    }
}

impl core::error::Error for UnknownName {}
