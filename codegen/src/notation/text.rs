//! Texts that are kept as they are.

/// Makes a type of texts. What is wrong with one is reported by its check, where it has one.
macro_rules! text {
    ($(#[doc = $doc:literal])* $name:ident = $schema:tt $(, $check:ident)?) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub(crate) struct $name(String);

        impl std::ops::Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl $crate::read::FromNode for $name {
            fn read(node: &$crate::tree::Node<'_>, reader: &mut $crate::read::Reader<'_>) -> Option<Self> {
                let text = reader.text(node)?;
                $($check(text, node, reader);)?
                Some(Self(text.to_owned()))
            }

            fn stand_in() -> Option<Self> {
                Some(Self(String::new()))
            }

            fn schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!($schema)
            }
        }
    };
}
pub(super) use text;
