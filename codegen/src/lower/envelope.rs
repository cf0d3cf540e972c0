//! The envelope, the waits and all that holds under a condition: everything that looks into a response.

use std::cmp::Reverse;
use std::ops::Range;

use errcat_core::Category;
use errcat_core::table::{
    Check, Condition, Decimal, Embedded, Encoding, Envelope, Family, Field, Filter, List, Location, Part,
    Place, Plan, Pointer, Rule, Scalar, StatusRule, Test, Variant, WaitSource,
};

use super::memory::Memory;
use super::plan::{Limit, PlanBuilder, Root, Wanted};
use super::rules::{self, rule};
use crate::dialects::Files;
use crate::finding::Finding;
use crate::notation::{self, EmbeddedList};
use crate::raw::{self, PlaceOf, Tested as _, Tests};
use crate::read::Spanned;

/// Everything that looks into a response, and the plan by which it is looked for.
pub(super) struct Places<'a> {
    pub(super) envelope: Envelope<'a>,
    pub(super) waits: &'a [WaitSource<'a>],
    pub(super) statuses: &'a [StatusRule<'a>],
    pub(super) families: &'a [Family<'a>],
    /// The variants of each entry, in the order of the catalog.
    pub(super) variants: Vec<&'a [Variant<'a>]>,
    pub(super) plan: Plan<'a>,
    /// Every condition that is not part of another, in the order of the catalog.
    pub(super) conditions: &'a [Condition<'a>],
}

/// Lowers the places of a catalog, or says for which of them there is no room. The rules of the entries are given, as
/// variants have what they leave out from these.
pub(super) fn lower<'a>(
    memory: Memory<'a>,
    files: Files<'_>,
    catalog: &raw::Catalog,
) -> Result<Places<'a>, Box<Finding>> {
    Lowering::new(memory, &catalog.envelope).lower(catalog).map_err(|NoRoom { span, limit }| {
        let finding = Finding::new(
            "envelope-size",
            files.place(&span),
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
    /// The slots of the flags that decide, and of those that say the opposite.
    deciding: u64,
    inverted: u64,
    conditions: Vec<Condition<'a>>,
}

impl<'a> Lowering<'a> {
    fn new(memory: Memory<'a>, envelope: &raw::Envelope) -> Self {
        let facts = if envelope.each.is_some() { Root::Error } else { Root::Body };
        Self {
            memory,
            plan: PlanBuilder::new(memory, facts),
            deciding: 0,
            inverted: 0,
            conditions: Vec::new(),
        }
    }

    fn lower(mut self, catalog: &raw::Catalog) -> Result<Places<'a>, NoRoom> {
        let envelope = &catalog.envelope;
        let is_error = self.each(envelope.is_error.iter(), |lowering, of| {
            let (test, place) = (lowering.test(&of.tests()), of.place());
            let (at, part) = match &of.pointer {
                Some(pointer) => {
                    let wanted = lowering.wanted(pointer, place);
                    let pointer = at(&pointer.span, lowering.plan.envelope_test(wanted, test))?;
                    (Location::Pointer(pointer), wanted.part)
                }
                None => {
                    at(&of.span, lowering.plan.envelope_test_of_header())?;
                    lowering.location(place, Some(test))?
                }
            };
            Ok(Check { part, ..Check::new(at, test) })
        })?;
        let places = self.places(envelope)?;
        let waits = self.waits(catalog)?;
        let statuses = self.statuses(catalog)?;
        let families = self.families(catalog)?;
        let variants = self.variants(catalog)?;
        let (each, embedded) = self.lists(envelope)?;
        let is_in_header = |location: &Location<'_>| matches!(location, Location::Header(_));
        let header_waits = waits.iter().filter(|wait| is_in_header(&wait.at));
        let names_retry_after = |wait: &&WaitSource<'_>| matches!(wait.at, Location::Header(name) if name.eq_ignore_ascii_case("Retry-After"));
        let wait_slots = waits.iter().filter_map(|wait| match wait.at {
            Location::Pointer(pointer) => Some(1 << pointer.slot),
            Location::Header(_) => None,
        });
        let end = envelope.each.as_ref().map_or(envelope.span.clone(), |each| each.span.clone());
        let plan = at(&end, self.plan.finish())?
            .waits(wait_slots.fold(0, |all, slot: u64| all | slot))
            .header_fields(places.iter().any(|place| is_in_header(&place.at)))
            .header_waits(header_waits.clone().next().is_some())
            .retry_after(header_waits.clone().any(|wait| names_retry_after(&wait)))
            .longest_waits(waits.iter().any(|wait| wait.longest))
            .any_list(embedded == Embedded::AnyList)
            .any_errors(each.is_some_and(|each| each.is_any()))
            .conditional_statuses(statuses.iter().any(|rule| rule.when.is_some()))
            .conditional_families(families.iter().any(|family| family.when.is_some()))
            .early_families(families.iter().any(|family| family.before_codes))
            .deciding(self.deciding)
            .inverted(self.inverted);
        let each_decides = envelope.each_decides.as_ref().map(|choice| choice.value);
        let stream = envelope.stream.as_ref().map(|stream| stream.value);
        let envelope = Envelope { is_error, each, each_decides, embedded, stream, places };
        let conditions = self.memory.list(self.conditions);
        Ok(Places { envelope, waits, statuses, families, variants, plan, conditions })
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
                let place = self.place(field, location)?;
                places.push(Place { name: name.map(|name| self.memory.text(name)), ..place });
            }
        }
        Ok(self.memory.list(places))
    }

    fn place(&mut self, field: Field, of: &raw::Location) -> Result<Place<'a>, NoRoom> {
        let (location, part) = match (&of.header, &of.pointer) {
            (None, Some(pointer)) => {
                let wanted = self.wanted(pointer, of.place());
                let kept = field.is_read_at_once().then(|| self.plan.fact(field, wanted));
                let kept = at(&pointer.span, kept.transpose())?;
                (Location::Pointer(kept.unwrap_or_else(|| wanted.pointer())), wanted.part)
            }
            (header, _) => {
                let span = header.as_ref().map_or(0..0, |header| header.span.clone());
                if field.is_read_at_once() {
                    let slot = at(&span, self.plan.fact_in_header(field))?;
                    self.note_flag(of, slot);
                }
                let name = header.as_ref().map_or("", |header| self.memory.text(header));
                (Location::Header(name), self.part(of.place()))
            }
        };
        if let Location::Pointer(pointer) = location {
            self.note_flag(of, pointer.slot);
        }
        let is_set = |flag: &Option<Spanned<bool>>| flag.as_ref().is_some_and(|flag| flag.value);
        let place = Place::new(field, location).decides(is_set(&of.decides)).inverted(is_set(&of.inverted));
        Ok(Place { part, ..place })
    }

    /// Keeps in mind that the flag of this slot decides, or says the opposite.
    fn note_flag(&mut self, of: &raw::Location, slot: u8) {
        let bit = 1_u64.checked_shl(slot.into()).unwrap_or(0);
        for (flag, slots) in [(&of.decides, &mut self.deciding), (&of.inverted, &mut self.inverted)] {
            if flag.as_ref().is_some_and(|flag| flag.value) {
                *slots |= bit;
            }
        }
    }

    fn waits(&mut self, catalog: &raw::Catalog) -> Result<&'a [WaitSource<'a>], NoRoom> {
        let mut waits = Vec::new();
        for wait in catalog.wait.iter() {
            match &*wait.longest {
                [] => waits.push(self.wait(wait)?),
                longest => {
                    let when = self.when(wait.when.as_ref())?;
                    for (position, of) in longest.iter().enumerate() {
                        let of = self.wait(of)?;
                        let when = both(self.memory, when, of.when);
                        waits.push(WaitSource { when, longest: position > 0, ..of });
                    }
                }
            }
        }
        Ok(self.memory.list(waits))
    }

    fn wait(&mut self, wait: &Spanned<raw::WaitSource>) -> Result<WaitSource<'a>, NoRoom> {
        let encoding = wait.encoding.as_ref().map_or(Encoding::Auto, |encoding| encoding.value);
        let (at, part) = self.location(wait.place(), None)?;
        let when = self.when(wait.when.as_ref())?;
        Ok(WaitSource { when, part, ..WaitSource::new(at, encoding) })
    }

    /// One rule for each pattern, the narrowest first, and of one pattern those with a condition first, so that the
    /// first that matches and holds decides.
    fn statuses(&mut self, catalog: &raw::Catalog) -> Result<&'a [StatusRule<'a>], NoRoom> {
        let mut statuses = Vec::new();
        for of in catalog.statuses.iter() {
            let when = self.when(of.when.as_ref())?;
            let category = of.category.as_ref().map_or(Category::Unknown, |category| category.value);
            let rule = rule!(self.memory, category, of);
            let success = of.success.as_ref().is_some_and(|success| success.value);
            statuses.extend(of.status.iter().map(|status| StatusRule {
                status: status.value,
                success,
                when,
                rule,
            }));
        }
        statuses.sort_by_key(|rule| (rule.status.width(), rule.status.first(), rule.when.is_none()));
        Ok(self.memory.list(statuses))
    }

    /// The longest prefix first, and of one prefix those with a condition first, so that the first that matches and
    /// holds decides.
    fn families(&mut self, catalog: &raw::Catalog) -> Result<&'a [Family<'a>], NoRoom> {
        let mut families = Vec::new();
        for of in catalog.families.iter() {
            let when = self.when(of.when.as_ref())?;
            let rule = rule!(self.memory, of.category.value, of);
            let before_codes = of.before_codes.as_ref().is_some_and(|flag| flag.value);
            families.push(Family { when, before_codes, ..Family::new(self.memory.text(&of.prefix), rule) });
        }
        families.sort_by_key(|family| (Reverse(family.prefix.len()), family.prefix, family.when.is_none()));
        Ok(self.memory.list(families))
    }

    fn variants(&mut self, catalog: &raw::Catalog) -> Result<Vec<&'a [Variant<'a>]>, NoRoom> {
        let memory = self.memory;
        let of_entry = |entry: &raw::Entry| {
            if entry.variants.is_empty() {
                return Ok(&[][..]);
            }
            let rule: Rule<'a> = rules::of_entry(memory, entry);
            self.each(entry.variants.iter(), |lowering, variant| {
                let when = lowering.condition(&variant.when)?;
                lowering.conditions.push(when);
                let details = super::members(memory, &variant.details);
                Ok(Variant::new(when, rules::of_variant(memory, variant, &rule)).details(details))
            })
        };
        catalog.entries().map(of_entry).collect()
    }

    fn lists(&mut self, envelope: &raw::Envelope) -> Result<(Option<Pointer<'a>>, Embedded<'a>), NoRoom> {
        let mut list = |span: &Range<usize>, pointer: &notation::Pointer, list| {
            let segments = segments(self.memory, pointer);
            at(span, self.plan.list(Wanted { segments, filters: &[], part: None }, list))
        };
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

    fn when(&mut self, when: Option<&Spanned<raw::When>>) -> Result<Option<Condition<'a>>, NoRoom> {
        let when = when.map(|when| self.condition(when)).transpose()?;
        self.conditions.extend(when);
        Ok(when)
    }

    /// All that a condition gives has to hold.
    fn condition(&mut self, when: &raw::When) -> Result<Condition<'a>, NoRoom> {
        let mut conditions = Vec::new();
        let statuses = when.statuses().iter().map(|status| status.value);
        if !when.statuses().is_empty() {
            conditions.push(Condition::Status(self.memory.list(statuses)));
        }
        if when.header.is_some() || when.pointer.is_some() {
            let test = self.test(&when.tests());
            let (at, part) = self.location(when.place(), Some(test))?;
            conditions.push(Condition::Check(Check { part, ..Check::new(at, test) }));
        }
        for (of, make) in [(&when.all, Condition::All as fn(_) -> _), (&when.any, Condition::Any)] {
            if !of.is_empty() {
                conditions.push(make(self.each(of.iter(), |lowering, when| lowering.condition(when))?));
            }
        }
        Ok(match conditions.as_slice() {
            [only] => *only,
            _ => Condition::All(self.memory.list(conditions)),
        })
    }

    /// The place that is given, of a header and a pointer; with the test that a condition makes there.
    fn location(
        &mut self,
        of: PlaceOf<'_>,
        test: Option<Test<'a>>,
    ) -> Result<(Location<'a>, Option<Part<'a>>), NoRoom> {
        match (of.header, of.pointer) {
            (None, Some(pointer)) => {
                let wanted = self.wanted(pointer, of);
                let pointer = at(&pointer.span, self.plan.value(wanted, test))?;
                Ok((Location::Pointer(pointer), wanted.part))
            }
            (header, _) => {
                let name = header.map_or("", |header| self.memory.text(header));
                Ok((Location::Header(name), self.part(of)))
            }
        }
    }

    /// What is looked for in a body.
    fn wanted(&self, pointer: &notation::Pointer, of: PlaceOf<'_>) -> Wanted<'a> {
        let segments = segments(self.memory, pointer);
        let filters = of.part.filters.iter().filter_map(|(name, values)| {
            let (depth, path) = filter_place(pointer, name)?;
            let path = self.memory.list(path.iter().map(|segment| self.memory.text(segment)));
            let test = Test::Equals(self.scalars(values));
            Some(Filter::new(u8::try_from(depth).ok()?, path, test))
        });
        Wanted { segments, filters: self.memory.list(filters), part: self.part(of) }
    }

    /// Which part of a text is meant, where not all of it.
    fn part(&self, of: PlaceOf<'_>) -> Option<Part<'a>> {
        let part = Part {
            json: of.part.json.as_ref().map(|json| Pointer::new(segments(self.memory, json))),
            after: self.memory.texts(of.part.after),
            after_last: self.memory.optional(of.part.after_last),
            before: self.memory.optional(of.part.before),
        };
        (part != Part::new()).then_some(part)
    }

    fn test(&self, of: &Tests<'_>) -> Test<'a> {
        let texts = |texts: &[Spanned<String>]| {
            self.memory.list(texts.iter().map(|text| self.memory.text(&text.value)))
        };
        // Numbers beyond the range are as good as its end.
        let decimal = |number: f64| Decimal::from_millionths((number * 1e6).round() as i64);
        match of {
            Tests { equals, .. } if !equals.is_empty() => Test::Equals(self.scalars(equals)),
            Tests { not_equals, .. } if !not_equals.is_empty() => Test::NotEquals(self.scalars(not_equals)),
            Tests { contains, .. } if !contains.is_empty() => Test::Contains(texts(contains)),
            Tests { starts_with, .. } if !starts_with.is_empty() => Test::StartsWith(texts(starts_with)),
            Tests { ends_with, .. } if !ends_with.is_empty() => Test::EndsWith(texts(ends_with)),
            Tests { above: Some(number), .. } => Test::Above(decimal(number.value)),
            Tests { below: Some(number), .. } => Test::Below(decimal(number.value)),
            Tests { absent: Some(_), .. } => Test::Absent,
            _ => Test::Present,
        }
    }

    fn scalars(&self, values: &[Spanned<raw::TestValue>]) -> &'a [Scalar<'a>] {
        self.memory.list(values.iter().map(|value| match &value.value {
            raw::TestValue::Bool(value) => Scalar::Bool(*value),
            raw::TestValue::Integer(value) => Scalar::Integer(*value),
            raw::TestValue::Text(value) => Scalar::Text(self.memory.text(value)),
        }))
    }
}

/// Both conditions, where there are two.
fn both<'a>(
    memory: Memory<'a>,
    one: Option<Condition<'a>>,
    other: Option<Condition<'a>>,
) -> Option<Condition<'a>> {
    match (one, other) {
        (Some(one), Some(other)) => Some(Condition::All(memory.list([one, other]))),
        (one, other) => one.or(other),
    }
}

fn segments<'a>(memory: Memory<'a>, pointer: &notation::Pointer) -> &'a [&'a str] {
    memory.list(pointer.0.iter().map(|segment| memory.text(segment)))
}

/// Where a filter of a pointer looks: in the member or element after so many of the pointer's segments, at this path. A
/// name alone is that of a member beside what the last `*` leads to; a pointer names the `*` itself.
pub(crate) fn filter_place(pointer: &notation::Pointer, name: &str) -> Option<(usize, Vec<String>)> {
    let is_any = |segment: &String| segment == errcat_core::table::Pointer::ANY;
    if !name.starts_with('/') {
        let last = pointer.0.iter().rposition(is_any)?;
        return Some((last + 1, vec![name.to_owned()]));
    }
    let named = notation::Pointer::parse(name).ok()?;
    let depth = named.0.iter().rposition(is_any)? + 1;
    let (element, path) = named.0.split_at(depth);
    (pointer.0.starts_with(element) && !path.is_empty()).then(|| (depth, path.to_vec()))
}
