//! What is written down while a catalog is read.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::{Error, Lost, Node, Value};

/// What is bad, and what was left out on account of it.
#[derive(Default)]
pub(super) struct Sink<'a> {
    pub(super) text: &'a str,
    pub(super) errors: RefCell<Vec<Error>>,
    /// What was written down, so that reading again writes nothing twice.
    pub(super) told: RefCell<HashSet<(Range<usize>, String)>>,
    /// The values that are left out, by their nodes' addresses.
    pub(super) left_out: RefCell<HashSet<usize>>,
    /// The codes and ids of elements that are dropped.
    pub(super) lost: RefCell<Lost>,
    /// Where the elements are that lack something, or have something else in its place.
    pub(super) damaged: RefCell<Vec<Range<usize>>>,
    /// How much is bad in the element that is being read.
    pub(super) damage: Cell<usize>,
}

impl Sink<'_> {
    pub(super) fn record(&self, error: Error) {
        self.damage.set(self.damage.get() + 1);
        let place = error.span.clone().unwrap_or_default();
        if self.told.borrow_mut().insert((place, error.message.clone())) {
            self.errors.borrow_mut().push(error);
        }
    }

    /// Notes how a dropped element is called, so that it is not missed where another one names it.
    pub(super) fn lose(&self, node: &Node) {
        let pairs = if let Value::Map(pairs) = &node.value { pairs.as_slice() } else { &[] };
        let names = pairs.iter().filter(|(key, _)| matches!(key.text(), Some("code" | "id")));
        self.lost.borrow_mut().add(names.filter_map(|(_, value)| value.text()));
    }

    pub(super) fn leave_out(&self, node: &Node) {
        self.left_out.borrow_mut().insert(address(node));
    }

    pub(super) fn is_left_out(&self, node: &Node) -> bool {
        self.left_out.borrow().contains(&address(node))
    }
}

fn address(node: &Node) -> usize {
    std::ptr::from_ref(node).addr()
}

/// A field that is missing in one mapping and stands in another one after it is told once, where it
/// stands: most likely its line is indented too little.
pub(super) fn misplaced(errors: Vec<Error>) -> Vec<Error> {
    let unknown = |error: &Error| error.unknown.clone().zip(error.span.clone());
    let mut standing: HashMap<String, Vec<Range<usize>>> = HashMap::new();
    for (name, span) in errors.iter().filter_map(unknown) {
        standing.entry(name).or_default().push(span);
    }
    let mut missed: HashMap<Range<usize>, Range<usize>> = HashMap::new();
    let mut kept = Vec::with_capacity(errors.len());
    for error in errors {
        let place = error.span.clone().unwrap_or_default();
        let spans = error.missing.and_then(|field| standing.get_mut(field));
        let next = spans.and_then(|spans| {
            let at = spans.iter().position(|span| span.start > place.start)?;
            Some(spans.remove(at))
        });
        match next {
            Some(span) => drop(missed.insert(span, place)),
            None => kept.push(error),
        }
    }
    let moved = |error: Error| match missed.get(error.span.as_ref().unwrap_or(&(0..0))) {
        Some(place) if error.unknown.is_some() => error
            .related(place.clone(), "missing here")
            .help("indent it as far as the fields that it belongs to"),
        _ => error,
    };
    kept.into_iter().map(moved).collect()
}
