//! XML, read by quick-xml into a tree and written as JSON.
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

use alloc::string::String;
use alloc::vec::Vec;

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

/// A document as an object whose one member is its root element; `None` where it is not XML, or is refused. The list of
/// errors, if there is one, is where these names lead.
pub(super) fn as_json(text: &str, errors: &[&str]) -> Option<String> {
    if is_html(text) {
        return None;
    }
    let root = read(text)?;
    let mut json = String::with_capacity(text.len());
    let write_root = |json: &mut String, name: &str, root: &&Element| write(json, root, within(errors, name));
    write_object(&mut json, &[(root.name.as_str(), &root)], |_| false, write_root);
    Some(json)
}

/// Whether a document says in its first tag that it is HTML.
fn is_html(text: &str) -> bool {
    ["<!doctype", "<html"]
        .iter()
        .any(|tag| text.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag)))
}

/// An element with what is in it.
#[derive(Default)]
struct Element {
    /// The local name.
    name: String,
    /// The members that are attributes.
    attributes: Vec<(String, String)>,
    children: Vec<Element>,
    text: String,
}

/// Reads the root element.
fn read(document: &str) -> Option<Element> {
    let mut reader = Reader::from_str(document);
    // The elements that are open, outermost first.
    let mut open: Vec<Element> = Vec::new();
    let mut root = None;
    let mut room = MOST;
    loop {
        let closed = match reader.read_event().ok()? {
            Event::Start(tag) => {
                if open.len() >= DEEPEST || root.is_some() {
                    return None;
                }
                open.push(element(&tag, &mut room)?);
                None
            }
            Event::Empty(tag) => Some(element(&tag, &mut room)?),
            Event::End(_) => Some(open.pop()?),
            Event::Text(text) => {
                add(&mut open, &text.xml10_content())?;
                None
            }
            Event::CData(text) => {
                add(&mut open, &text.xml10_content())?;
                None
            }
            Event::GeneralRef(reference) => {
                refer(&mut open, &reference)?;
                None
            }
            Event::DocType(_) => return None,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => None,
            Event::Eof => break,
        };
        if let Some(element) = closed {
            match open.last_mut() {
                Some(parent) => parent.children.push(element),
                None if root.is_some() => return None,
                None => root = Some(element),
            }
        }
    }
    root.filter(|_| open.is_empty())
}

/// An element with its attributes, if there is room for so many more.
fn element(tag: &BytesStart<'_>, room: &mut usize) -> Option<Element> {
    *room = room.checked_sub(1)?;
    let name = tag.local_name().as_ref().into();
    let mut attributes = Vec::new();
    // That names differ is not checked, which takes time that grows with the square of their number: the last counts.
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.ok()?;
        *room = room.checked_sub(1)?;
        if attribute.key.as_namespace_binding().is_none() {
            let name = String::from("@") + attribute.key.local_name().as_ref();
            let value = attribute.normalized_value_with(XmlVersion::Explicit1_0, 1, resolve_xml_entity);
            attributes.push((name, value.ok()?.into_owned()));
        }
    }
    Some(Element { name, attributes, ..Element::default() })
}

/// Adds text to the element that is open; outside of the root there may only be space.
fn add(open: &mut [Element], text: &str) -> Option<()> {
    match open.last_mut() {
        Some(element) => element.text.push_str(text),
        None => text.trim().is_empty().then_some(())?,
    }
    Some(())
}

/// Adds what an entity or a character reference stands for.
fn refer(open: &mut [Element], reference: &BytesRef<'_>) -> Option<()> {
    let text = &mut open.last_mut()?.text;
    match reference.resolve_char_ref().ok()? {
        Some(character) => text.push(character),
        None => text.push_str(resolve_xml_entity(&reference.xml10_content())?),
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
fn write(json: &mut String, element: &Element, errors: &[&str]) {
    let Element { name: _, attributes, children, text } = element;
    let text = text.trim();
    if attributes.is_empty() && children.is_empty() {
        return write_text(json, text);
    }
    let attributes = attributes.iter().map(|(name, value)| (name.as_str(), Member::Text(value)));
    let children = children.iter().map(|child| (child.name.as_str(), Member::Element(child)));
    let text = (!text.is_empty()).then_some(("#text", Member::Text(text)));
    let members: Vec<_> = attributes.chain(children).chain(text).collect();
    let is_list = |name: &str| matches!(errors, [last] if *last == name);
    write_object(json, &members, is_list, |json, name, member| match member {
        Member::Text(text) => write_text(json, text),
        Member::Element(element) => write(json, element, within(errors, name)),
    });
}

/// What may be in an element.
enum Member<'e> {
    Text(&'e str),
    Element(&'e Element),
}
