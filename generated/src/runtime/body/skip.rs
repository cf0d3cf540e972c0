//! Passes over a value that nobody asked for.
//!
//! serde_json itself passes over nested lists and objects with a list of the open brackets on the heap:
//! fast, and safe from nesting that would overflow the stack, but it allocates. So the first values of
//! a short body are passed over by recursion, which is all of them in most errors, and the rest by
//! serde_json, as are all of a long one.

use core::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// Passes over one value, by recursion for as many values as the budget has.
pub(super) struct Skip<'b> {
    pub(super) budget: &'b mut u8,
}

impl Skip<'_> {
    /// How many values of a body are passed over by recursion. It also limits how deep that goes.
    pub(super) const BUDGET: u8 = 16;

    const fn next(&mut self) -> Skip<'_> {
        Skip { budget: self.budget }
    }
}

impl<'de> DeserializeSeed<'de> for Skip<'_> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let Some(left) = self.budget.checked_sub(1) else {
            return deserializer.deserialize_ignored_any(IgnoredAny).map(drop);
        };
        *self.budget = left;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Skip<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(self.next())?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut object: A) -> Result<(), A::Error> {
        while object.next_key::<IgnoredAny>()?.is_some() {
            object.next_value_seed(self.next())?;
        }
        Ok(())
    }
}
