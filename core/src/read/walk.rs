//! Goes through a body once and keeps the values at the places of a plan.

mod lists;

use alloc::borrow::Cow;

use super::captures::Captures;
use super::items::{Items, Shadowed};
use super::passes::{self, Nature};
use super::reading::{Reading, Scope};
use super::value::Value;
use crate::body::without_mark;
use crate::json::cursor::{Cursor, Written};
use crate::json::number::Number;
use crate::json::text::text_of;
use crate::short_text::Headed;
use crate::table::{ELEMENT, List, Node, Plan};

/// Up to here a body is seen to be UTF-8 before it is read, so that its texts need not be looked at one by
/// one. A longer one is nearly always a success, of which most is passed over: its texts are looked at
/// as they are read, and the rest only if there is an error.
const SHORT: usize = 1024;

/// How deep a value may be that is looked at though no place is there; what is deeper is passed over.
const DEPTH: u8 = 128;

/// Reads a body into captures and gives it; `None` where it is not JSON from its first byte to its last,
/// but for the texts of a long body, which may be in another encoding than UTF-8.
///
/// A long body is read no further than to where it says that it is a success, if nothing that may follow makes it an
/// error.
#[inline]
pub(crate) fn read<'a, X: Extent<'a>>(
    reading: &Reading<'_, 'a>,
    captures: &mut Captures<'a>,
    extent: &mut X,
) -> Option<Read<'a>> {
    let bytes = without_mark(reading.response.body_bytes());
    let mut cursor = Cursor::of_bytes(bytes);
    cursor.begins_value().then_some(())?;
    let (text, cursor) = if bytes.len() > SHORT {
        (None, cursor)
    } else {
        let text = core::str::from_utf8(bytes).ok()?;
        (Some(text), Cursor::of_text(text))
    };
    let mut walk = Walk::new(reading, cursor, captures, extent);
    if text.is_none() && walk.extent.items().is_none() {
        walk.deciding = reading.deciding_tests();
    }
    let is_read = walk.at_node(reading.table.plan.root()).is_some() && walk.cursor.is_at_end();
    (is_read || walk.is_success).then_some(())?;
    let element = walk.element;
    reading.take_parts(captures);
    Some(Read { text, bytes, element })
}

/// What reading a body gave, beyond what was captured.
pub(crate) struct Read<'a> {
    bytes: &'a [u8],
    /// The same as a text, where it was looked at already whether it is one.
    text: Option<&'a str>,
    /// Which element of the list of errors was captured.
    pub(crate) element: Option<usize>,
}

impl<'a> Read<'a> {
    /// The body; `None` where it is not UTF-8, and so not JSON.
    #[inline]
    pub(crate) fn json(&self) -> Option<&'a str> {
        self.text.or_else(|| core::str::from_utf8(self.bytes).ok())
    }
}

/// How much is wanted of a body. A type, so that what is not wanted costs nothing.
pub(crate) trait Extent<'a> {
    /// Where the items go, if all errors are wanted and not just the first.
    fn items(&mut self) -> Option<&mut Items<'a>>;
}

/// The error of the whole is wanted, the first where there is a list of them.
pub(crate) struct First;

impl<'a> Extent<'a> for First {
    #[inline]
    fn items(&mut self) -> Option<&mut Items<'a>> {
        None
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
    pub(super) reading: &'c Reading<'c, 'a>,
    pub(super) plan: &'a Plan<'a>,
    pub(super) cursor: Cursor<'a>,
    pub(super) captures: &'c mut Captures<'a>,
    pub(super) extent: &'c mut X,
    /// The index of the first error of the list.
    pub(super) element: Option<usize>,
    /// Whether an element of the list of errors was `null`, which is none, since this was last set.
    pub(super) is_null: bool,
    /// How many values are around this one of those that no place leads to.
    pub(super) depth: u8,
    /// The slots of the tests, once all of which have a value it is decided whether this is a success; none where that
    /// is not asked before the end.
    deciding: u64,
    /// Whether this is a success, so that the rest was not read.
    is_success: bool,
}

impl<'c, 'a, X: Extent<'a>> Walk<'c, 'a, X> {
    #[inline]
    pub(super) fn new(
        reading: &'c Reading<'c, 'a>,
        cursor: Cursor<'a>,
        captures: &'c mut Captures<'a>,
        extent: &'c mut X,
    ) -> Self {
        let plan = &reading.table.plan;
        Self {
            reading,
            plan,
            cursor,
            captures,
            extent,
            element: None,
            is_null: false,
            depth: 0,
            deciding: 0,
            is_success: false,
        }
    }

    /// Reads the next value, to which a place leads if there is a node. `None` where it is not JSON.
    #[inline]
    pub(super) fn value(&mut self, node: Option<&'a Node<'a>>) -> Option<()> {
        match node {
            Some(node) if node.guard == 0 => self.at_node(node),
            Some(node) => self.guarded(node),
            None => self.beside(),
        }
    }

    /// Reads a member or an element in which values are meant only if it passes tests, which may come after them.
    #[cold]
    fn guarded(&mut self, node: &'a Node<'a>) -> Option<()> {
        let Some(guard) = self.plan.guards.get(usize::from(node.guard) - 1) else {
            return self.at_node(node);
        };
        let texts = self.plan.text_slots();
        let slots = guard.tests.iter().fold(0, |all, test| all | test.slots);
        let settled = self.captures.settled(slots, texts);
        self.at_node(node)?;
        for test in guard.tests {
            let value = self.captures.get(test.tested.into());
            if !passes::passes(test.test, value, self.captures.str(value)) {
                self.captures.clear(test.slots & !settled);
            }
        }
        self.captures.clear(guard.tested);
        Some(())
    }

    /// Reads the next value, to which no place leads: there may be items in it.
    #[inline]
    fn beside(&mut self) -> Option<()> {
        let is_looked_at = self.plan.any_list && self.extent.items().is_some() && self.depth < DEPTH;
        if !is_looked_at {
            return self.cursor.skip();
        }
        self.depth += 1;
        let read = self.at_node(Node::NOWHERE);
        self.depth -= 1;
        read
    }

    /// Reads the next value, which is at this node. `None` where it is not JSON.
    #[inline(always)]
    pub(super) fn at_node(&mut self, node: &'a Node<'a>) -> Option<()> {
        // Most values are texts.
        match self.cursor.peek()? {
            b'"' => {
                let text = self.cursor.text()?;
                self.text(node, self.cursor, text)
            }
            first => self.no_text(node, first),
        }
    }

    /// Reads a value other than a text, which begins with this byte.
    fn no_text(&mut self, node: &'a Node<'a>, first: u8) -> Option<()> {
        match first {
            b'{' => self.object(node),
            b'[' => self.list(node),
            b't' => {
                self.store(node, Value::Bool(true));
                self.cursor.word(b"true")
            }
            b'f' => {
                self.store(node, Value::Bool(false));
                self.cursor.word(b"false")
            }
            b'n' => {
                self.is_null |= core::ptr::eq(node, self.plan.errors());
                self.store(node, Value::Null);
                self.cursor.word(b"null")
            }
            _ => self.number(node),
        }
    }

    #[inline]
    fn store(&mut self, node: &Node<'a>, value: Value<'a>) {
        self.captures.store(self.admitted(node, value), value);
    }

    /// The slots to which a value of this node goes.
    #[inline(always)]
    fn admitted(&self, node: &Node<'a>, value: Value<'_>) -> u64 {
        let slots = node.slots;
        if slots & self.plan.any == 0 { slots } else { self.admitted_of_any(slots, value) }
    }

    /// Of the slots for which a pointer leads to several values: those that have none of use yet, and whose tests this
    /// one passes.
    #[cold]
    fn admitted_of_any(&self, slots: u64, value: Value<'_>) -> u64 {
        let plan = self.plan;
        let text = if let Value::Text(text) = value { Some(text) } else { None };
        let mut admitted = slots & !self.captures.settled(slots & plan.any, plan.text_slots());
        for of in plan.admissions {
            if admitted & of.slots != 0 && !passes::passes(of.test, &value, text) {
                admitted &= !of.slots;
            }
        }
        for of in plan.parts {
            let slot = 1 << of.slot;
            if admitted & plan.any & slot != 0 && text.and_then(|text| of.part.of(text)).is_none() {
                admitted &= !slot;
            }
        }
        admitted
    }

    /// Keeps a text, which this cursor has just passed over.
    #[inline(always)]
    fn text(&mut self, node: &Node<'a>, cursor: Cursor<'a>, text: Written<'a>) -> Option<()> {
        if text.has_escapes {
            self.escaped_text(node, text.bytes);
            return Some(());
        }
        let text = cursor.behind(text.bytes)?;
        if node.slots & self.plan.any == 0 {
            self.captures.store(node.slots, Value::Text(text));
        } else {
            self.text_of_any(node, text);
        }
        Some(())
    }

    /// The same for a node that any of several values may be at. What is passed in memory would be kept there for every
    /// text.
    #[cold]
    fn text_of_any(&mut self, node: &Node<'a>, text: &'a str) {
        self.store(node, Value::Text(text));
    }

    /// Keeps a text that has escapes. Where it cannot be written as UTF-8, its place stays empty.
    #[cold]
    fn escaped_text(&mut self, node: &Node<'a>, written: &'a [u8]) {
        if node.slots != 0
            && let Some(text) = text_of(Written { bytes: written, has_escapes: true })
        {
            let slots = self.admitted(node, Value::Text(&text));
            self.captures.store_made(slots, text.into_owned());
        }
    }

    /// Keeps a number. One that is too large for any, as `1e999` is, has no text, but is a long wait and above every
    /// other number.
    fn number(&mut self, node: &Node<'a>) -> Option<()> {
        let start = self.cursor;
        self.cursor.number()?;
        if node.slots != 0
            && let Some(written) = start.up_to(self.cursor)
        {
            let parsed = Number::parse(written);
            let number = parsed.unwrap_or_else(|| Number::largest(written));
            let slots = self.admitted(node, Value::Number(number));
            let texts = slots & self.plan.text_slots();
            self.captures.store(slots & !texts, Value::Number(number));
            if texts != 0 && parsed.is_some() {
                self.captures.store_number_text(texts, number, written);
            }
        }
        Some(())
    }

    fn object(&mut self, node: &'a Node<'a>) -> Option<()> {
        let plan = self.plan;
        self.store(node, Value::Parts);
        self.cursor.step();
        if self.cursor.accepts(b'}')? {
            return Some(());
        }
        if node.list == Some(List::AnyItems) && self.extent.items().is_some() {
            return self.member_items(node);
        }
        let mut shadowed = self.extent.items().map(|items| Shadowed::new(items));
        let mut expected = plan.first_child(node);
        // A copy, which is kept in registers from one text to the next.
        let mut cursor = self.cursor;
        loop {
            let child = self.name(&mut cursor, node, expected)?;
            if let Some(child) = child {
                expected = plan.next_sibling(child);
                self.forget(child.subtree);
            }
            if let (Some(shadowed), Some(items)) = (&mut shadowed, self.extent.items()) {
                shadowed.enter(items);
            }
            match child {
                Some(child) if child.guard == 0 && cursor.peek()? == b'"' => {
                    let text = cursor.text()?;
                    self.text(child, cursor, text)?;
                }
                _ => {
                    self.cursor = cursor;
                    self.value(child)?;
                    cursor = self.cursor;
                }
            }
            if let (Some(shadowed), Some(items)) = (&mut shadowed, self.extent.items()) {
                shadowed.leave(items);
            }
            if child.is_some_and(|child| child.slots & self.deciding != 0) && self.says_success() {
                self.is_success = true;
                return None;
            }
            if !cursor.goes_on(b'}')? {
                self.cursor = cursor;
                return Some(());
            }
        }
    }

    /// Whether all tests have been asked, and say that this is a success.
    #[cold]
    fn says_success(&self) -> bool {
        self.captures.has_all(self.deciding)
            && self.reading.nature(Scope::Whole, self.captures, false) == Nature::Success
    }

    /// Reads a member's name and the colon, and gives the child of the node that it leads to; most likely
    /// that is the one `expected`.
    #[inline(always)]
    pub(super) fn name(
        &mut self,
        cursor: &mut Cursor<'a>,
        node: &Node<'a>,
        expected: Option<&'a Node<'a>>,
    ) -> Option<Option<&'a Node<'a>>> {
        let (name, has_escapes) = cursor.headed_name()?;
        if has_escapes {
            return self.escaped_name(node, expected, name.text);
        }
        if let Some(items) = self.extent.items() {
            items.push_segment(core::str::from_utf8(name.text).ok()?);
        }
        Some(self.plan.child(node, expected, name))
    }

    /// A name that cannot be written as UTF-8 is not looked for.
    #[cold]
    fn escaped_name(
        &mut self,
        node: &Node<'a>,
        expected: Option<&'a Node<'a>>,
        written: &'a [u8],
    ) -> Option<Option<&'a Node<'a>>> {
        let as_it_is = core::str::from_utf8(written).ok()?;
        let name = text_of(Written { bytes: written, has_escapes: true });
        if let Some(items) = self.extent.items() {
            items.push_segment(name.as_deref().unwrap_or(as_it_is));
        }
        let child = |name: Cow<'_, str>| self.plan.child(node, expected, Headed::new(name.as_bytes()));
        Some(name.and_then(child))
    }

    fn list(&mut self, node: &'a Node<'a>) -> Option<()> {
        self.cursor.step();
        if self.cursor.accepts(b']')? {
            self.store(node, Value::Null);
            return Some(());
        }
        self.store(node, Value::Parts);
        let items = self.extent.items();
        let (all, inside) = (items.is_some(), items.is_some_and(|items| items.is_inside()));
        match node.list {
            // An item is judged once, by the first of its errors.
            Some(List::Errors) if all && !inside => self.all_errors(),
            Some(List::Errors) => self.first_error(),
            Some(List::Items | List::AnyItems) if all => self.items(node),
            None if all && self.plan.any_list => self.items(node),
            _ => self.indexed(node),
        }
    }

    /// Forgets what an earlier member of the same name had: of equal members the last counts.
    #[inline]
    fn forget(&mut self, subtree: u64) {
        self.captures.forget(subtree);
        if subtree & ELEMENT != 0 {
            self.element = None;
            if let Some(items) = self.extent.items().filter(|items| !items.is_inside()) {
                items.clear_errors();
            }
        }
    }
}
