//! How the values of a table are written down as Rust, for the generator alone.
//!
//! The declaration of a table's types gives each of them an [`Emit`], so that a new field is written down
//! without further code. How the text looks is for the [`Emitter`] to decide.

use core::fmt;
use core::time::Duration;

/// A value that can be written as a Rust expression.
pub trait Emit {
    /// Writes the expression.
    fn emit(&self, to: &mut dyn Emitter);

    /// What stands where a field with this value may be left out; `None` where it is left out.
    fn given(&self) -> Option<&dyn Emit>;
}

/// A writer of Rust expressions; the types are those of [`table`](crate::table).
pub trait Emitter {
    /// A string literal.
    fn text(&mut self, text: &str);

    /// A number, `true` or `false`.
    fn literal(&mut self, literal: fmt::Arguments<'_>);

    /// A duration.
    fn duration(&mut self, duration: Duration);

    /// A variant or an associated function with its arguments, if it has any, and then of a method for each optional field that is given.
    fn call(&mut self, of: &str, function: &str, arguments: &[&dyn Emit], fields: &[(&str, &dyn Emit)]);

    /// A reference to an array.
    fn slice(&mut self, items: &mut dyn Iterator<Item = &dyn Emit>);

    /// A tuple.
    fn tuple(&mut self, items: &[&dyn Emit]);
}

impl Emit for &str {
    fn emit(&self, to: &mut dyn Emitter) {
        to.text(self);
    }

    fn given(&self) -> Option<&dyn Emit> {
        Some(self)
    }
}

impl Emit for bool {
    fn emit(&self, to: &mut dyn Emitter) {
        to.literal(format_args!("{self}"));
    }

    fn given(&self) -> Option<&dyn Emit> {
        self.then_some(self as &dyn Emit)
    }
}

impl Emit for Duration {
    fn emit(&self, to: &mut dyn Emitter) {
        to.duration(*self);
    }

    fn given(&self) -> Option<&dyn Emit> {
        Some(self)
    }
}

macro_rules! numbers {
    ($($number:ty)+) => {$(
        impl Emit for $number {
            fn emit(&self, to: &mut dyn Emitter) {
                to.literal(format_args!("{self}"));
            }

            fn given(&self) -> Option<&dyn Emit> {
                Some(self)
            }
        }
    )+};
}

numbers! { u8 u16 u32 i64 }

/// A set of slots, which is left out where it is empty.
impl Emit for u64 {
    fn emit(&self, to: &mut dyn Emitter) {
        to.literal(format_args!("{self}"));
    }

    fn given(&self) -> Option<&dyn Emit> {
        (*self != 0).then_some(self as &dyn Emit)
    }
}

impl<T: Emit> Emit for &[T] {
    fn emit(&self, to: &mut dyn Emitter) {
        to.slice(&mut self.iter().map(|item| item as &dyn Emit));
    }

    fn given(&self) -> Option<&dyn Emit> {
        (!self.is_empty()).then_some(self as &dyn Emit)
    }
}

impl<A: Emit, B: Emit> Emit for (A, B) {
    fn emit(&self, to: &mut dyn Emitter) {
        to.tuple(&[&self.0, &self.1]);
    }

    fn given(&self) -> Option<&dyn Emit> {
        Some(self)
    }
}

impl<T: Emit> Emit for Option<T> {
    /// Only what is given is written: the field of an absent value is left out.
    fn emit(&self, to: &mut dyn Emitter) {
        if let Some(value) = self {
            value.emit(to);
        }
    }

    fn given(&self) -> Option<&dyn Emit> {
        self.as_ref().map(|value| value as &dyn Emit)
    }
}

/// An optional field's name and value, where it is given.
pub(crate) fn field<'e>(name: &'static str, value: &'e dyn Emit) -> Option<(&'static str, &'e dyn Emit)> {
    Some((name, value.given()?))
}
