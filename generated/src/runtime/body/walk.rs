//! Goes through a body once and keeps the values at the places of a plan.

use core::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::captures::Captures;
use super::items::{Items, Shadowed};
use super::plan::{ERRORS, List, NONE, Plan, ROOT};
use super::skip::Skip;
use crate::runtime::facts::Facts;
use crate::runtime::item::ListPath;
use crate::runtime::response::Response;
use crate::runtime::table::Table;
use crate::runtime::value::Value;

/// What a walk needs to know.
#[derive(Clone, Copy)]
pub(in crate::runtime) struct Context<'c, 'a> {
    pub(in crate::runtime) table: &'a Table<'a>,
    pub(in crate::runtime) plan: &'c Plan<'a>,
    pub(in crate::runtime) response: &'c Response<'a>,
}

/// How much is wanted of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::runtime) enum Extent {
    /// The error of the whole, the first where there is a list of them.
    First,
    /// All errors of a list, and those of items.
    All,
}

/// An item of a list that carries an error of its own.
pub(in crate::runtime) struct Found<'a> {
    pub(in crate::runtime) list: ListPath,
    pub(in crate::runtime) index: usize,
    pub(in crate::runtime) facts: Facts<'a>,
}

/// What a body says.
pub(in crate::runtime) struct Finding<'a> {
    /// The body.
    pub(in crate::runtime) json: &'a str,
    pub(in crate::runtime) captures: Captures<'a>,
    pub(in crate::runtime) items: Items<'a>,
}

/// Reads a body; `None` where it is not JSON from its first byte to its last.
pub(in crate::runtime) fn read<'a>(context: Context<'_, 'a>, extent: Extent) -> Option<Finding<'a>> {
    let bytes = context.response.body_bytes();
    if bytes.is_empty() {
        return None;
    }
    let json = core::str::from_utf8(bytes).ok()?;
    let mut walk = Walk { context, extent, captures: Captures::new(), items: Items::default() };
    let mut deserializer = serde_json::Deserializer::from_str(json);
    Step { walk: &mut walk, node: ROOT }.deserialize(&mut deserializer).ok()?;
    deserializer.end().ok()?;
    Some(Finding { json, captures: walk.captures, items: walk.items })
}

pub(super) struct Walk<'c, 'a> {
    pub(super) context: Context<'c, 'a>,
    extent: Extent,
    pub(super) captures: Captures<'a>,
    pub(super) items: Items<'a>,
}

impl<'a> Walk<'_, 'a> {
    /// Whether items can be anywhere, so that nothing may be passed over.
    const fn searches(&self) -> bool {
        matches!(self.extent, Extent::All) && self.context.plan.any_list()
    }
}

/// The next value, and which node of the plan it is at.
struct Step<'w, 'c, 'a> {
    walk: &'w mut Walk<'c, 'a>,
    node: u8,
}

impl<'a> Step<'_, '_, 'a> {
    fn store(self, value: Value<'a>) -> Kind {
        let kind = if matches!(value, Value::Null) { Kind::Null } else { Kind::Other };
        self.walk.captures.store(self.walk.context.plan.node(self.node), value);
        kind
    }
}

/// Whether a value was `null`, which in a list of errors is none.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Null,
    Other,
}

impl<'de> DeserializeSeed<'de> for Step<'_, '_, 'de> {
    type Value = Kind;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Kind, D::Error> {
        if self.node == NONE && !self.walk.searches() {
            return Skip::VALUE.deserialize(deserializer).map(|()| Kind::Other);
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Step<'_, '_, 'de> {
    type Value = Kind;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E: Error>(self) -> Result<Kind, E> {
        Ok(self.store(Value::Null))
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Kind, E> {
        Ok(self.store(Value::Bool(flag)))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Kind, E> {
        Ok(self.store(Value::Negative(number)))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Kind, E> {
        Ok(self.store(Value::Natural(number)))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Kind, E> {
        Ok(self.store(Value::Float(number)))
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Kind, E> {
        Ok(self.store(Value::Text(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Kind, E> {
        // Only texts with escapes come here; one that nobody wants is not copied.
        if self.walk.context.plan.node(self.node).slots == 0 {
            return Ok(Kind::Other);
        }
        Ok(self.store(Value::Unescaped(text.into())))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Kind, A::Error> {
        let Self { walk, node } = self;
        let plan = walk.context.plan;
        walk.captures.store(plan.node(node), Value::Parts);
        let mut shadowed = Shadowed::default();
        let outside = walk.items.path_length();
        while let Some(child) = object.next_key_seed(Key { walk, node })? {
            walk.captures.forget(plan.node(child).subtree);
            if walk.extent == Extent::All {
                shadowed.enter(&mut walk.items, outside);
            }
            object.next_value_seed(Step { walk, node: child })?;
            if walk.extent == Extent::All {
                shadowed.leave(&mut walk.items, outside);
            }
        }
        Ok(Kind::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Kind, A::Error> {
        let Self { walk, node } = self;
        let plan = walk.context.plan;
        walk.captures.store(plan.node(node), Value::Parts);
        match (plan.node(node).list, walk.extent) {
            (Some(List::Errors), Extent::First) => first_error(walk, list)?,
            (Some(List::Errors), Extent::All) => all_errors(walk, list)?,
            (Some(List::Items), Extent::All) => elements(walk, node, list)?,
            (None, Extent::All) if plan.any_list() => elements(walk, node, list)?,
            _ => indexed(walk, node, list)?,
        }
        Ok(Kind::Other)
    }
}

/// A member's name, as the child of the node that it leads to.
struct Key<'w, 'c, 'a> {
    walk: &'w mut Walk<'c, 'a>,
    node: u8,
}

impl<'de> DeserializeSeed<'de> for Key<'_, '_, 'de> {
    type Value = u8;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<u8, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_, '_, '_> {
    type Value = u8;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member's name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<u8, E> {
        if self.walk.extent == Extent::All {
            self.walk.items.push_segment(name);
        }
        Ok(self.walk.context.plan.child(self.node, name))
    }
}

/// The elements of a list to which the plan may point by their index.
fn indexed<'de, A: SeqAccess<'de>>(walk: &mut Walk<'_, 'de>, node: u8, mut list: A) -> Result<(), A::Error> {
    let plan = walk.context.plan;
    if plan.has_children(node) {
        let mut index = 0;
        let mut child = plan.element(node, index);
        while list.next_element_seed(Step { walk, node: child })?.is_some() {
            index += 1;
            child = plan.element(node, index);
        }
    }
    while list.next_element_seed(Skip::VALUE)?.is_some() {}
    Ok(())
}

/// Reads the first error of a list, and passes over the others.
fn first_error<'de, A: SeqAccess<'de>>(walk: &mut Walk<'_, 'de>, mut list: A) -> Result<(), A::Error> {
    let mut index = 0;
    while let Some(kind) = list.next_element_seed(Step { walk, node: ERRORS })? {
        if kind != Kind::Null {
            walk.captures.found_error(index);
            break;
        }
        index += 1;
    }
    while list.next_element_seed(Skip::VALUE)?.is_some() {}
    Ok(())
}

/// Reads all errors of a list.
fn all_errors<'de, A: SeqAccess<'de>>(walk: &mut Walk<'_, 'de>, mut list: A) -> Result<(), A::Error> {
    let Context { table, plan, response } = walk.context;
    let mut index = 0;
    while let Some(kind) = list.next_element_seed(Step { walk, node: ERRORS })? {
        if kind != Kind::Null {
            let facts = walk.captures.facts(table, response);
            walk.captures.errors.push((index, facts));
            walk.captures.found_error(index);
        }
        walk.captures.forget(plan.node(ERRORS).subtree);
        index += 1;
    }
    Ok(())
}

/// Reads a list whose elements may carry envelopes of their own.
fn elements<'de, A: SeqAccess<'de>>(walk: &mut Walk<'_, 'de>, node: u8, mut list: A) -> Result<(), A::Error> {
    let mut index = 0;
    loop {
        let child = walk.context.plan.element(node, index);
        let element = Element { walk, index, child };
        if list.next_element_seed(element)?.is_none() {
            return Ok(());
        }
        index += 1;
    }
}

/// An element that may carry an envelope, unless the plan points at it by its index.
struct Element<'w, 'c, 'a> {
    walk: &'w mut Walk<'c, 'a>,
    index: usize,
    child: u8,
}

impl<'de> DeserializeSeed<'de> for Element<'_, '_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let Self { walk, index, child } = self;
        let outside = walk.items.path_length();
        walk.items.push_index(index);
        if child != NONE || walk.items.is_deep() {
            Step { walk, node: child }.deserialize(deserializer)?;
            walk.items.shorten_path(outside);
            return Ok(());
        }
        let around = core::mem::replace(&mut walk.captures, Captures::new());
        walk.items.descend();
        Step { walk, node: ROOT }.deserialize(deserializer)?;
        walk.items.ascend();
        walk.items.shorten_path(outside);
        let inside = core::mem::replace(&mut walk.captures, around);
        walk.items.add(walk.context, index, inside);
        Ok(())
    }
}
