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
        at_index(walk, index, |walk| walk.value(child))?;
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
        at_index(walk, index, |walk| walk.value(ERRORS))?;
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

/// Reads all errors of a list, each with captures of its own: what one error has is not kept for the others.
pub(super) fn all_errors<'a, X: Extent<'a>>(walk: &mut Walk<'_, 'a, X>) -> Option<()> {
    let mut index = 0;
    loop {
        let mut captures = Captures::new();
        let error = at_index(walk, index, |walk| apart(walk, ERRORS, Scope::Whole, &mut captures))?;
        if !error.is_null {
            walk.element.get_or_insert(index);
            if let Some(items) = walk.extent.items() {
                items.errors.push(Listed { index, json: error.json, captures });
            }
        }
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
        at_index(walk, index, |walk| match is_looked_at {
            true => item(walk, &mut path, index),
            false => walk.value(child),
        })?;
        if !walk.cursor.goes_on(b']')? {
            return Some(());
        }
        index += 1;
    }
}

/// Reads an element that may carry an envelope of its own.
fn item<'a, X: Extent<'a>>(walk: &mut Walk<'_, 'a, X>, path: &mut Shared, index: usize) -> Option<()> {
    if let Some(items) = walk.extent.items() {
        items.enter();
    }
    let mut captures = Captures::new();
    let Apart { json, element, .. } = apart(walk, ROOT, Scope::Element, &mut captures)?;
    if let Some(items) = walk.extent.items() {
        items.leave();
        items.add(walk.source, path, Listed { index, json, captures }, element);
    }
    Some(())
}

/// Reads an element, with its index in the path meanwhile.
#[inline]
fn at_index<'c, 'a, X: Extent<'a>, T>(
    walk: &mut Walk<'c, 'a, X>,
    index: usize,
    read: impl FnOnce(&mut Walk<'c, 'a, X>) -> Option<T>,
) -> Option<T> {
    let outside = walk.extent.items().map(|items| items.push_index(index));
    let element = read(walk)?;
    if let (Some(items), Some(outside)) = (walk.extent.items(), outside) {
        items.back_to(outside);
    }
    Some(element)
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

/// What was found in an element with captures of its own, beyond what was captured.
struct Apart<'a> {
    /// The element itself: its verdict keeps it, so asking for something in it later does not go through the
    /// whole body again.
    json: &'a str,
    /// The index of the first error of its list of errors.
    element: Option<usize>,
    /// Whether it is `null` in a list of errors, and so none.
    is_null: bool,
}

/// Reads an element, which is at this node, into captures of its own.
fn apart<'a, X: Extent<'a>>(
    walk: &mut Walk<'_, 'a, X>,
    node: u8,
    scope: Scope,
    captures: &mut Captures<'a>,
) -> Option<Apart<'a>> {
    walk.cursor.peek()?;
    let (source, start) = (walk.source, walk.cursor);
    source.capture_headers(scope, captures);
    let mut own = Walk::new(source, start, captures, &mut *walk.extent);
    own.depth = walk.depth;
    own.value(node)?;
    let (end, element, is_null) = (own.cursor, own.element, own.is_null);
    walk.cursor = end;
    Some(Apart { json: start.up_to(end)?, element, is_null })
}
