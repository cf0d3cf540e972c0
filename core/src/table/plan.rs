//! An envelope as a tree of member names, so that a body is read in one pass with few comparisons.

use super::declare::table;
use super::{Field, Part, Test};
use crate::pointer::list_index;
use crate::short_text::{Headed, head, tail};

table! {
    /// Where to look while a response is read.
    ///
    /// The values that are looked for have slots: first those of the envelope's tests, then those of the facts that
    /// are read at once, in the order of the table, then those of waits and conditions that have no slot yet. A set
    /// of slots is a set of bits.
    pub struct Plan {
        /// The names on the way to the values; the first is the whole body, the second an element of the list of
        /// errors.
        list nodes: Node<'a>,
        /// The slots of each fact.
        default fields: FieldSlots = FieldSlots::NONE,
        /// The slots of waits.
        default waits: u64 = 0,
        /// Whether facts are in headers.
        flag header_fields: bool,
        /// Whether waits are in headers.
        flag header_waits: bool,
        /// Whether the waits name HTTP's own header for one.
        flag retry_after: bool,
        /// Whether some waits count together, of which the longest is taken.
        flag longest_waits: bool,
        /// Whether any list may hold items that carry an envelope.
        flag any_list: bool,
        /// Whether rules for statuses have conditions.
        flag conditional_statuses: bool,
        /// Whether families have conditions.
        flag conditional_families: bool,
        /// Whether a family stands before known codes of later places.
        flag early_families: bool,
        /// Whether the list of errors is at a pointer with a `*`.
        flag any_errors: bool,
        /// The slots of flags that decide.
        default deciding: u64 = 0,
        /// The slots of flags that say the opposite.
        default inverted: u64 = 0,
        /// The slots of pointers with a `*`: the first value that is of use stays.
        default any: u64 = 0,
        /// What the values of slots with a `*` have to pass.
        list admissions: Admission<'a>,
        /// The elements of which only some are meant, by the number that their nodes have, from 1.
        list guards: Guard<'a>,
        /// The slots of which only a part of the text is meant.
        list parts: SlotPart<'a>,
        /// All of these slots.
        default part_slots: u64 = 0,
    }
}

table! {
    /// What the value of a slot has to pass.
    pub struct Admission {
        /// The slots.
        slots: u64,
        /// The test.
        test: Test<'a>,
    }
}

table! {
    /// A part of the text that is found for a slot.
    pub struct SlotPart {
        /// The slot.
        slot: u8,
        /// The part.
        part: Part<'a>,
    }
}

table! {
    /// Members or elements of which only some are meant.
    pub struct Guard {
        /// The slots of what is tested, which are forgotten after each.
        tested: u64,
        /// What has to hold.
        list tests: GuardTest<'a>,
    }
}

table! {
    /// What has to hold of a member or an element for the values in it to be meant.
    pub struct GuardTest {
        /// The slots of those values.
        slots: u64,
        /// The slot of what is tested.
        tested: u8,
        /// The test.
        test: Test<'a>,
    }
}

/// The slots of each fact, as sets of bits; of two for one fact the lower comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldSlots([u64; Field::ALL.len()]);

impl FieldSlots {
    const NONE: Self = Self([0; Field::ALL.len()]);

    /// These slots; a fact that is not named has none.
    #[must_use]
    pub const fn new(slots: &[(Field, u64)]) -> Self {
        let mut all = Self::NONE;
        let mut rest = slots;
        while let [(field, slots), further @ ..] = rest {
            all.0[*field as usize] |= *slots;
            rest = further;
        }
        all
    }
}

/// A member name on the way to a value.
///
/// A node fills a cache line, so that it is found without a multiplication and read at once.
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(align(64))]
pub struct Node<'a> {
    name: &'a str,
    head: u64,
    tail: u64,
    /// The bits of the names of the children, so that most other names are refused at once.
    child_names: u64,
    /// The slots that the value at this node goes to.
    pub(crate) slots: u64,
    /// The slots of this node and of all nodes below it.
    pub(crate) subtree: u64,
    first_child: u8,
    next_sibling: u8,
    /// The child for any name or index that no other child is for.
    any_child: u8,
    /// The number of the guard of the value, from 1; 0: none.
    pub(crate) guard: u8,
    /// Whether the value at this node is a list.
    pub(crate) list: Option<List>,
}

/// What a list is to an envelope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// A list of errors.
    Errors,
    /// A list of items, any of which may carry an envelope.
    Items,
    /// The same, or an object whose members are such items.
    AnyItems,
}

/// How many slots there may be.
pub const SLOTS: usize = 63;
/// The bit that says that an element of the list of errors was found.
pub const ELEMENT: u64 = 1 << SLOTS;
/// The node of the whole body.
pub const ROOT: u8 = 0;
/// The node of an element of the list of errors.
pub const ERRORS: u8 = 1;
/// What stands for no node.
pub const NONE: u8 = u8::MAX;
/// How many member names there may be: as many as nodes can be numbered, without the two roots.
pub const NAMES: usize = NONE as usize - 2;

/// The bits of these names of children.
pub fn child_names<'n>(names: impl IntoIterator<Item = &'n str>) -> u64 {
    names.into_iter().fold(0, |bits, name| bits | name_bit(head(name.as_bytes())))
}

impl<'a> Plan<'a> {
    /// The slots of a fact.
    #[inline]
    pub(crate) const fn slots(&self, field: Field) -> u64 {
        self.fields.0[field as usize]
    }

    /// The slots of the facts that are texts.
    pub(crate) fn text_slots(&self) -> u64 {
        Field::TEXTS.iter().fold(0, |all, field| all | self.slots(*field))
    }

    /// The node of the whole body, or of an item.
    #[inline]
    pub(crate) fn root(&self) -> &'a Node<'a> {
        self.get(ROOT).unwrap_or(Node::NOWHERE)
    }

    /// The node of an element of the list of errors.
    #[inline]
    pub(crate) fn errors(&self) -> &'a Node<'a> {
        self.get(ERRORS).unwrap_or(Node::NOWHERE)
    }

    #[inline(always)]
    fn get(&self, node: u8) -> Option<&'a Node<'a>> {
        self.nodes.get(node as usize)
    }

    /// The child of this name. Vendors send members in an order that hardly ever changes, and plans are in that
    /// order too, so the one after the child that came last is `expected`.
    #[inline(always)]
    pub(crate) fn child(
        &self,
        parent: &Node<'a>,
        expected: Option<&'a Node<'a>>,
        name: Headed<'_>,
    ) -> Option<&'a Node<'a>> {
        if let Some(expected) = expected
            && expected.has_name(name)
        {
            return Some(expected);
        }
        if parent.child_names & name_bit(name.head) == 0 {
            return None;
        }
        self.other_child(parent, expected, name)
    }

    /// The child of this name that is not the `expected` one.
    fn other_child(
        &self,
        parent: &Node<'a>,
        expected: Option<&'a Node<'a>>,
        name: Headed<'_>,
    ) -> Option<&'a Node<'a>> {
        // Members that are missing are passed over more often than members change places.
        let later = self.sibling(expected.and_then(|expected| self.next_sibling(expected)), name);
        later.or_else(|| self.sibling(self.first_child(parent), name)).or_else(|| self.any_child(parent))
    }

    /// The node of this name, of these and the ones after it.
    #[inline]
    fn sibling(&self, first: Option<&'a Node<'a>>, name: Headed<'_>) -> Option<&'a Node<'a>> {
        let mut child = first;
        while let Some(node) = child.filter(|node| !node.has_name(name)) {
            child = self.next_sibling(node);
        }
        child
    }

    #[inline(always)]
    pub(crate) fn first_child(&self, node: &Node<'a>) -> Option<&'a Node<'a>> {
        self.get(node.first_child)
    }

    #[inline(always)]
    pub(crate) fn next_sibling(&self, node: &Node<'a>) -> Option<&'a Node<'a>> {
        self.get(node.next_sibling)
    }

    /// The child for the element of this index of a list.
    pub(crate) fn element(&self, parent: &Node<'a>, index: usize) -> Option<&'a Node<'a>> {
        let mut child = self.first_child(parent);
        while let Some(node) = child.filter(|node| list_index(node.name) != Some(index)) {
            child = self.next_sibling(node);
        }
        child.or_else(|| self.any_child(parent))
    }

    /// Whether a place may lead into the elements of a list.
    #[inline]
    pub(crate) fn has_children(&self, node: &Node<'a>) -> bool {
        self.first_child(node).is_some() || self.any_child(node).is_some()
    }

    #[inline]
    pub(crate) fn any_child(&self, node: &Node<'a>) -> Option<&'a Node<'a>> {
        self.get(node.any_child)
    }
}

#[doc(hidden)]
impl<'a> Node<'a> {
    /// A node; its parent's children are linked by their numbers, which are those of the plan's list.
    #[must_use]
    pub const fn new(
        name: &'a str,
        first_child: u8,
        next_sibling: u8,
        child_names: u64,
        slots: u64,
        subtree: u64,
    ) -> Self {
        let (head, tail) = (head(name.as_bytes()), tail(name.as_bytes()));
        Self {
            name,
            head,
            tail,
            child_names,
            slots,
            subtree,
            first_child,
            next_sibling,
            any_child: NONE,
            guard: 0,
            list: None,
        }
    }

    /// The same node, with a child for any name or index that no other child is for.
    #[must_use]
    pub const fn any_child(mut self, child: u8) -> Self {
        self.any_child = child;
        // No name is refused at once.
        self.child_names = u64::MAX;
        self
    }

    /// The same node, whose value has the guard of this number.
    #[must_use]
    pub const fn guard(mut self, guard: u8) -> Self {
        self.guard = guard;
        self
    }

    /// The same node, at which a list is.
    #[must_use]
    pub const fn list(mut self, list: List) -> Self {
        self.list = Some(list);
        self
    }
}

impl Node<'_> {
    /// The node of what is not looked for.
    pub(crate) const NOWHERE: &'static Node<'static> = &Node::new("", NONE, NONE, 0, 0, 0);

    #[inline]
    fn has_name(&self, Headed { head, text }: Headed<'_>) -> bool {
        self.head == head && self.name.len() == text.len() && (text.len() <= 8 || self.ends_like(text))
    }

    #[inline]
    fn ends_like(&self, name: &[u8]) -> bool {
        self.tail == tail(name) && (name.len() <= 16 || self.name.as_bytes() == name)
    }
}

/// One of 64 bits for a name, by its first bytes.
const fn name_bit(head: u64) -> u64 {
    1 << (head.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 58)
}

#[cfg(feature = "codegen")]
mod emitted {
    use super::{FieldSlots, List, Node};
    use crate::emit::{Emit, Emitter, field};
    use crate::table::Field;

    impl Emit for FieldSlots {
        fn emit(&self, to: &mut dyn Emitter) {
            let all = Field::ALL.iter().copied().zip(self.0);
            let given: alloc::vec::Vec<(Field, u64)> = all.filter(|(_, slots)| *slots != 0).collect();
            to.call("FieldSlots", "new", &[&&*given], &[]);
        }

        fn given(&self) -> Option<&dyn Emit> {
            (*self != Self::NONE).then_some(self)
        }
    }

    impl Emit for Node<'_> {
        fn emit(&self, to: &mut dyn Emitter) {
            let Self {
                name,
                child_names,
                slots,
                subtree,
                first_child,
                next_sibling,
                any_child,
                guard,
                list,
                ..
            } = self;
            let arguments: [&dyn Emit; _] = [name, first_child, next_sibling, child_names, slots, subtree];
            let any_child = (*any_child != super::NONE).then(|| field("any_child", any_child)).flatten();
            let guard = (*guard != 0).then(|| field("guard", guard)).flatten();
            let fields: alloc::vec::Vec<_> =
                any_child.into_iter().chain(guard).chain(field("list", list)).collect();
            to.call("Node", "new", &arguments, &fields);
        }

        fn given(&self) -> Option<&dyn Emit> {
            Some(self)
        }
    }

    impl Emit for List {
        fn emit(&self, to: &mut dyn Emitter) {
            let list = match self {
                Self::Errors => "Errors",
                Self::Items => "Items",
                Self::AnyItems => "AnyItems",
            };
            to.call("List", list, &[], &[]);
        }

        fn given(&self) -> Option<&dyn Emit> {
            Some(self)
        }
    }
}
