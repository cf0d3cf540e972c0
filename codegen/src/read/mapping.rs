//! Structs that are mappings in a catalog: declared once, with what they are read from.

use super::declaration::FieldDeclaration;
use super::fields::Fields;
use super::reader::Reader;
use crate::tree::Node;

/// The name of a field in a catalog, which may be a word of Rust's.
pub(crate) const fn field_name(identifier: &'static str) -> &'static str {
    match identifier.as_bytes() {
        [b'r', b'#', ..] => identifier.split_at(2).1,
        _ => identifier,
    }
}

/// A struct that is a mapping in a catalog.
pub(crate) trait Mapping: Sized {
    /// Its name in the schema.
    const NAME: &'static str;
    /// Its fields.
    const FIELDS: &'static [FieldDeclaration];
    /// Whether what can't be read in it damages nothing around it, as it holds all the others.
    const IS_FRAME: bool;

    /// Reads every field, and then makes the struct where that can be.
    fn from_fields(fields: &mut Fields<'_, '_, '_>) -> Option<Self>;

    /// Moves every place in its fields by so many bytes.
    fn shift_fields(&mut self, bytes: usize);

    /// Reads a mapping.
    fn from_mapping(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let around = reader.is_damaged;
        let mut fields = Fields::of(node, Self::FIELDS, reader)?;
        let mapping = Self::from_fields(&mut fields);
        if Self::IS_FRAME {
            reader.is_damaged = around;
        }
        mapping
    }
}

/// Makes a struct that is read from a mapping, by `#[apply(mapping!)]`. Each field is as visible as the struct.
///
/// A field of an `Option` may be left out. So may one with `#[read(default)]`, which is then empty. All others are
/// required, one with `#[unless(other)]` only where there is no field `other`. What becomes of a mapping that lacks
/// one, the struct says:
///
/// - It can't be read either.
/// - `#[read(stand_ins)]`: something else takes the field's place, as
///   [`FromNode::stand_in`](crate::read::FromNode::stand_in) says.
/// - `#[read(frame)]`: the same, and what can't be read in it damages nothing around it, as it holds all the others.
///
/// Each field says with `#[change(…)]` what a change of it breaks, in the words of
/// [`Breakage`](crate::breakage::Breakage): `diff` reports it, and tells the next version by it.
///
/// `#[read(empty)]` is for a struct without required fields, which can itself stand in for something. With
/// `#[read(mapping)]` a struct has a second way to be written, and implements `FromNode` itself.
macro_rules! mapping {
    (
        $(#[doc = $about:literal])*
        $(#[derive($derive:ident)])?
        $(#[schemars($($schema_of_all:tt)*)])*
        $(#[read($mode:ident)])?
        $vis:vis struct $name:ident {
            $(
                $(#[doc = $doc:literal])*
                $(#[schemars($($schema:tt)*)])*
                $(#[read($default:ident)])?
                $(#[unless($unless:ident)])?
                #[change($change:ident)]
                $field:ident: $type:ty,
            )+
        }
    ) => {
        $(#[doc = $about])*
        #[derive(Debug, Clone, PartialEq, schemars::JsonSchema)]
        $(#[derive($derive)])?
        #[schemars(deny_unknown_fields)]
        $(#[schemars($($schema_of_all)*)])*
        $vis struct $name {
            $(
                $(#[doc = $doc])*
                $(#[schemars($($schema)*)])*
                $(#[schemars($default)])?
                $vis $field: $type,
            )+
        }

        impl $crate::read::Mapping for $name {
            const NAME: &'static str = stringify!($name);
            const FIELDS: &'static [$crate::read::FieldDeclaration] = &[$($crate::read::FieldDeclaration {
                name: $crate::read::field_name(stringify!($field)),
                is_required: $crate::read::mapping!(@is_required $($default)? $type),
                unless: $crate::read::mapping!(@unless $($unless)?),
                breakage: $crate::read::mapping!(@breakage $change),
            }),+];
            const IS_FRAME: bool = $crate::read::mapping!(@is_frame $($mode)?);

            fn from_fields(fields: &mut $crate::read::Fields<'_, '_, '_>) -> Option<Self> {
                const POLICY: $crate::read::Policy = $crate::read::mapping!(@policy $($mode)?);
                $(let $field = $crate::read::mapping!(@read fields $field POLICY $($default)?);)+
                Some(Self { $($field: $field?),+ })
            }

            fn shift_fields(&mut self, bytes: usize) {
                $($crate::read::Field::shift_field(&mut self.$field, bytes);)+
            }
        }

        $crate::read::mapping!(@from_node $name $($mode)?);
    };
    (@is_required default $type:ty) => { false };
    (@is_required $type:ty) => { <$type as $crate::read::Field>::IS_REQUIRED };
    (@unless $unless:ident) => { Some(stringify!($unless)) };
    (@unless) => { None };
    (@breakage names) => { $crate::breakage::Breakage::Names };
    (@breakage behaviour) => { $crate::breakage::Breakage::Behaviour };
    (@breakage wording) => { $crate::breakage::Breakage::Wording };
    (@breakage nothing) => { $crate::breakage::Breakage::Nothing };
    (@is_frame frame) => { true };
    (@is_frame $($mode:ident)?) => { false };
    (@policy stand_ins) => { $crate::read::Policy::StandIn };
    (@policy frame) => { $crate::read::Policy::StandIn };
    (@policy $($mode:ident)?) => { $crate::read::Policy::Refuse };
    (@read $fields:ident $field:ident $policy:ident default) => {
        $fields.read_or_default($crate::read::field_name(stringify!($field)))
    };
    (@read $fields:ident $field:ident $policy:ident) => {
        $fields.read($crate::read::field_name(stringify!($field)), $policy)
    };
    (@from_node $name:ident mapping) => {};
    (@from_node $name:ident $($mode:ident)?) => {
        impl $crate::read::FromNode for $name {
            fn read(node: &$crate::tree::Node<'_>, reader: &mut $crate::read::Reader<'_>) -> Option<Self> {
                $crate::read::Mapping::from_mapping(node, reader)
            }

            fn stand_in() -> Option<Self> {
                $crate::read::mapping!(@stand_in $($mode)?)
            }

            fn shift(&mut self, bytes: usize) {
                $crate::read::Mapping::shift_fields(self, bytes);
            }

            fn has_name() -> bool {
                use $crate::read::Mapping as _;
                Self::FIELDS.iter().any(|field| field.is_required && matches!(field.name, "code" | "id" | "codes"))
            }

            fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                generator.subschema_for::<Self>()
            }
        }
    };
    (@stand_in empty) => { Some(Self::default()) };
    (@stand_in $($mode:ident)?) => { None };
}

pub(crate) use mapping;
