//! An envelope as a tree of member names, so that a body is read in one pass with few comparisons.

use crate::runtime::facts::is_read_at_once;
use crate::runtime::table::{Embedded, Envelope, Location, Pointer, WaitSource};

/// Where to look while a body is read. Made of an envelope, at compile time where it is `static`.
///
/// The values that are looked for have slots: first those of the tests, then those of the places
/// that are read at once, then those of the waits, each in the order of the table.
#[derive(Clone, Copy, Debug)]
pub struct Plan<'a> {
    nodes: [Node<'a>; NODES],
    count: usize,
    slots: u32,
    has_each: bool,
    any_list: bool,
}

/// One member name on the way to a place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node<'a> {
    name: &'a str,
    first_child: u8,
    next_sibling: u8,
    /// The slots that the value at this node goes to, as bits.
    pub(super) slots: u32,
    /// The slots of this node and all that is below it.
    pub(super) subtree: u32,
    /// Whether the value at this node is a list.
    pub(super) list: Option<List>,
}

/// What a list is to an envelope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum List {
    /// A list of errors.
    Errors,
    /// A list of items, any of which may carry an envelope.
    Items,
}

/// How many slots there are; places beyond are not read.
pub(super) const SLOTS: usize = 31;
/// The bit that says that an element of the list of errors was found.
pub(super) const ELEMENT: u32 = 1 << SLOTS;
/// No node.
pub(super) const NONE: u8 = u8::MAX;
/// The node of the whole envelope.
pub(super) const ROOT: u8 = 0;
/// The node of an element of the list of errors.
pub(super) const ERRORS: u8 = 1;

const NODES: usize = 64;

impl<'a> Plan<'a> {
    /// The plan of an envelope.
    ///
    /// It has room for 31 places and 64 names; what is beyond is not looked for.
    #[must_use]
    pub const fn of(envelope: &Envelope<'a>, waits: &[WaitSource<'a>]) -> Self {
        let mut plan = Self {
            nodes: [Node::new(""); NODES],
            count: 2,
            slots: 0,
            has_each: envelope.each.is_some(),
            any_list: matches!(envelope.embedded, Embedded::AnyList),
        };
        let mut index = 0;
        while index < envelope.is_error.len() {
            plan.add_slot(ROOT, envelope.is_error[index].pointer);
            index += 1;
        }
        plan.add_facts(envelope, waits);
        if let Some(each) = envelope.each {
            plan.add_list(each, List::Errors);
        }
        if let Embedded::Lists(lists) = envelope.embedded {
            let mut index = 0;
            while index < lists.len() {
                plan.add_list(lists[index], List::Items);
                index += 1;
            }
        }
        plan
    }

    const fn add_facts(&mut self, envelope: &Envelope<'a>, waits: &[WaitSource<'a>]) {
        let from = if self.has_each { ERRORS } else { ROOT };
        let mut index = 0;
        while index < envelope.places.len() {
            let place = &envelope.places[index];
            if let (Location::Pointer(pointer), true) = (place.location, is_read_at_once(place.field)) {
                self.add_slot(from, pointer);
            }
            index += 1;
        }
        let mut index = 0;
        while index < waits.len() {
            if let Location::Pointer(pointer) = waits[index].location {
                self.add_slot(from, pointer);
            }
            index += 1;
        }
    }

    /// Gives the next slot to a place.
    const fn add_slot(&mut self, from: u8, pointer: Pointer<'a>) {
        if self.slots as usize >= SLOTS {
            return;
        }
        let slot = 1 << self.slots;
        self.slots += 1;
        let end = self.add_path(from, pointer, slot);
        if end != NONE {
            self.nodes[end as usize].slots |= slot;
        }
    }

    const fn add_list(&mut self, pointer: Pointer<'a>, list: List) {
        // Whatever was found in the list goes when a second member of its name takes its place.
        let inside = match list {
            List::Errors => ELEMENT | self.nodes[ERRORS as usize].subtree,
            List::Items => 0,
        };
        let end = self.add_path(ROOT, pointer, inside);
        if end != NONE {
            self.nodes[end as usize].list = Some(list);
        }
    }

    /// Makes the nodes on the way, each with these bits in its subtree, and gives the last of them.
    const fn add_path(&mut self, from: u8, pointer: Pointer<'a>, bits: u32) -> u8 {
        let mut node = from;
        self.nodes[node as usize].subtree |= bits;
        let mut index = 0;
        while index < pointer.segments.len() {
            node = self.child_or_new(node, pointer.segments[index]);
            if node == NONE {
                return NONE;
            }
            self.nodes[node as usize].subtree |= bits;
            index += 1;
        }
        node
    }

    const fn child_or_new(&mut self, parent: u8, name: &'a str) -> u8 {
        let mut last = NONE;
        let mut child = self.nodes[parent as usize].first_child;
        while child != NONE {
            if same(self.nodes[child as usize].name, name) {
                return child;
            }
            last = child;
            child = self.nodes[child as usize].next_sibling;
        }
        if self.count == NODES {
            return NONE;
        }
        let new = self.count as u8;
        self.nodes[self.count] = Node::new(name);
        self.count += 1;
        if last == NONE {
            self.nodes[parent as usize].first_child = new;
        } else {
            self.nodes[last as usize].next_sibling = new;
        }
        new
    }

    /// The node, or an empty one for [`NONE`].
    pub(super) fn node(&self, node: u8) -> &Node<'a> {
        self.nodes.get(usize::from(node)).unwrap_or(&EMPTY)
    }

    /// The child of this name, or [`NONE`].
    pub(super) fn child(&self, parent: u8, name: &str) -> u8 {
        self.find(parent, |node| node.name == name)
    }

    /// The child for the element of this index of a list, or [`NONE`].
    pub(super) fn element(&self, parent: u8, index: usize) -> u8 {
        self.find(parent, |node| list_index(node.name) == Some(index))
    }

    fn find(&self, parent: u8, is_wanted: impl Fn(&Node<'a>) -> bool) -> u8 {
        let mut child = self.node(parent).first_child;
        while child != NONE {
            let node = self.node(child);
            if is_wanted(node) {
                return child;
            }
            child = node.next_sibling;
        }
        NONE
    }

    pub(super) fn has_children(&self, node: u8) -> bool {
        self.node(node).first_child != NONE
    }

    /// Whether an element of any list may carry an envelope.
    pub(super) const fn any_list(&self) -> bool {
        self.any_list
    }
}

static EMPTY: Node<'static> = Node::new("");

impl<'a> Node<'a> {
    const fn new(name: &'a str) -> Self {
        Self { name, first_child: NONE, next_sibling: NONE, slots: 0, subtree: 0, list: None }
    }
}

/// The index that a segment of a pointer names: digits, without leading zeros (RFC 6901, 4).
pub(super) fn list_index(segment: &str) -> Option<usize> {
    let plain = segment == "0" || !segment.starts_with(['0', '+']);
    plain.then(|| segment.parse().ok())?
}

/// Equality that can be computed at compile time.
const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut index = 0;
    while index < one.len() {
        if one[index] != other[index] {
            return false;
        }
        index += 1;
    }
    true
}
