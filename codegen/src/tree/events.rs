//! The tree of a file from the parser's events: the only user of `saphyr_parser`'s parser.
//!
//! Its limits hold before anything else sees the file: no nesting without end, no alias that could multiply, no
//! second document.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::mpsc;
use std::thread;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span, StrInput};

use super::node::{Meaning, Node, Pair, Scalar, Style, Value};
use super::offsets::Offsets;
use super::slips;
use super::syntax::{MAX_DEPTH, indicator, of_slip, reference, syntax, tab, too_deep};
use super::yaml;
use crate::finding::Finding;
use crate::parallel;
use crate::source::SourceFile;

/// The tree of the one document of a file, of which this is the text, and what is mistyped in it, though it is YAML.
/// The names are those that its fields may have.
///
/// # Errors
///
/// Why there is none.
pub(crate) fn tree<'t>(
    file: &'t SourceFile,
    text: &'t str,
    names: &HashSet<&'static str>,
) -> Result<(Node<'t>, Vec<Finding>), Box<Finding>> {
    let mut builder = Builder {
        file,
        text,
        offsets: Offsets::of(text),
        open: Vec::new(),
        root: None,
        documents: 0,
        mistyped: Vec::new(),
    };
    each_event(text, |event| {
        let (event, span) = event.map_err(|error| syntax(file, &builder.offsets, names, &error))?;
        builder.take(event, span)
    })?;
    let Builder { root, mistyped, .. } = builder;
    let root = root.ok_or_else(|| -> Box<Finding> {
        let help = "start with `vendor:`, `title:` and `about:`, or remove the file";
        Finding::new("empty-file", file.place(&(0..0)), "the file holds no document", help).into()
    })?;
    Ok((root, mistyped))
}

/// What the parser says next.
type Parsed<'t> = Result<(Event<'t>, Span), ScanError>;

/// From this size on, in bytes, the parser runs beside the building of the tree.
const LARGE: usize = 1024 * 1024;

/// How many events are handed over at once.
const BATCH: usize = 1024;

/// How many batches the parser may be ahead.
const AHEAD: usize = 8;

/// Takes each event of a text, until one is refused.
fn each_event<'t, E>(text: &'t str, mut take: impl FnMut(Parsed<'t>) -> Result<(), E>) -> Result<(), E> {
    let mut parser: Parser<'t, StrInput<'t>> = Parser::new_from_str(text);
    let mut is_over = false;
    let mut events = std::iter::from_fn(move || {
        let event = if is_over { None } else { parser.next_event() };
        is_over = !matches!(event, Some(Ok(_)));
        event
    });
    if text.len() < LARGE || parallel::cores() < 2 {
        return events.try_for_each(take);
    }
    thread::scope(|scope| {
        let (to, from) = mpsc::sync_channel::<Vec<Parsed<'t>>>(AHEAD);
        scope.spawn(move || {
            // Where no more are taken, no more are made.
            let batches = std::iter::from_fn(|| Some(events.by_ref().take(BATCH).collect::<Vec<_>>()));
            batches.take_while(|batch| !batch.is_empty()).all(|batch| to.send(batch).is_ok())
        });
        from.into_iter().flatten().try_for_each(&mut take)
    })
}

struct Builder<'t> {
    file: &'t SourceFile,
    text: &'t str,
    offsets: Offsets<'t>,
    /// The lists and mappings that have begun, outermost first.
    open: Vec<OpenCollection<'t>>,
    root: Option<Node<'t>>,
    documents: usize,
    /// What is mistyped, though it is YAML.
    mistyped: Vec<Finding>,
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
                let value = self.scalar(text, style, &span)?;
                self.close(Node { span, value: Value::Scalar(value) });
            }
            Event::SequenceStart(anchor, tag) => {
                self.refuse_anchor(anchor, tag.is_some(), &place)?;
                self.begin(place, Children::List(Vec::new()))?;
            }
            Event::MappingStart(anchor, tag) => {
                self.refuse_anchor(anchor, tag.is_some(), &place)?;
                self.tabs_before(&place);
                self.begin(place, Children::Map(Vec::new(), None))?;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(OpenCollection { span, parts }) = self.open.pop() {
                    // What they grew into is not needed any more; a large file has many of them.
                    let value = match parts {
                        Children::List(mut nodes) => {
                            nodes.shrink_to_fit();
                            Value::List(nodes)
                        }
                        Children::Map(mut pairs, _) => {
                            pairs.shrink_to_fit();
                            Value::Map(pairs)
                        }
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

    /// A scalar. Quotes of another kind around it are reported, and then left out of it.
    fn scalar(
        &mut self,
        text: Cow<'t, str>,
        style: ScalarStyle,
        span: &Range<usize>,
    ) -> Result<Scalar<'t>, Box<Finding>> {
        if style != ScalarStyle::Plain {
            return Ok(Scalar { text, style: Style::Quoted, meaning: Meaning::Text });
        }
        let Some((slip, within)) = slips::in_typographic(&text, span.start) else {
            return Ok(Scalar { meaning: yaml::meaning(&text), text, style: Style::Plain });
        };
        let finding = of_slip(self.file, slip);
        // Without an end it is not known what belongs to it.
        let Some(within) = within else { return Err(finding.into()) };
        self.mistyped.push(finding);
        Ok(Scalar { text: within.to_owned().into(), style: Style::Quoted, meaning: Meaning::Text })
    }

    /// Reports a tab between a dash and the first key of a mapping, which other readers of YAML refuse.
    fn tabs_before(&mut self, mapping: &Range<usize>) {
        let before = self.text.get(..mapping.start).unwrap_or_default();
        let is_block = !self.text.get(mapping.start..).unwrap_or_default().starts_with('{');
        let blank = before.trim_end_matches([' ', '\t']);
        let tabs = before.get(blank.len()..).and_then(|blank| blank.find('\t'));
        if let Some(at) = tabs.filter(|_| is_block && blank.ends_with('-')) {
            self.mistyped.push(tab(self.file, blank.len() + at));
        }
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

/// A key and its value; where nothing is written behind the key, the key is what to point at.
fn pair<'t>(key: Node<'t>, mut value: Node<'t>) -> Pair<'t> {
    if value.span.is_empty() {
        value.span = key.span.clone();
    }
    (key, value)
}
