//! How a type of the table is declared: a struct, a constructor, and how it is written down as Rust, all from
//! one list of fields.
//!
//! Generated code constructs a value by `new` with the required fields and a method for each optional one. So it
//! only names what a vendor says, and a new optional field does not break code that was generated before. A call
//! also compiles faster than a literal: ten thousand entries as one literal are a single block, for which the
//! compiler takes time that grows with the square of their number.

/// Declares a `Copy` struct with the lifetime `'a` of its data. A field is required, or one of these:
///
/// - `optional name: T`: an `Option<T>`, by default `None`;
/// - `list name: T`: a `&'a [T]`, by default empty;
/// - `flag name: bool`: by default `false`;
/// - `default name: T = value`.
macro_rules! table {
    ($(#[$meta:meta])* pub struct $name:ident { $($fields:tt)* }) => {
        $crate::table::declare::table! {
            @fields { $(#[$meta])* } $name {} {} {} $($fields)*
        }
    };

    (@fields $meta:tt $name:ident { $($all:tt)* } $required:tt { $($given:tt)* }
        $(#[$doc:meta])* optional $field:ident: $type:ty, $($rest:tt)*) => {
        $crate::table::declare::table! {
            @fields $meta $name { $($all)* $(#[$doc])* $field: Option<$type>, } $required
            { $($given)* $field: $type, None, Some($field); } $($rest)*
        }
    };

    (@fields $meta:tt $name:ident { $($all:tt)* } $required:tt { $($given:tt)* }
        $(#[$doc:meta])* list $field:ident: $type:ty, $($rest:tt)*) => {
        $crate::table::declare::table! {
            @fields $meta $name { $($all)* $(#[$doc])* $field: &'a [$type], } $required
            { $($given)* $field: &'a [$type], &[], $field; } $($rest)*
        }
    };

    (@fields $meta:tt $name:ident { $($all:tt)* } $required:tt { $($given:tt)* }
        $(#[$doc:meta])* flag $field:ident: bool, $($rest:tt)*) => {
        $crate::table::declare::table! {
            @fields $meta $name { $($all)* $(#[$doc])* $field: bool, } $required
            { $($given)* $field: bool, false, $field; } $($rest)*
        }
    };

    (@fields $meta:tt $name:ident { $($all:tt)* } $required:tt { $($given:tt)* }
        $(#[$doc:meta])* default $field:ident: $type:ty = $value:expr, $($rest:tt)*) => {
        $crate::table::declare::table! {
            @fields $meta $name { $($all)* $(#[$doc])* $field: $type, } $required
            { $($given)* $field: $type, $value, $field; } $($rest)*
        }
    };

    (@fields $meta:tt $name:ident { $($all:tt)* } { $($required:tt)* } $given:tt
        $(#[$doc:meta])* $field:ident: $type:ty, $($rest:tt)*) => {
        $crate::table::declare::table! {
            @fields $meta $name { $($all)* $(#[$doc])* $field: $type, } { $($required)* $field: $type, } $given
            $($rest)*
        }
    };

    (@fields { $($meta:tt)* } $name:ident
        { $($(#[$doc:meta])* $field:ident: $type:ty,)* }
        { $($required:ident: $required_type:ty,)* }
        { $($given:ident: $given_type:ty, $default:expr, $stored:expr;)* }
    ) => {
        $($meta)*
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct $name<'a> {
            $($(#[$doc])* pub $field: $type,)*
        }

        // The generator makes values of what it has read. For programs all data is static, and it saves the compiler
        // a quarter of its time not to find out a lifetime for each call.
        #[cfg(feature = "codegen")]
        $crate::table::declare::table! { @constructors (<'a>) 'a $name
            { $($required: $required_type,)* } { $($given: $given_type, $default, $stored;)* } }
        #[cfg(not(feature = "codegen"))]
        $crate::table::declare::table! { @constructors () 'static $name
            { $($required: $required_type,)* } { $($given: $given_type, $default, $stored;)* } }

        #[cfg(feature = "codegen")]
        impl crate::emit::Emit for $name<'_> {
            fn emit(&self, to: &mut dyn crate::emit::Emitter) {
                let fields: [Option<(&str, &dyn crate::emit::Emit)>; _] =
                    [$(crate::emit::field(stringify!($given), &self.$given),)*];
                let fields: alloc::vec::Vec<_> = fields.into_iter().flatten().collect();
                to.call(stringify!($name), "new", &[$(&self.$required,)*], &fields);
            }

            fn given(&self) -> Option<&dyn crate::emit::Emit> {
                Some(self)
            }
        }
    };

    (@constructors ($($generics:tt)*) $life:lifetime $name:ident
        { $($required:ident: $required_type:ty,)* }
        { $($given:ident: $given_type:ty, $default:expr, $stored:expr;)* }
    ) => {
        #[allow(non_camel_case_types)]
        const _: () = {
            // The types of the fields by their names, as they are for any lifetime.
            $(type $required<'a> = $required_type;)*
            $(type $given<'a> = $given_type;)*

            #[doc(hidden)]
            impl $($generics)* $name<$life> {
                /// A value with nothing but what it has to have, however much that is.
                #[must_use]
                #[allow(clippy::new_without_default, clippy::too_many_arguments)]
                pub const fn new($($required: $required<$life>,)*) -> Self {
                    $(let $given = $default;)*
                    Self { $($required,)* $($given,)* }
                }

                $(
                    #[must_use]
                    pub const fn $given(mut self, $given: $given<$life>) -> Self {
                        self.$given = $stored;
                        self
                    }
                )*
            }
        };
    };
}

/// Writes an enum as its variants, each without a field or with one; `without` names the variant that is left out
/// where it may be.
macro_rules! emit_enum {
    ($name:ident $(without $default:ident)?: $($variant:ident $(($value:ident))?),+) => {
        #[cfg(feature = "codegen")]
        impl crate::emit::Emit for $name<'_> {
            fn emit(&self, to: &mut dyn crate::emit::Emitter) {
                match self {
                    $(Self::$default => to.call(stringify!($name), stringify!($default), &[], &[]),)?
                    $(Self::$variant $(($value))? => {
                        to.call(stringify!($name), stringify!($variant), &[$($value)?], &[]);
                    })+
                }
            }

            fn given(&self) -> Option<&dyn crate::emit::Emit> {
                match self {
                    $(Self::$default => None,)?
                    _ => Some(self),
                }
            }
        }
    };
}

pub(crate) use emit_enum;

pub(crate) use table;
