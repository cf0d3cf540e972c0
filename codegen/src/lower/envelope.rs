//! The envelope, the waits and the rules that hold under a condition: everything that looks into a response.

use std::ops::Range;

use errcat_core::Category;
use errcat_core::table::{
    Condition, Embedded, Encoding, Envelope, Field, List, Location, Place, Plan, Scalar, StatusPattern,
    StatusRule, Test, WaitSource,
};

use super::memory::Memory;
use super::plan::{Limit, PlanBuilder, Root};
use super::rules::Parts;
use crate::finding::Finding;
use crate::notation::{EmbeddedList, HeaderName, Pointer};
use crate::raw;
use crate::read::{OneOrMany, Spanned};
use crate::source::SourceFile;

/// Everything that looks into a response, and the plan by which it is looked for.
pub(super) struct Places<'a> {
    pub(super) envelope: Envelope<'a>,
    pub(super) waits: &'a [WaitSource<'a>],
    pub(super) statuses: &'a [StatusRule<'a>],
    pub(super) plan: Plan<'a>,
}

/// Lowers the places of a catalog, or says for which of them there is no room.
pub(super) fn lower<'a>(
    memory: Memory<'a>,
    file: &SourceFile,
    catalog: &raw::Catalog,
) -> Result<Places<'a>, Box<Finding>> {
    Lowering::new(memory, &catalog.envelope).lower(catalog).map_err(|NoRoom { span, limit }| {
        let finding = Finding::new(
            "envelope-size",
            file.place(&span),
            format!("the envelope, the waits and the conditions have more than {}", limit.shown()),
            "leave out the places that the vendor uses least; `details` and `fields` don't count",
        );
        Box::new(finding)
    })
}

/// The first place for which there is no room.
struct NoRoom {
    span: Range<usize>,
    limit: Limit,
}

/// Says which place it is for which there is no room.
fn at<T>(span: &Range<usize>, kept: Result<T, Limit>) -> Result<T, NoRoom> {
    kept.map_err(|limit| NoRoom { span: span.clone(), limit })
}

/// Places while they are lowered.
struct Lowering<'a> {
    memory: Memory<'a>,
    plan: PlanBuilder<'a>,
}

impl<'a> Lowering<'a> {
    fn new(memory: Memory<'a>, envelope: &raw::Envelope) -> Self {
        let facts = if envelope.each.is_some() { Root::Error } else { Root::Body };
        Self { memory, plan: PlanBuilder::new(memory, facts) }
    }

    fn lower(mut self, catalog: &raw::Catalog) -> Result<Places<'a>, NoRoom> {
        let envelope = &catalog.envelope;
        let is_error = self.each(envelope.is_error.iter(), |lowering, of| {
            let pointer = at(&of.pointer.span, lowering.plan.test(&of.pointer.0))?;
            let test = test(lowering.memory, &of.equals, &of.not_equals);
            Ok(Condition::new(Location::Pointer(pointer), test))
        })?;
        let places = self.places(envelope)?;
        let waits = self.each(catalog.wait.iter(), |lowering, wait| lowering.wait(wait))?;
        let statuses = self.statuses(catalog)?;
        let (each, embedded) = self.lists(envelope)?;
        let is_in_header = |location: &Location<'_>| matches!(location, Location::Header(_));
        let header_waits = waits.iter().filter(|wait| is_in_header(&wait.at));
        let names_retry_after = |wait: &&WaitSource<'_>| matches!(wait.at, Location::Header(name) if name.eq_ignore_ascii_case("Retry-After"));
        let wait_slots = waits.iter().filter_map(|wait| match wait.at {
            Location::Pointer(pointer) => Some(1 << pointer.slot),
            Location::Header(_) => None,
        });
        let plan = self
            .plan
            .finish()
            .waits(wait_slots.fold(0, |all, slot: u64| all | slot))
            .header_fields(places.iter().any(|place| is_in_header(&place.at)))
            .header_waits(header_waits.clone().next().is_some())
            .retry_after(header_waits.clone().any(|wait| names_retry_after(&wait)))
            .any_list(embedded == Embedded::AnyList)
            .conditional_statuses(statuses.iter().any(|rule| rule.when.is_some()));
        let stream = envelope.stream.as_ref().map(|stream| stream.value);
        let envelope = Envelope { is_error, each, embedded, stream, places };
        Ok(Places { envelope, waits, statuses, plan })
    }

    /// A list of what is made of each of these.
    fn each<'r, R: 'r, T: Copy>(
        &mut self,
        of: impl Iterator<Item = &'r R>,
        mut make: impl FnMut(&mut Self, &'r R) -> Result<T, NoRoom>,
    ) -> Result<&'a [T], NoRoom> {
        let made: Vec<T> = of.map(|of| make(self, of)).collect::<Result<_, _>>()?;
        Ok(self.memory.list(made))
    }

    /// The places of facts, in the order of the fields and then of preference.
    fn places(&mut self, envelope: &raw::Envelope) -> Result<&'a [Place<'a>], NoRoom> {
        let mut places = Vec::new();
        for (field, name, locations) in envelope.facts() {
            for location in locations.iter() {
                let place = Place::new(field, self.place(field, location)?);
                places.push(Place { name: name.map(|name| self.memory.text(name)), ..place });
            }
        }
        Ok(self.memory.list(places))
    }

    fn place(&mut self, field: Field, location: &raw::Location) -> Result<Location<'a>, NoRoom> {
        match location {
            raw::Location::Header(name) => {
                if field.is_read_at_once() {
                    at(&name.span, self.plan.fact(field, None))?;
                }
                Ok(Location::Header(self.memory.text(name)))
            }
            raw::Location::Pointer(pointer) => {
                let segments = &pointer.0;
                let kept = field.is_read_at_once().then(|| self.plan.fact(field, Some(segments)));
                let kept = at(&pointer.span, kept.transpose())?.flatten();
                Ok(Location::Pointer(kept.unwrap_or_else(|| self.plan.pointer(segments))))
            }
        }
    }

    fn wait(&mut self, wait: &Spanned<raw::WaitSource>) -> Result<WaitSource<'a>, NoRoom> {
        let encoding = wait.encoding.as_ref().map_or(Encoding::Auto, |encoding| encoding.value);
        let at = self.location(wait.header.as_ref(), wait.pointer.as_ref())?;
        let when = wait.when.as_ref().map(|when| self.condition(when)).transpose()?;
        Ok(WaitSource { at, encoding, when })
    }

    /// One rule for each pattern, the narrowest first, and of one pattern those with a condition first, so that the
    /// first that matches and holds decides.
    fn statuses(&mut self, catalog: &raw::Catalog) -> Result<&'a [StatusRule<'a>], NoRoom> {
        let mut statuses = Vec::new();
        for of in catalog.statuses.iter() {
            let when = of.when.as_ref().map(|when| self.condition(when)).transpose()?;
            let category = of.category.as_ref().map_or(Category::Unknown, |category| category.value);
            let raw::StatusRule { retry, meaning, action, inferred, .. } = of;
            let rule = Parts { retry, meaning, action, inferred }.rule(self.memory, category);
            let success = of.success.as_ref().is_some_and(|success| success.value);
            let of_status =
                |status: &Spanned<StatusPattern>| StatusRule { status: status.value, success, when, rule };
            statuses.extend(of.status.iter().map(of_status));
        }
        statuses.sort_by_key(|rule| (rule.status.width(), rule.status.first(), rule.when.is_none()));
        Ok(self.memory.list(statuses))
    }

    fn lists(
        &mut self,
        envelope: &raw::Envelope,
    ) -> Result<(Option<errcat_core::table::Pointer<'a>>, Embedded<'a>), NoRoom> {
        let mut list =
            |span: &Range<usize>, pointer: &Pointer, list| at(span, self.plan.list(&pointer.0, list));
        let each = envelope.each.as_ref().map(|each| list(&each.span, each, List::Errors)).transpose()?;
        let mut lists = Vec::new();
        for embedded in envelope.embedded.iter() {
            match &embedded.value {
                EmbeddedList::Any => return Ok((each, Embedded::AnyList)),
                EmbeddedList::At(pointer) => lists.push(list(&embedded.span, pointer, List::Items)?),
            }
        }
        let lists = self.memory.list(lists);
        Ok((each, if lists.is_empty() { Embedded::Nowhere } else { Embedded::Lists(lists) }))
    }

    fn condition(&mut self, when: &raw::When) -> Result<Condition<'a>, NoRoom> {
        let at = self.location(when.header.as_ref(), when.pointer.as_ref())?;
        Ok(Condition::new(at, test(self.memory, &when.equals, &when.not_equals)))
    }

    /// The place that is given, of a header and a pointer.
    fn location(
        &mut self,
        header: Option<&Spanned<HeaderName>>,
        pointer: Option<&Spanned<Pointer>>,
    ) -> Result<Location<'a>, NoRoom> {
        match (header, pointer) {
            (None, Some(pointer)) => at(&pointer.span, self.plan.value(&pointer.0)).map(Location::Pointer),
            (header, _) => Ok(Location::Header(header.map_or("", |header| self.memory.text(header)))),
        }
    }
}

fn test<'a>(
    memory: Memory<'a>,
    equals: &OneOrMany<Spanned<raw::TestValue>>,
    not_equals: &OneOrMany<Spanned<raw::TestValue>>,
) -> Test<'a> {
    let scalars = |values: &[Spanned<raw::TestValue>]| {
        memory.list(values.iter().map(|value| match &value.value {
            raw::TestValue::Bool(value) => Scalar::Bool(*value),
            raw::TestValue::Integer(value) => Scalar::Integer(*value),
            raw::TestValue::Text(value) => Scalar::Text(memory.text(value)),
        }))
    };
    match (&**equals, &**not_equals) {
        ([], []) => Test::Present,
        ([], listed) => Test::NotEquals(scalars(listed)),
        (listed, _) => Test::Equals(scalars(listed)),
    }
}
