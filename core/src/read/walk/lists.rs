//! The lists of a body: of errors, of items, and those into which a place points.
//!
//! Each is read from its first element on, of which it is known that it has one.

use core::mem;

use super::{Extent, Walk};
use crate::item::ListPath;
use crate::read::captures::Captures;
use crate::read::items::{Element, Items};
use crate::read::reading::Scope;
use crate::table::Node;

impl<'c, 'a, X: Extent<'a>> Walk<'c, 'a, X> {
    /// The elements of a list to which the plan may point by their index.
    pub(super) fn indexed(&mut self, node: &'a Node<'a>) -> Option<()> {
        let plan = self.plan;
        if !plan.has_children(node) {
            return self.rest();
        }
        let mut index = 0;
        loop {
            let child = plan.element(node, index);
            self.at_index(index, |walk| walk.value(child))?;
            if !self.cursor.goes_on(b']')? {
                return Some(());
            }
            index += 1;
        }
    }

    /// Reads the first error of a list, and passes over the others.
    pub(super) fn first_error(&mut self) -> Option<()> {
        let node = self.plan.errors();
        let mut index = 0;
        loop {
            self.at_index(index, |walk| walk.at_node(node))?;
            let is_error = !mem::take(&mut self.is_null);
            if is_error {
                self.element = Some(index);
            }
            if !self.cursor.goes_on(b']')? {
                return Some(());
            }
            if is_error {
                return self.rest();
            }
            index += 1;
        }
    }

    /// Reads all errors of a list, each with captures of its own: what one error has is not kept for the others.
    pub(super) fn all_errors(&mut self) -> Option<()> {
        let node = self.plan.errors();
        let mut index = 0;
        // Where the list is if it may be at several places.
        let mut path = None;
        loop {
            let mut captures = Captures::new();
            let error = self.at_index(index, |walk| walk.apart(node, Scope::Whole, &mut captures))?;
            if !error.is_null {
                self.element.get_or_insert(index);
                let any_errors = self.plan.any_errors;
                if let Some(items) = self.extent.items() {
                    let list = |items: &Items<'a>| {
                        if any_errors { ListPath::At(items.shared(&mut path)) } else { ListPath::Errors }
                    };
                    items.add_error(list, index, error.json, captures);
                }
            }
            if !self.cursor.goes_on(b']')? {
                return Some(());
            }
            index += 1;
        }
    }

    /// Reads a list whose elements may carry envelopes of their own.
    pub(super) fn items(&mut self, node: &'a Node<'a>) -> Option<()> {
        let mut index = 0;
        let mut path = None;
        loop {
            let child = self.plan.element(node, index);
            let is_looked_at = child.is_none() && self.extent.items().is_some_and(|items| !items.is_deep());
            self.at_index(index, |walk| match is_looked_at {
                true => walk.item(index, |items| ListPath::At(items.shared_of_list(&mut path))),
                false => walk.value(child),
            })?;
            if !self.cursor.goes_on(b']')? {
                return Some(());
            }
            index += 1;
        }
    }

    /// Reads an object whose members may carry envelopes of their own, from its first member on.
    #[cold]
    pub(super) fn member_items(&mut self, node: &'a Node<'a>) -> Option<()> {
        let mut index = 0;
        loop {
            let outside = self.extent.items().map(|items| items.path_length());
            let mut cursor = self.cursor;
            let child = self.name(&mut cursor, node, None)?;
            self.cursor = cursor;
            let is_looked_at = child.is_none() && self.extent.items().is_some_and(|items| !items.is_deep());
            match is_looked_at {
                true => self.item(index, |items| ListPath::Member(items.shared(&mut None)))?,
                false => self.value(child)?,
            }
            if let (Some(items), Some(outside)) = (self.extent.items(), outside) {
                items.back_to(outside);
            }
            if !self.cursor.goes_on(b'}')? {
                return Some(());
            }
            index += 1;
        }
    }

    /// Reads an element that may carry an envelope of its own.
    fn item(&mut self, index: usize, list: impl FnOnce(&Items<'a>) -> ListPath) -> Option<()> {
        if let Some(items) = self.extent.items() {
            items.enter();
        }
        let mut captures = Captures::new();
        let Apart { json, element, .. } = self.apart(self.plan.root(), Scope::Element, &mut captures)?;
        if let Some(items) = self.extent.items() {
            items.leave();
            items.add(self.reading, list, Element { index, json, captures, element });
        }
        Some(())
    }

    /// Reads an element, with its index in the path meanwhile.
    #[inline]
    fn at_index<T>(&mut self, index: usize, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let outside = self.extent.items().map(|items| items.push_index(index));
        let element = read(self)?;
        if let (Some(items), Some(outside)) = (self.extent.items(), outside) {
            items.back_to(outside);
        }
        Some(element)
    }

    /// Passes over the rest of a list.
    fn rest(&mut self) -> Option<()> {
        loop {
            self.cursor.skip()?;
            if !self.cursor.goes_on(b']')? {
                return Some(());
            }
        }
    }

    /// Reads an element, which is at this node, into captures of its own.
    fn apart(&mut self, node: &'a Node<'a>, scope: Scope, captures: &mut Captures<'a>) -> Option<Apart<'a>> {
        self.cursor.peek()?;
        let (reading, start) = (self.reading, self.cursor);
        reading.capture_headers(scope, captures);
        let mut own = Walk::new(reading, start, captures, &mut *self.extent);
        own.depth = self.depth;
        own.at_node(node)?;
        let (end, element, is_null) = (own.cursor, own.element, own.is_null);
        self.cursor = end;
        reading.take_parts(captures);
        Some(Apart { json: start.up_to(end)?, element, is_null })
    }
}

/// What was found in an element with captures of its own, beyond what was captured.
struct Apart<'a> {
    /// The element itself: its verdict keeps it, so asking for something in it later does not go through the
    /// whole body again.
    json: &'a str,
    /// The index of the first error of its list of errors.
    element: Option<usize>,
    /// Whether it is `null` in a list of errors, and so not an error.
    is_null: bool,
}
