//! XML, read by quick-xml into a list of its elements and written as JSON.
//!
//! - An element is a member named by its local name: a namespace's prefix is dropped. Siblings of one name become a list, and so
//!   does a single element where the list of errors is.
//! - An attribute is the member `@name`; the declarations of namespaces are left out.
//! - An element with text alone is that text, without the space around it. With attributes or elements beside it,
//!   the text is the member `#text`.
//!
//! A document with a DOCTYPE is refused: so there is no entity but the five of XML itself, and nothing to expand or
//! to fetch; and a page of HTML is refused too. Elements that are nested deeper than [`DEEPEST`] are refused as well, and so is a document with more than [`MOST`] of
//! them, each of which takes far more memory than it may take bytes.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::iter;

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use crate::json::write::{write_object, write_text};
use crate::table::Pointer;

/// How many elements may be around each other.
const DEEPEST: usize = 64;

/// How many elements and attributes there may be: enough for a thousand errors in one response, as S3 sends.
const MOST: usize = 8_192;

/// For how many elements there is room from the start; few errors have more.
const USUAL: usize = 16;

/// A document as an object whose one member is its root element; `None` where it is not XML, or is refused. The list of
/// errors, if there is one, is where these names lead.
pub(super) fn as_json(text: &str, errors: &[&str]) -> Option<String> {
    if is_html(text) {
        return None;
    }
    let root = &*read(text)?;
    let mut json = String::with_capacity(text.len());
    let write_root = |json: &mut String, name: &str, root: &Tree<'_>| write(json, root, within(errors, name));
    write_object(&mut json, &[(root.first()?.name(), root)], |_| false, write_root);
    Some(json)
}

/// Whether a document says in its first tag that it is HTML.
fn is_html(text: &str) -> bool {
    ["<!doctype", "<html"]
        .iter()
        .any(|tag| text.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag)))
}

/// An element.
struct Element<'d> {
    /// What is between its angle brackets: the name and the attributes.
    tag: BytesStart<'d>,
    /// How many attributes there are, without the declarations of namespaces.
    attributes: usize,
    text: Cow<'d, str>,
    /// How many elements it is with all that are in it.
    size: usize,
}

/// An element and all that are in it, in the order in which they begin.
type Tree<'t> = &'t [Element<'t>];

impl Element<'_> {
    /// The local name.
    fn name(&self) -> Cow<'_, str> {
        self.tag.local_name().into_inner().into()
    }

    /// The members that are attributes, of which it is known that they are XML.
    fn attributes(&self) -> impl Iterator<Item = Attribute<'_>> {
        attributes(&self.tag).flatten().flatten()
    }
}

/// The name and the value of the member that is an attribute.
type Attribute<'t> = (Cow<'t, str>, Cow<'t, str>);

/// The attributes of a tag as members, without a value for the declaration of a namespace; `None` for what is not XML.
fn attributes<'t>(tag: &'t BytesStart<'_>) -> impl Iterator<Item = Option<Option<Attribute<'t>>>> {
    let mut attributes = tag.attributes();
    // That names differ is not checked, which takes time that grows with the square of their number: the last counts.
    attributes.with_checks(false);
    attributes.map(|attribute| {
        let attribute = attribute.ok()?;
        if attribute.key.as_namespace_binding().is_some() {
            return Some(None);
        }
        let name = String::from("@") + attribute.key.local_name().as_ref();
        let value = attribute.normalized_value_with(XmlVersion::Explicit1_0, 1, resolve_xml_entity);
        Some(Some((name.into(), value.ok()?)))
    })
}

/// Reads the root element.
fn read(document: &str) -> Option<Vec<Element<'_>>> {
    let mut reader = Reader::from_str(document);
    let mut elements = Vec::with_capacity(USUAL);
    // The positions of the elements that are open, outermost first.
    let mut open = Vec::with_capacity(USUAL);
    let mut room = MOST;
    loop {
        let event = reader.read_event().ok()?;
        let is_start = matches!(event, Event::Start(_));
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                let is_second_root = open.is_empty() && !elements.is_empty();
                if open.len() >= DEEPEST || is_second_root {
                    return None;
                }
                if is_start {
                    open.push(elements.len());
                }
                elements.push(element(tag, &mut room)?);
            }
            Event::End(_) => {
                let (began, now) = (open.pop()?, elements.len());
                elements.get_mut(began)?.size = now - began;
            }
            Event::Text(text) => add(&mut elements, &open, text.xml10_content())?,
            Event::CData(text) => add(&mut elements, &open, text.xml10_content())?,
            Event::GeneralRef(reference) => {
                let element = elements.get_mut(*open.last()?)?;
                refer(&mut element.text, &reference)?;
            }
            Event::DocType(_) => return None,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Eof => return open.is_empty().then_some(elements),
        }
    }
}

/// An element with its attributes, if there is room for so many more.
fn element<'d>(tag: BytesStart<'d>, room: &mut usize) -> Option<Element<'d>> {
    *room = room.checked_sub(1)?;
    let mut members = 0;
    for attribute in attributes(&tag) {
        *room = room.checked_sub(1)?;
        members += usize::from(attribute?.is_some());
    }
    Some(Element { tag, attributes: members, text: Cow::Borrowed(""), size: 1 })
}

/// Adds text to the element that is open; outside of the root there may only be space.
fn add<'d>(elements: &mut [Element<'d>], open: &[usize], text: Cow<'d, str>) -> Option<()> {
    match open.last() {
        Some(position) => elements.get_mut(*position)?.text += text,
        None => text.trim().is_empty().then_some(())?,
    }
    Some(())
}

/// Adds what an entity or a character reference stands for.
fn refer(text: &mut Cow<'_, str>, reference: &BytesRef<'_>) -> Option<()> {
    match reference.resolve_char_ref().ok()? {
        Some(character) => text.to_mut().push(character),
        None => *text += resolve_xml_entity(&reference.xml10_content())?,
    }
    Some(())
}

/// What is left of the way to the list of errors within an element of this name; nothing where it does not lead there.
fn within<'n>(errors: &'n [&'n str], name: &str) -> &'n [&'n str] {
    match errors {
        [first, rest @ ..] if *first == name || *first == Pointer::ANY => rest,
        _ => &[],
    }
}

/// Writes what is in an element, from which these names lead to the list of errors.
fn write(json: &mut String, tree: Tree<'_>, errors: &[&str]) {
    let [element, inside @ ..] = tree else { return };
    let text = element.text.trim();
    if tree.len() == 1 && element.attributes == 0 {
        return write_text(json, text);
    }
    let mut members = Vec::with_capacity(USUAL.min(element.attributes + inside.len() + 1));
    members.extend(element.attributes().map(|(name, value)| (name, Member::Text(value))));
    members.extend(trees(inside).filter_map(|child| Some((child.first()?.name(), Member::Element(child)))));
    members.extend((!text.is_empty()).then_some(("#text".into(), Member::Text(text.into()))));
    let is_list = |name: &str| matches!(errors, [last] if *last == name);
    write_object(json, &members, is_list, |json, name, member| match member {
        Member::Text(text) => write_text(json, text),
        Member::Element(element) => write(json, element, within(errors, name)),
    });
}

/// The elements of which none is in another of them, each with all that are in it.
fn trees<'t>(mut elements: Tree<'t>) -> impl Iterator<Item = Tree<'t>> {
    iter::from_fn(move || {
        let (first, rest) = elements.split_at_checked(elements.first()?.size)?;
        elements = rest;
        Some(first)
    })
}

/// What may be in an element.
enum Member<'e> {
    Text(Cow<'e, str>),
    Element(Tree<'e>),
}
