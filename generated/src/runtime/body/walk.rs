//! Goes through a body once and keeps the values at the places of a plan.

use core::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::careful;
use super::items::{Items, Shadowed};
use super::lists;
use super::skip::Skip;
use crate::runtime::captures::Captures;
use crate::runtime::facts::Source;
use crate::runtime::plan::{ELEMENT, ERRORS, List, NONE, Plan, ROOT};
use crate::runtime::value::Value;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Up to here a body is seen to be UTF-8 before it is read, so that its texts need not be looked at one by
/// one. A longer one is nearly always a success, of which most is passed over: its texts are looked at
/// as they are read, and the rest only if there is an error.
const SHORT: usize = 1024;

/// Reads a body into captures and gives it; `None` where it is not JSON from its first byte to its last,
/// but for the texts of a long body, which may be in another encoding than UTF-8.
#[inline]
pub(in crate::runtime) fn read<'a, X: Extent<'a>>(
    source: &Source<'_, 'a>,
    captures: &mut Captures<'a>,
    extent: &mut X,
) -> Option<Read<'a>> {
    let bytes = source.response.body_bytes();
    // Some servers put a byte order mark in front, which RFC 8259, 8.1 lets a reader pass over.
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    // A page from a proxy is not looked at twice.
    let is_hopeless = X::IS_CAREFUL && !matches!(bytes.trim_ascii_start().first(), Some(b'{' | b'['));
    if bytes.is_empty() || is_hopeless {
        return None;
    }
    let plan = source.plan;
    let mut walk = Walk {
        source,
        plan,
        captures,
        extent,
        element: None,
        is_null: false,
        numbers: 0,
        budget: 0,
        depth: 0,
    };
    if bytes.len() > SHORT && !X::IS_CAREFUL {
        let element = walk.through(serde_json::Deserializer::from_slice(bytes))?;
        return Some(Read { text: None, bytes, element });
    }
    // What is passed over by recursion is read as if it were asked for.
    walk.budget = if X::IS_CAREFUL { 0 } else { Skip::BUDGET };
    let text = core::str::from_utf8(bytes).ok()?;
    let element = walk.through(serde_json::Deserializer::from_str(text))?;
    Some(Read { text: Some(text), bytes, element })
}

/// What reading a body gave, beyond what was captured.
pub(in crate::runtime) struct Read<'a> {
    bytes: &'a [u8],
    /// The same as a text, where it was looked at already whether it is one.
    text: Option<&'a str>,
    /// Which element of the list of errors was captured.
    pub(in crate::runtime) element: Option<usize>,
}

impl<'a> Read<'a> {
    /// The body; `None` where it is not UTF-8, and so not JSON.
    #[inline]
    pub(in crate::runtime) fn json(&self) -> Option<&'a str> {
        self.text.or_else(|| core::str::from_utf8(self.bytes).ok())
    }
}

/// How much is wanted of a body. A type, so that what is not wanted costs nothing.
pub(in crate::runtime) trait Extent<'a> {
    /// Whether what can't be read is passed over, value by value: see [`careful`].
    const IS_CAREFUL: bool = false;

    /// Where the items go, if all errors are wanted and not just the first.
    fn items(&mut self) -> Option<&mut Items<'a>>;
}

/// The error of the whole is wanted, the first where there is a list of them.
pub(in crate::runtime) struct First;

impl<'a> Extent<'a> for First {
    #[inline]
    fn items(&mut self) -> Option<&mut Items<'a>> {
        None
    }
}

/// The same, whatever else in the body can't be read.
pub(in crate::runtime) struct Careful<X>(pub(in crate::runtime) X);

impl<'a, X: Extent<'a>> Extent<'a> for Careful<X> {
    const IS_CAREFUL: bool = true;

    fn items(&mut self) -> Option<&mut Items<'a>> {
        self.0.items()
    }
}

/// All errors are wanted: each of a list, and those of items.
impl<'a> Extent<'a> for Items<'a> {
    #[inline]
    fn items(&mut self) -> Option<&mut Self> {
        Some(self)
    }
}

pub(super) struct Walk<'c, 'a, X> {
    pub(super) source: &'c Source<'c, 'a>,
    pub(super) plan: &'c Plan<'a>,
    pub(super) captures: &'c mut Captures<'a>,
    pub(super) extent: &'c mut X,
    /// The index of the first error of the list.
    pub(super) element: Option<usize>,
    /// Whether an element of the list of errors was `null`, which is none, since this was last set.
    pub(super) is_null: bool,
    /// The slots that got a number.
    pub(super) numbers: u32,
    /// How many values may still be passed over by recursion.
    pub(super) budget: u8,
    /// How deep a careful walk is.
    pub(super) depth: u8,
}

impl<'a, X: Extent<'a>> Walk<'_, 'a, X> {
    /// Reads a whole body, and gives which element of the list of errors was captured.
    #[inline]
    fn through<R: serde_json::de::Read<'a>>(
        mut self,
        mut deserializer: serde_json::Deserializer<R>,
    ) -> Option<Option<usize>> {
        Step { walk: &mut self, node: ROOT }.deserialize(&mut deserializer).ok()?;
        deserializer.end().ok()?;
        Some(self.finish())
    }

    /// Called once the whole envelope was read; gives which element of the list of errors was captured.
    #[inline]
    pub(super) fn finish(&mut self) -> Option<usize> {
        let slots = match self.numbers {
            0 => 0,
            numbers => numbers & self.plan.fields.texts(),
        };
        if slots != 0 {
            self.captures.print_numbers(slots);
        }
        self.element
    }

    /// Forgets what an earlier member of the same name had: of equal members the last counts.
    #[inline]
    fn forget(&mut self, subtree: u32) {
        self.captures.forget(subtree);
        if subtree & ELEMENT != 0 {
            self.element = None;
            if let Some(items) = self.extent.items().filter(|items| !items.is_inside()) {
                items.errors.clear();
            }
        }
    }
}

/// The next value, and which node of the plan it is at.
pub(super) struct Step<'w, 'c, 'a, X> {
    pub(super) walk: &'w mut Walk<'c, 'a, X>,
    pub(super) node: u8,
}

impl<'a, X: Extent<'a>> Step<'_, '_, 'a, X> {
    #[inline(always)]
    fn store(self, value: Value<'a>) {
        let slots = self.walk.plan.node(self.node).slots;
        self.walk.captures.store(slots, value);
    }

    #[inline]
    fn store_number(self, value: Value<'a>) {
        self.walk.numbers |= self.walk.plan.node(self.node).slots;
        self.store(value);
    }

    /// Whether nothing in the value matters.
    #[inline]
    pub(super) fn is_skipped(&mut self) -> bool {
        self.node == NONE && !(self.walk.plan.any_list && self.walk.extent.items().is_some())
    }
}

impl<'de, X: Extent<'de>> DeserializeSeed<'de> for Step<'_, '_, 'de, X> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(mut self, deserializer: D) -> Result<(), D::Error> {
        if X::IS_CAREFUL {
            return careful::read(self, deserializer);
        }
        if self.is_skipped() {
            return Skip { budget: &mut self.walk.budget }.deserialize(deserializer);
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de, X: Extent<'de>> Visitor<'de> for Step<'_, '_, 'de, X> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    #[inline]
    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.walk.is_null |= self.node == ERRORS;
        self.store(Value::Null);
        Ok(())
    }

    #[inline]
    fn visit_bool<E: Error>(self, flag: bool) -> Result<(), E> {
        self.store(Value::Bool(flag));
        Ok(())
    }

    #[inline]
    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        self.store_number(Value::Negative(number));
        Ok(())
    }

    #[inline]
    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        self.store_number(Value::Natural(number));
        Ok(())
    }

    #[inline]
    fn visit_f64<E: Error>(self, number: f64) -> Result<(), E> {
        self.store_number(Value::Float(number));
        Ok(())
    }

    #[inline(always)]
    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<(), E> {
        self.store(Value::Text(text));
        Ok(())
    }

    /// Only texts with escapes come here.
    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        let slots = self.walk.plan.node(self.node).slots;
        self.walk.captures.store_owned(slots, text.into());
        Ok(())
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        let Self { walk, node } = self;
        let plan = walk.plan;
        walk.captures.store(plan.node(node).slots, Value::Parts);
        let mut shadowed = walk.extent.items().map(|items| Shadowed::new(items));
        let mut expected = plan.first_child(node);
        while let Some(child) = object.next_key_seed(Key { walk, node, expected })? {
            if child != NONE {
                expected = plan.next_sibling(child);
                walk.forget(plan.node(child).subtree);
            }
            if let (Some(shadowed), Some(items)) = (&mut shadowed, walk.extent.items()) {
                shadowed.enter(items);
            }
            object.next_value_seed(Step { walk, node: child })?;
            if let (Some(shadowed), Some(items)) = (&mut shadowed, walk.extent.items()) {
                shadowed.leave(items);
            }
        }
        Ok(())
    }

    #[inline]
    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<(), A::Error> {
        let Self { walk, node } = self;
        let plan = walk.plan;
        walk.captures.store(plan.node(node).slots, Value::Parts);
        let items = walk.extent.items();
        let (all, inside) = (items.is_some(), items.is_some_and(|items| items.is_inside()));
        match plan.node(node).list {
            // An item is judged once, by the first of its errors.
            Some(List::Errors) if all && !inside => lists::all_errors(walk, list),
            Some(List::Errors) => lists::first_error(walk, list),
            Some(List::Items) if all => lists::items(walk, node, list),
            None if all && plan.any_list => lists::items(walk, node, list),
            _ => lists::indexed(walk, node, list),
        }
    }
}

/// A member's name, as the child of the node that it leads to.
pub(super) struct Key<'w, 'c, 'a, X> {
    walk: &'w mut Walk<'c, 'a, X>,
    node: u8,
    /// The child that most likely has this name.
    expected: u8,
}

impl<X> Key<'_, '_, '_, X> {
    /// Goes on to a member whose name can't be read, by what stands there instead.
    pub(super) fn unreadable<'de>(self, json: &str)
    where
        X: Extent<'de>,
    {
        if let Some(items) = self.walk.extent.items() {
            items.push_segment(json);
        }
    }
}

impl<'de, X: Extent<'de>> DeserializeSeed<'de> for Key<'_, '_, 'de, X> {
    type Value = u8;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<u8, D::Error> {
        if X::IS_CAREFUL {
            return careful::key(self, deserializer);
        }
        deserializer.deserialize_str(self)
    }
}

impl<'de, X: Extent<'de>> Visitor<'de> for Key<'_, '_, 'de, X> {
    type Value = u8;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member's name")
    }

    #[inline]
    fn visit_str<E: Error>(self, name: &str) -> Result<u8, E> {
        if let Some(items) = self.walk.extent.items() {
            items.push_segment(name);
        }
        Ok(self.walk.plan.child(self.node, self.expected, name))
    }
}
