//! How a closed list of words becomes an enum, declared once: its words, its docs and its parser.

use core::fmt;

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
                    .ok_or(crate::UnknownName::word(stringify!($name)))
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownName {
    expected: Expected,
}

/// What the text would have had to name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expected {
    /// A word of this list.
    Word(&'static str),
    /// An error code of the vendor with this title.
    Code(&'static str),
    /// One of these vendors.
    Vendor(&'static [&'static str]),
}

impl UnknownName {
    pub(crate) const fn word(list: &'static str) -> Self {
        Self { expected: Expected::Word(list) }
    }

    /// Not an error code of the vendor with this title. For generated code.
    #[doc(hidden)]
    #[must_use]
    pub const fn code(vendor: &'static str) -> Self {
        Self { expected: Expected::Code(vendor) }
    }

    /// Not one of the vendors with these ids. For generated code.
    #[doc(hidden)]
    #[must_use]
    pub const fn vendor(known: &'static [&'static str]) -> Self {
        Self { expected: Expected::Vendor(known) }
    }
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.expected {
            Expected::Word(list) => write!(f, "not one of the words of `{list}`"),
            Expected::Code(vendor) => write!(f, "not a known error code of {vendor}"),
            Expected::Vendor(known) => {
                f.write_str("not the id of a vendor that is compiled in")?;
                for (index, id) in known.iter().enumerate() {
                    write!(f, "{}{id}", if index == 0 { ": " } else { ", " })?;
                }
                Ok(())
            }
        }
    }
}

impl core::error::Error for UnknownName {}
