//! The lists of a body: of errors, of items, and those into which a place points.

use core::mem;

use serde::Deserialize as _;
use serde::de::{DeserializeSeed, Deserializer, Error, SeqAccess};
use serde_json::value::RawValue;

use super::items::{Listed, Shared};
use super::skip::Skip;
use super::walk::{Extent, Step, Walk};
use crate::runtime::captures::Captures;
use crate::runtime::facts::Scope;
use crate::runtime::plan::{ERRORS, NONE, ROOT};

/// The elements of a list to which the plan may point by their index.
pub(super) fn indexed<'de, X: Extent<'de>, A: SeqAccess<'de>>(
    walk: &mut Walk<'_, 'de, X>,
    node: u8,
    mut list: A,
) -> Result<(), A::Error> {
    let plan = walk.plan;
    let mut index = 0;
    while plan.has_children(node) {
        let child = plan.element(node, index);
        let outside = walk.extent.items().map(|items| items.push_index(index));
        let read = list.next_element_seed(Step { walk, node: child })?;
        if let (Some(items), Some(outside)) = (walk.extent.items(), outside) {
            items.back_to(outside);
        }
        if read.is_none() {
            return Ok(());
        }
        index += 1;
    }
    skip_rest(walk, list)
}

/// Reads the first error of a list, and passes over the others.
pub(super) fn first_error<'de, X: Extent<'de>, A: SeqAccess<'de>>(
    walk: &mut Walk<'_, 'de, X>,
    mut list: A,
) -> Result<(), A::Error> {
    let mut index = 0;
    while list.next_element_seed(Step { walk, node: ERRORS })?.is_some() {
        if !mem::take(&mut walk.is_null) {
            walk.element = Some(index);
            return skip_rest(walk, list);
        }
        index += 1;
    }
    Ok(())
}

/// Reads all errors of a list.
pub(super) fn all_errors<'de, X: Extent<'de>, A: SeqAccess<'de>>(
    walk: &mut Walk<'_, 'de, X>,
    mut list: A,
) -> Result<(), A::Error> {
    let own_slots = walk.plan.node(ERRORS).subtree;
    let mut index = 0;
    while let Some(error) = list.next_element::<&'de RawValue>()? {
        let json = error.get();
        again(json, Step { walk, node: ERRORS })?;
        if !mem::take(&mut walk.is_null) {
            walk.finish();
            walk.element.get_or_insert(index);
            if let Some(items) = walk.extent.items() {
                items.errors.push(Listed { index, json, captures: walk.captures.clone() });
            }
        }
        walk.captures.forget(own_slots);
        walk.numbers &= !own_slots;
        index += 1;
    }
    Ok(())
}

/// Reads a list whose elements may carry envelopes of their own.
pub(super) fn items<'de, X: Extent<'de>, A: SeqAccess<'de>>(
    walk: &mut Walk<'_, 'de, X>,
    node: u8,
    mut list: A,
) -> Result<(), A::Error> {
    let mut index = 0;
    let mut path = None;
    loop {
        let child = walk.plan.element(node, index);
        if list.next_element_seed(Item { walk, path: &mut path, index, child })?.is_none() {
            return Ok(());
        }
        index += 1;
    }
}

fn skip_rest<'de, X, A: SeqAccess<'de>>(walk: &mut Walk<'_, 'de, X>, mut list: A) -> Result<(), A::Error> {
    while list.next_element_seed(Skip { budget: &mut walk.budget })?.is_some() {}
    Ok(())
}

/// An element that may carry an envelope, unless the plan points at it by its index.
struct Item<'w, 'c, 'a, X> {
    walk: &'w mut Walk<'c, 'a, X>,
    /// The pointer to the list.
    path: &'w mut Shared,
    index: usize,
    child: u8,
}

impl<'de, X: Extent<'de>> DeserializeSeed<'de> for Item<'_, '_, 'de, X> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let Self { walk, path, index, child } = self;
        let is_looked_at = child == NONE && walk.extent.items().is_some_and(|items| !items.is_deep());
        let outside = walk.extent.items().map(|items| items.enter(index));
        if is_looked_at {
            envelope(walk, path, index, deserializer)?;
        } else {
            Step { walk, node: child }.deserialize(deserializer)?;
        }
        if let (Some(items), Some(outside)) = (walk.extent.items(), outside) {
            items.leave(outside);
        }
        Ok(())
    }
}

/// Reads an element with captures of its own.
///
/// It is passed over first and then read as a text of its own, which is what its verdict keeps: so asking
/// for something in it later does not go through the whole body again.
fn envelope<'de, X: Extent<'de>, D: Deserializer<'de>>(
    walk: &mut Walk<'_, 'de, X>,
    path: &mut Shared,
    index: usize,
    deserializer: D,
) -> Result<(), D::Error> {
    let json = <&RawValue>::deserialize(deserializer)?.get();
    let Walk { source, plan, ref mut extent, budget, depth, .. } = *walk;
    let mut captures = Captures::new();
    source.capture_headers(Scope::Element, &mut captures);
    let mut own = Walk {
        source,
        plan,
        captures: &mut captures,
        extent: *extent,
        element: None,
        is_null: false,
        numbers: 0,
        budget,
        depth,
    };
    again(json, Step { walk: &mut own, node: ROOT })?;
    let has_element = own.finish().is_some();
    walk.budget = own.budget;
    if let Some(items) = walk.extent.items() {
        items.add(source, path, Listed { index, json, captures }, has_element);
    }
    Ok(())
}

/// Reads a value that was passed over.
pub(super) fn again<'de, X: Extent<'de>, E: Error>(
    json: &'de str,
    step: Step<'_, '_, 'de, X>,
) -> Result<(), E> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    step.deserialize(&mut deserializer).map_err(E::custom)
}
