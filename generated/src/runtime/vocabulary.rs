//! How a closed list of words becomes an enum: written once, so that every list reads, prints and
//! parses alike.

/// Defines a field-less enum whose variants each stand for one `snake_case` word of the catalog format.
macro_rules! vocabulary {
    (
        $(#[$enum_meta:meta])*
        pub enum $name:ident {
            $( $(#[$meta:meta])* $variant:ident = $word:literal, )+
        }
    ) => {
        $(#[$enum_meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        pub enum $name {
            $(
                $(#[$meta])*
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

            /// The name of the Rust variant, for generators.
            #[must_use]
            pub const fn variant_name(self) -> &'static str {
                match self { $(Self::$variant => stringify!($variant)),+ }
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl core::str::FromStr for $name {
            type Err = crate::UnknownWord;

            /// # Errors
            ///
            /// [`UnknownWord`](crate::UnknownWord) where the list has no such word.
            fn from_str(word: &str) -> Result<Self, Self::Err> {
                Self::ALL
                    .iter()
                    .copied()
                    .find(|value| value.as_str() == word)
                    .ok_or(crate::UnknownWord::new(stringify!($name)))
            }
        }
    };
}

pub(crate) use vocabulary;

/// A word that is not in a closed list, such as an unknown category.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownWord {
    list: &'static str,
}

impl UnknownWord {
    pub(crate) const fn new(list: &'static str) -> Self {
        Self { list }
    }
}

impl core::fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "not one of the words of `{}`", self.list)
    }
}

impl core::error::Error for UnknownWord {}
