//! The lists of a body: of errors, of items, and those into which a place points.
//!
//! Each is read from its first element on, of which it is known that it has one.

use core::mem;

use super::items::{Listed, Shared};
use super::walk::{Extent, Walk};
use crate::runtime::captures::Captures;
use crate::runtime::facts::Scope;
use crate::runtime::plan::{ERRORS, NONE, ROOT};

/// The elements of a list to which the plan may point by their index.
pub(super) fn indexed<'a, X: Extent<'a>>(walk: &mut Walk<'_, 'a, X>, node: u8) -> Option<()> {
    let plan = walk.plan;
    if !plan.has_children(node) {
        return rest(walk);
    }
    let mut index = 0;
    loop {
        let child = plan.element(node, index);
        let outside = walk.extent.items().map(|items| items.push_index(index));
        walk.value(child)?;
        if let (Some(items), Some(outside)) = (walk.extent.items(), outside) {
            items.back_to(outside);
        }
        if !walk.cursor.goes_on(b']')? {
            return Some(());
        }
        index += 1;
    }
}

/// Reads the first error of a list, and passes over the others.
pub(super) fn first_error<'a, X: Extent<'a>>(walk: &mut Walk<'_, 'a, X>) -> Option<()> {
    let mut index = 0;
    loop {
        walk.value(ERRORS)?;
        let is_error = !mem::take(&mut walk.is_null);
        if is_error {
            walk.element = Some(index);
        }
        if !walk.cursor.goes_on(b']')? {
            return Some(());
        }
        if is_error {
            return rest(walk);
        }
        index += 1;
    }
}

/// Reads all errors of a list.
pub(super) fn all_errors<'a, X: Extent<'a>>(walk: &mut Walk<'_, 'a, X>) -> Option<()> {
    let own_slots = walk.plan.node(ERRORS).subtree;
    let mut index = 0;
    loop {
        walk.cursor.peek()?;
        let start = walk.cursor;
        walk.value(ERRORS)?;
        if !mem::take(&mut walk.is_null) {
            walk.finish();
            walk.element.get_or_insert(index);
            let json = start.up_to(walk.cursor)?;
            if let Some(items) = walk.extent.items() {
                items.errors.push(Listed { index, json, captures: walk.captures.clone() });
            }
        }
        walk.captures.forget(own_slots);
        if !walk.cursor.goes_on(b']')? {
            return Some(());
        }
        index += 1;
    }
}

/// Reads a list whose elements may carry envelopes of their own.
pub(super) fn items<'a, X: Extent<'a>>(walk: &mut Walk<'_, 'a, X>, node: u8) -> Option<()> {
    let mut index = 0;
    let mut path = None;
    loop {
        let child = walk.plan.element(node, index);
        let is_looked_at = child == NONE && walk.extent.items().is_some_and(|items| !items.is_deep());
        let outside = walk.extent.items().map(|items| items.enter(index));
        if is_looked_at {
            envelope(walk, &mut path, index)?;
        } else {
            walk.value(child)?;
        }
        if let (Some(items), Some(outside)) = (walk.extent.items(), outside) {
            items.leave(outside);
        }
        if !walk.cursor.goes_on(b']')? {
            return Some(());
        }
        index += 1;
    }
}

/// Passes over the rest of a list.
fn rest<'a, X: Extent<'a>>(walk: &mut Walk<'_, 'a, X>) -> Option<()> {
    loop {
        walk.cursor.skip()?;
        if !walk.cursor.goes_on(b']')? {
            return Some(());
        }
    }
}

/// Reads an element with captures of its own.
///
/// Its verdict keeps the element's own JSON: so asking for something in it later does not go through the
/// whole body again.
fn envelope<'a, X: Extent<'a>>(walk: &mut Walk<'_, 'a, X>, path: &mut Shared, index: usize) -> Option<()> {
    walk.cursor.peek()?;
    let (source, start) = (walk.source, walk.cursor);
    let mut captures = Captures::new();
    source.capture_headers(Scope::Element, &mut captures);
    let mut own = Walk::new(source, start, &mut captures, &mut *walk.extent);
    own.depth = walk.depth;
    own.value(ROOT)?;
    own.finish();
    let (end, has_element) = (own.cursor, own.element.is_some());
    walk.cursor = end;
    let json = start.up_to(end)?;
    if let Some(items) = walk.extent.items() {
        items.add(source, path, Listed { index, json, captures }, has_element);
    }
    Some(())
}
