//! The tree of a file from the parser's events: the only user of `saphyr_parser`'s parser.
//!
//! Its limits hold before anything else sees the file: no nesting without end, no alias that could multiply, no
//! second document.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;
use std::vec::Drain;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span, StrInput};

use super::node::{Node, Pair, Scalar, Style, Value};
use super::offsets::Offsets;
use super::pieces::{Pieces, pieces};
use super::slips;
use super::syntax::{MAX_DEPTH, indicator, of_slip, reference, syntax, tab, too_deep};
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
    if let Some(of_pieces) = of_pieces(file, text) {
        return Ok(of_pieces);
    }
    let mut builder = Builder::new(file, text, 0..text.len(), 0);
    for event in events(text) {
        let (event, span) = event.map_err(|error| syntax(file, &builder.offsets, names, &error))?;
        builder.take(event, span)?;
    }
    let Builder { root, mistyped, .. } = builder;
    let root = root.ok_or_else(|| -> Box<Finding> {
        let help = "start with `vendor:`, `title:` and `about:`, or remove the file";
        Finding::new("empty-file", file.place(&(0..0)), "the file holds no document", help).into()
    })?;
    Ok((root, mistyped))
}

/// The same of a large file whose groups can be parsed each by itself, on every core. `None` for any other, and where
/// something is wrong: what it is can be said by a parser of the whole.
fn of_pieces<'t>(file: &'t SourceFile, text: &'t str) -> Option<(Node<'t>, Vec<Finding>)> {
    let Pieces { head, groups, tail } = pieces(text)?;
    let in_order: Vec<(Range<usize>, usize)> = [(head, 0)]
        .into_iter()
        .chain(groups.into_iter().map(|piece| (piece, 1)))
        .chain(tail.map(|piece| (piece, 0)))
        .collect();
    let trees = parallel::map(&in_order, |(piece, depth)| {
        let mut builder = Builder::new(file, text, piece.clone(), *depth);
        for event in events(text.get(piece.clone())?) {
            let (event, span) = event.ok()?;
            builder.take(event, span).ok()?;
        }
        Some((builder.root?, builder.mistyped))
    });
    let mut trees = trees.into_iter();
    let (mut root, mut mistyped) = trees.next()??;
    for tree in trees {
        let (piece, of_piece) = tree?;
        mistyped.extend(of_piece);
        let Value::Map(pairs) = &mut root.value else { return None };
        match piece.value {
            Value::List(more) => {
                let (_, groups) = pairs.last_mut()?;
                let Value::List(nodes) = &mut groups.value else { return None };
                nodes.extend(more);
                groups.span.end = piece.span.end;
            }
            Value::Map(more) => pairs.extend(more),
            Value::Scalar(_) => return None,
        }
        root.span.end = piece.span.end;
    }
    Some((root, mistyped))
}

/// What the parser says of a text, up to its first error.
fn events<'t>(text: &'t str) -> impl Iterator<Item = Result<(Event<'t>, Span), ScanError>> {
    let mut parser: Parser<'t, StrInput<'t>> = Parser::new_from_str(text);
    let mut is_over = false;
    std::iter::from_fn(move || {
        let event = if is_over { None } else { parser.next_event() };
        is_over = !matches!(event, Some(Ok(_)));
        event
    })
}

struct Builder<'t> {
    file: &'t SourceFile,
    text: &'t str,
    offsets: Offsets<'t>,
    /// How many collections are around the piece that is parsed.
    depth: usize,
    /// The lists and mappings that have begun, outermost first.
    open: Vec<OpenCollection>,
    /// What they hold so far, in the order of the text: the elements of lists, the keys and values of mappings.
    parts: Vec<Node<'t>>,
    root: Option<Node<'t>>,
    documents: usize,
    /// What is mistyped, though it is YAML.
    mistyped: Vec<Finding>,
}

/// A list or mapping that has begun.
struct OpenCollection {
    span: Range<usize>,
    /// Where its parts begin.
    first: usize,
}

impl<'t> Builder<'t> {
    /// For a piece of a text that is so deep in it.
    fn new(file: &'t SourceFile, text: &'t str, piece: Range<usize>, depth: usize) -> Self {
        Self {
            file,
            text,
            offsets: Offsets::of(text, piece),
            depth,
            open: Vec::new(),
            parts: Vec::new(),
            root: None,
            documents: 0,
            mistyped: Vec::new(),
        }
    }

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
                let text = self.borrowed(text, style, &span);
                let value = self.scalar(text, style, &span)?;
                self.close(Node { span, value: Value::Scalar(value) });
            }
            Event::SequenceStart(anchor, tag) => {
                self.refuse_anchor(anchor, tag.is_some(), &place)?;
                self.begin(place)?;
            }
            Event::MappingStart(anchor, tag) => {
                self.refuse_anchor(anchor, tag.is_some(), &place)?;
                self.tabs_before(&place);
                self.begin(place)?;
            }
            Event::SequenceEnd => self.end(&place, |parts| Value::List(parts.collect())),
            Event::MappingEnd => self.end(&place, |parts| Value::Map(pairs(parts))),
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

    fn begin(&mut self, span: Range<usize>) -> Result<(), Box<Finding>> {
        if self.depth + self.open.len() == MAX_DEPTH {
            return Err(too_deep(self.file, &span).into());
        }
        self.open.push(OpenCollection { span, first: self.parts.len() });
        Ok(())
    }

    /// Makes a value of what the innermost collection holds.
    fn end(&mut self, place: &Range<usize>, value: impl FnOnce(Drain<'_, Node<'t>>) -> Value<'t>) {
        let Some(OpenCollection { span, first }) = self.open.pop() else { return };
        let value = value(self.parts.drain(first..));
        self.close(Node { span: span.start..place.end.max(span.end), value });
    }

    /// The text of a scalar as it stands in the file, if it does: the parser makes a copy of each, and leaves room behind.
    fn borrowed(&self, text: Cow<'t, str>, style: ScalarStyle, span: &Range<usize>) -> Cow<'t, str> {
        let written = self.text.get(span.clone()).unwrap_or_default();
        let written = match style {
            ScalarStyle::Plain => written,
            _ => written.get(1..written.len().saturating_sub(1)).unwrap_or_default(),
        };
        if written == text {
            return Cow::Borrowed(written);
        }
        let mut text = text.into_owned();
        text.shrink_to_fit();
        Cow::Owned(text)
    }

    /// A scalar. Quotes of another kind around it are reported, and then left out of it.
    fn scalar(
        &mut self,
        text: Cow<'t, str>,
        style: ScalarStyle,
        span: &Range<usize>,
    ) -> Result<Scalar<'t>, Box<Finding>> {
        if style != ScalarStyle::Plain {
            return Ok(Scalar { text, style: Style::Quoted });
        }
        let Some((slip, within)) = slips::in_typographic(&text, span.start) else {
            return Ok(Scalar { text, style: Style::Plain });
        };
        let finding = of_slip(self.file, slip);
        // Without an end it is not known what belongs to it.
        let Some(within) = within else { return Err(finding.into()) };
        self.mistyped.push(finding);
        Ok(Scalar { text: within.to_owned().into(), style: Style::Quoted })
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
        match self.open.is_empty() {
            true => self.root = Some(node),
            false => self.parts.push(node),
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

/// What keys and values in turn are.
fn pairs<'t>(mut parts: Drain<'_, Node<'t>>) -> Vec<Pair<'t>> {
    let mut pairs = Vec::with_capacity(parts.len() / 2);
    while let (Some(key), Some(value)) = (parts.next(), parts.next()) {
        pairs.push(pair(key, value));
    }
    pairs
}

/// A key and its value; where nothing is written behind the key, the key is what to point at.
fn pair<'t>(key: Node<'t>, mut value: Node<'t>) -> Pair<'t> {
    if value.span.is_empty() {
        value.span = key.span.clone();
    }
    (key, value)
}
