//! What holds for any body in a format other than JSON, and for any stream.

use std::borrow::Cow;

use errcat::Response;
use errcat::stream::Frames;
use errcat::table::Table;
use proptest::prelude::*;
use proptest::sample::select;
use quick_xml::events::Event;
use quick_xml::reader::Reader;

use crate::catalogs::{Lazy, table};
use crate::streams::cut;

/// Places of all formats.
static ANY: Lazy = Lazy::new(|| {
    table(
        r#"
envelope:
  code: ["", /a, /a/b, /a/b/1, "/a/@b", "/a/#text", /a/b/c]
  embedded: any_list
"#,
    )
});

static AT_B: Lazy = Lazy::new(|| table("envelope: { code: /a/b }\n"));
static AT_LIST: Lazy = Lazy::new(|| table("envelope: { code: /a/b/1 }\n"));
static AT_A: Lazy = Lazy::new(|| table("envelope: { code: /a }\n"));

const TYPES: &[&str] = &[
    "application/xml",
    "application/x-www-form-urlencoded",
    "text/event-stream",
    "application/x-ndjson",
    "text/plain",
];

/// Bytes that are nearly XML, a form, an event or a line.
fn near() -> impl Strategy<Value = Vec<u8>> {
    let part = select(vec![
        "<a>",
        "</a>",
        "<b>",
        "</b>",
        "<a/>",
        "<b c='d'/>",
        "<b c=\"&lt;\">",
        "<",
        ">",
        "&",
        "&amp;",
        "&#65;",
        "&#0;",
        "&x;",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "<?xml version='1.0'?>",
        "<?",
        "?>",
        "<!DOCTYPE a [",
        "x:a",
        "a=b",
        "&a=",
        "%41",
        "%",
        "+",
        "data: ",
        "event: a",
        "id:1",
        "retry: 1",
        ":",
        "\n",
        "\r",
        "\r\n",
        "{\"a\": 1}",
        "{\"a\": {\"b\": \"c\"}}",
        "[",
        "\"",
        " ",
        "\u{feff}",
        "é",
        "\0",
    ]);
    let text = prop::collection::vec(part, 0..24).prop_map(|parts| parts.concat().into_bytes());
    prop_oneof![text, any::<Vec<u8>>()]
}

fn code(table: &Table<'_>, content_type: &str, body: &[u8]) -> Option<String> {
    let response = Response::new(400).header("Content-Type", content_type).body(body);
    table.classify(&response).and_then(|verdict| verdict.raw_code().map(str::to_owned))
}

proptest! {
    #[test]
    fn any_bytes_are_judged(body in near(), content_type in select(TYPES), status in select(&[200_u16, 400][..])) {
        let response = Response::new(status).header("Content-Type", content_type).body(&body);
        let all = ANY.classify_all(&response);
        prop_assert!(status == 200 || !all.is_empty());
        for verdict in ANY.classify(&response).into_iter().chain(all) {
            let _ = (verdict.details(), verdict.item(), format!("{verdict} {verdict:?}"));
        }
    }

    #[test]
    fn a_stream_gives_the_same_frames_wherever_it_is_cut(
        stream in near(),
        limit in prop_oneof![0_usize..40, Just(Frames::LIMIT)],
        size in 1_usize..9,
    ) {
        for frames in [Frames::sse().limit(limit), Frames::json_lines().limit(limit)] {
            let whole = cut(frames.clone(), [&*stream]);
            prop_assert_eq!(&cut(frames.clone(), stream.chunks(size)), &whole);
            for at in 0..=stream.len() {
                let (head, tail) = stream.split_at(at);
                prop_assert_eq!(&cut(frames.clone(), [head, tail]), &whole);
            }
        }
    }

    #[test]
    fn a_form_has_what_a_reference_reader_finds(
        pairs in prop::collection::vec((select(&["a", "b", "c d"][..]), any::<String>()), 0..5),
    ) {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(&pairs).finish();
        let values: Vec<Cow<'_, str>> = form_urlencoded::parse(body.as_bytes())
            .filter(|(name, _)| name == "a")
            .map(|(_, value)| value)
            .collect();
        let expected = match &*values {
            [one] if !one.is_empty() => Some(one.to_string()),
            _ => None,
        };
        prop_assert_eq!(code(&AT_A, "application/x-www-form-urlencoded", body.as_bytes()), expected);
    }

    #[test]
    fn xml_has_what_a_reference_reader_finds(tree in tree()) {
        let mut xml = String::new();
        tree.write(&mut xml);
        let read = Tree::read(&xml);
        let found = |table| code(table, "application/xml", xml.as_bytes());
        prop_assert_eq!(found(&AT_B), read.at(&["a", "b"], None), "{}", xml);
        prop_assert_eq!(found(&AT_LIST), read.at(&["a", "b"], Some(1)), "{}", xml);
    }
}

#[test]
fn bodies_made_to_take_long_are_refused_or_read_at_once() {
    let many = |part: &str| part.repeat((1 << 18) / part.len() - 8);
    for body in [
        many("<a>"),
        format!("<a>{}</a>", many("<b/>")),
        format!("<a {}/>", many("b='' ")),
        format!("<a>{}</a>", many("&amp;")),
        many("&a=b"),
        many("data: a\n"),
        many("\r\n"),
        many("{\n"),
        "<!DOCTYPE a [<!ENTITY b \"&c;&c;\">]><a>&b;</a>".to_owned(),
    ] {
        for content_type in TYPES {
            assert!(
                ANY.classify(&Response::new(400).header("Content-Type", *content_type).body(&body)).is_some()
            );
        }
    }
}

/// XML as a small tree.
#[derive(Clone, Debug, Default)]
struct Tree {
    name: String,
    attribute: Option<String>,
    text: String,
    children: Vec<Tree>,
}

fn tree() -> impl Strategy<Value = Tree> {
    let name = || select(&["a", "b", "x:b", "c"][..]).prop_map(str::to_owned);
    let text = || select(&["", " t ", "u<&>\"'", "é\u{7f}"][..]).prop_map(str::to_owned);
    let attribute = move || prop::option::of(text());
    let leaf = (name(), attribute(), text()).prop_map(|(name, attribute, text)| Tree {
        name,
        attribute,
        text,
        children: Vec::new(),
    });
    let parts = leaf.prop_recursive(3, 16, 4, move |inner| {
        (name(), attribute(), text(), prop::collection::vec(inner, 0..4))
            .prop_map(|(name, attribute, text, children)| Tree { name, attribute, text, children })
    });
    prop::collection::vec(parts, 0..4).prop_map(|children| Tree {
        name: "a".to_owned(),
        children,
        ..Tree::default()
    })
}

impl Tree {
    fn write(&self, xml: &mut String) {
        let Self { name, attribute, text, children } = self;
        let escaped = |text: &str| quick_xml::escape::escape(text).into_owned();
        let attribute =
            attribute.as_deref().map(|value| format!(" k=\"{}\"", escaped(value))).unwrap_or_default();
        xml.push_str(&format!("<{name}{attribute}>{}", escaped(text)));
        children.iter().for_each(|child| child.write(xml));
        xml.push_str(&format!("</{name}>"));
    }

    /// The tree of a document, by the events of quick-xml.
    fn read(xml: &str) -> Self {
        let mut reader = Reader::from_str(xml);
        let mut open = vec![Self::default()];
        loop {
            let last = open.last_mut().unwrap();
            match reader.read_event().unwrap() {
                Event::Start(tag) => {
                    let attribute =
                        tag.attributes().next().map(|attribute| attribute.unwrap().value.into_owned());
                    let name = tag.local_name().as_ref().to_owned();
                    open.push(Self { name, attribute, ..Self::default() });
                }
                Event::End(_) => {
                    let closed = open.pop().unwrap();
                    open.last_mut().unwrap().children.push(closed);
                }
                Event::Text(text) => last.text.push_str(&text.xml10_content()),
                Event::GeneralRef(reference) => {
                    let name = reference.xml10_content();
                    last.text.push_str(quick_xml::escape::resolve_xml_entity(&name).unwrap());
                }
                Event::Eof => return open.pop().unwrap(),
                other => panic!("{other:?}"),
            }
        }
    }

    /// The text at these names, or of one of several elements there.
    fn at(&self, names: &[&str], index: Option<usize>) -> Option<String> {
        let [name, rest @ ..] = names else {
            let is_text = self.attribute.is_none() && self.children.is_empty();
            return Some(self.text.trim().to_owned()).filter(|text| is_text && !text.is_empty());
        };
        let named: Vec<&Self> = self.children.iter().filter(|child| child.name == *name).collect();
        match (&*named, index) {
            ([one], _) if !rest.is_empty() => one.at(rest, index),
            ([one], None) => one.at(rest, index),
            ([_, _, ..], Some(index)) => named.get(index)?.at(rest, None),
            _ => None,
        }
    }
}
