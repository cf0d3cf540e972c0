//! The tree of a file from the parser's events: the only user of `saphyr_parser`'s parser.
//!
//! Its limits hold before anything else sees the file: no nesting without end, no alias that could multiply, no
//! second document.

use std::borrow::Cow;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span, StrInput};

use super::node::{Meaning, Node, Pair, Scalar, Style, Value};
use super::offsets::Offsets;
use super::syntax::{MAX_DEPTH, indicator, reference, syntax, too_deep};
use super::yaml;
use crate::finding::Finding;
use crate::source::SourceFile;

/// The tree of the one document of a file, of which this is the text.
///
/// # Errors
///
/// Why there is none.
pub(crate) fn tree<'t>(file: &'t SourceFile, text: &'t str) -> Result<Node<'t>, Box<Finding>> {
    let mut builder =
        Builder { file, offsets: Offsets::of(text), open: Vec::new(), root: None, documents: 0 };
    let mut parser: Parser<'t, StrInput<'t>> = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        let (event, span) = event.map_err(|error| syntax(file, &builder.offsets, &error))?;
        builder.take(event, span)?;
    }
    builder.root.ok_or_else(|| {
        let help = "start with `vendor:`, `title:` and `about:`, or remove the file";
        Finding::new("empty-file", file.place(&(0..0)), "the file holds no document", help).into()
    })
}

struct Builder<'t> {
    file: &'t SourceFile,
    offsets: Offsets<'t>,
    /// The lists and mappings that have begun, outermost first.
    open: Vec<OpenCollection<'t>>,
    root: Option<Node<'t>>,
    documents: usize,
}

/// A list or mapping that has begun.
struct OpenCollection<'t> {
    span: Range<usize>,
    parts: Children<'t>,
}

enum Children<'t> {
    List(Vec<Node<'t>>),
    Map(Vec<Pair<'t>>, Option<Node<'t>>),
}

impl<'t> Builder<'t> {
    fn take(&mut self, event: Event<'t>, span: Span) -> Result<(), Box<Finding>> {
        let place = self.offsets.of_span(span);
        match event {
            Event::DocumentStart(_) => self.begin_document(&place)?,
            Event::Alias(_) => return Err(reference(self.file, &place, "an alias").into()),
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse_anchor(anchor, tag.is_some(), &place)?;
                if style == ScalarStyle::Plain && text.starts_with(['|', '>', '%', '@', '`']) {
                    return Err(indicator(self.file, &place).into());
                }
                let span = self.offsets.without_comment(place, style);
                self.close(Node { span, value: Value::Scalar(scalar(text, style)) });
            }
            Event::SequenceStart(anchor, tag) => {
                self.refuse_anchor(anchor, tag.is_some(), &place)?;
                self.begin(place, Children::List(Vec::new()))?;
            }
            Event::MappingStart(anchor, tag) => {
                self.refuse_anchor(anchor, tag.is_some(), &place)?;
                self.begin(place, Children::Map(Vec::new(), None))?;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(OpenCollection { span, parts }) = self.open.pop() {
                    let value = match parts {
                        Children::List(nodes) => Value::List(nodes),
                        Children::Map(pairs, _) => Value::Map(pairs),
                    };
                    self.close(Node { span: span.start..place.end.max(span.end), value });
                }
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        Ok(())
    }

    fn begin_document(&mut self, place: &Range<usize>) -> Result<(), Box<Finding>> {
        self.documents += 1;
        if self.documents == 1 {
            return Ok(());
        }
        let help = "a file holds one vendor: remove the `---`, or move the rest to a file of its own";
        let message = "a second document starts here";
        Err(Finding::new("several-documents", self.file.place(place), message, help).into())
    }

    fn begin(&mut self, span: Range<usize>, parts: Children<'t>) -> Result<(), Box<Finding>> {
        if self.open.len() == MAX_DEPTH {
            return Err(too_deep(self.file, &span).into());
        }
        self.open.push(OpenCollection { span, parts });
        Ok(())
    }

    fn close(&mut self, node: Node<'t>) {
        match self.open.last_mut().map(|open| &mut open.parts) {
            Some(Children::List(nodes)) => nodes.push(node),
            Some(Children::Map(pairs, key)) => match key.take() {
                None => *key = Some(node),
                Some(key) => pairs.push(pair(key, node)),
            },
            None => self.root = Some(node),
        }
    }

    fn refuse_anchor(&self, anchor: usize, tag: bool, place: &Range<usize>) -> Result<(), Box<Finding>> {
        if anchor != 0 {
            Err(reference(self.file, place, "an anchor").into())
        } else if tag {
            Err(reference(self.file, place, "a tag").into())
        } else {
            Ok(())
        }
    }
}

fn scalar(text: Cow<'_, str>, style: ScalarStyle) -> Scalar<'_> {
    match style {
        ScalarStyle::Plain => Scalar { meaning: yaml::meaning(&text), text, style: Style::Plain },
        _ => Scalar { text, style: Style::Quoted, meaning: Meaning::Text },
    }
}

/// A key and its value; where nothing is written behind the key, the key is what to point at.
fn pair<'t>(key: Node<'t>, mut value: Node<'t>) -> Pair<'t> {
    if value.span.is_empty() {
        value.span = key.span.clone();
    }
    (key, value)
}
