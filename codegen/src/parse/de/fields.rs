//! The fields of a mapping: those that are known, those that are not, and those that are missing.

use serde::de::{self, Visitor};

use super::access::Around;
use super::{De, Error, Node, Value, required};

/// What a mapping has for a raw type.
struct Fields<'a> {
    pairs: Vec<&'a (Node, Node)>,
    /// The fields whose absence is told already.
    absent: Vec<&'a str>,
}

impl<'a> De<'a> {
    /// Reads a struct from the fields that it has.
    pub(super) fn structure<V: Visitor<'a>>(
        self,
        name: &'static str,
        pairs: &'a [(Node, Node)],
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let around = if required::goes_on(name) { Around::GoesOn } else { Around::Fails };
        let before = self.sink.damage.get();
        let Fields { pairs, absent } = self.fields(name, pairs, fields);
        if around == Around::GoesOn {
            self.sink.damage.set(before);
        }
        self.pairs(pairs, around, visitor).map_err(|mut error| {
            error.recorded |= error.missing.is_some_and(|field| absent.contains(&field));
            error
        })
    }

    /// The fields of a struct, lists first, without those that are left out. What the struct does not have
    /// and what it misses is written down.
    fn fields(
        self,
        name: &'static str,
        pairs: &'a [(Node, Node)],
        fields: &'static [&'static str],
    ) -> Fields<'a> {
        let is_known = |key: &Node| key.text().is_some_and(|name| fields.contains(&name));
        let (mut known, unknown): (Vec<_>, Vec<_>) =
            self.once(pairs).into_iter().partition(|(key, _)| is_known(key));
        let given = |field: &str| known.iter().any(|(key, _)| key.text() == Some(field));
        let mut missing: Vec<&str> = required::of(name).filter(|field| !given(field)).collect();
        let mut absent = missing.clone();
        self.unknown(&unknown, &known, fields, &mut missing);
        for field in missing {
            let missing: Error = de::Error::missing_field(field);
            self.sink.record(missing.at(self.place()));
        }
        known.retain(|(key, value)| {
            let left_out = self.sink.is_left_out(value);
            if left_out {
                self.sink.damage.set(self.sink.damage.get() + 1);
                absent.extend(key.text());
            }
            !left_out
        });
        known.extend(absent.iter().filter_map(|field| required::stand_in(name, field)));
        known.sort_by_key(|(_, value)| match value.value {
            Value::List(_) => 0,
            Value::Map(_) => 1,
            _ => 2,
        });
        Fields { pairs: known, absent }
    }

    /// Writes down the fields that are not known. Those that they are meant to be are not missing.
    fn unknown(
        self,
        pairs: &[&'a (Node, Node)],
        known: &[&(Node, Node)],
        fields: &'static [&'static str],
        missing: &mut Vec<&'static str>,
    ) {
        // Another mapping altogether: what is wrong is where it stands, not each of its fields.
        if let ([(key, _), _, ..], []) = (pairs, known) {
            let mut unknown =
                <Error as de::Error>::unknown_field(key.text().unwrap_or_default(), fields).suggest(None);
            unknown.label = "nor are the fields after it known here".to_owned();
            missing.clear();
            return self.sink.record(unknown.at(key.span.clone()));
        }
        for (key, _) in pairs {
            let name = key.text().or(key.plain.as_deref()).unwrap_or_default();
            let mut unknown: Error = de::Error::unknown_field(name, fields);
            if let ([only], [_], None) = (missing.as_slice(), pairs, &unknown.suggestion) {
                unknown = unknown.suggest(Some(only));
            }
            missing.retain(|field| unknown.suggestion.as_deref() != Some(field));
            self.sink.record(unknown.at(key.span.clone()));
        }
    }
}
