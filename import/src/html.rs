//! HTML pages.

use scraper::{ElementRef, Html, Node};

use super::lines;
use super::markdown;
use super::one_line::one_line;
use super::page::{Block, Page, Row, Table};

/// The most rows and columns that a cell may span; a page with more is broken or hostile.
const MOST_SPANNED: usize = 200;

/// Whether a text is HTML, and not Markdown with some tags in it.
pub(super) fn is_html(text: &str) -> bool {
    let start = text.trim_start();
    let start = start[..start.floor_char_boundary(64)].to_ascii_lowercase();
    let whole_page = ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| start.starts_with(tag))
        || start.starts_with("<?xml") && text.contains("<html");
    // Markdown may start with a tag too, such as a centred picture.
    whole_page || start.starts_with('<') && text.contains("</") && !text.lines().any(markdown::is_dashes)
}

/// Reads a page of HTML.
pub(super) fn read(text: &str) -> Page {
    let document = Html::parse_document(text);
    let mut page = Page::default();
    for node in document.tree.root().descendants() {
        let Some(element) = ElementRef::wrap(node) else { continue };
        match element.value().name() {
            "title" => page.title = Some(text_of(element)).filter(|title| !title.is_empty()),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => heading(&mut page, element),
            "table" => {
                own(element, &["caption"]).into_iter().for_each(|caption| heading(&mut page, caption));
                page.blocks.push(Block::Table(table(element)));
            }
            "p" => page.blocks.extend(lines::remedy(&text_of(element)).map(Block::Remedy)),
            "pre" => {
                page.blocks.extend(Block::sample(&raw_text_of(element)));
            }
            _ => {}
        }
    }
    page
}

fn heading(page: &mut Page, element: ElementRef<'_>) {
    // A heading may end with the sign of a link to itself.
    let text = text_of(element);
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || "#¶§🔗".contains(c));
    if !text.is_empty() {
        page.blocks.push(Block::Heading(text.to_owned()));
    }
}

/// The rows of a table, without those of a table inside it.
fn table(table: ElementRef<'_>) -> Table {
    let rows: Vec<ElementRef<'_>> = own(table, &["tr"]);
    let mut grid = Grid::default();
    let mut table = Table::default();
    for (number, row) in rows.into_iter().enumerate() {
        let cells = grid.row(&own(row, &["td", "th"]));
        if number == 0 { table.head = cells } else { table.rows.push(Row::Cells(cells)) }
    }
    table
}

/// Cells that span into the rows below.
#[derive(Default)]
struct Grid {
    /// For each column, the number of further rows and the text.
    reaching: Vec<(usize, String)>,
}

impl Grid {
    fn row(&mut self, elements: &[ElementRef<'_>]) -> Vec<String> {
        let mut cells = Vec::new();
        for element in elements {
            self.fill(&mut cells);
            let text = text_of(*element);
            let (across, down) = (span(*element, "colspan"), span(*element, "rowspan"));
            for column in 0..across {
                // A text that spans columns is given once; one that spans rows holds for each row.
                let text = if column == 0 { text.clone() } else { String::new() };
                self.reach(cells.len(), down - 1, text.clone());
                cells.push(text);
            }
        }
        self.fill(&mut cells);
        cells
    }

    /// Adds the cells that span into the next columns of this row.
    fn fill(&mut self, cells: &mut Vec<String>) {
        while let Some((left, text)) = self.reaching.get_mut(cells.len()).filter(|(left, _)| *left > 0) {
            *left -= 1;
            cells.push(text.clone());
        }
    }

    fn reach(&mut self, column: usize, rows: usize, text: String) {
        if self.reaching.len() <= column {
            self.reaching.resize(column + 1, (0, String::new()));
        }
        self.reaching[column] = (rows, text);
    }
}

fn span(cell: ElementRef<'_>, attribute: &str) -> usize {
    let value = cell.value().attr(attribute).and_then(|value| value.trim().parse().ok());
    value.unwrap_or(1usize).clamp(1, MOST_SPANNED)
}

/// The elements of these names within another, not looking into tables inside it.
fn own<'a>(element: ElementRef<'a>, names: &[&str]) -> Vec<ElementRef<'a>> {
    let mut found = Vec::new();
    let mut left: Vec<_> = element.children().rev().collect();
    while let Some(node) = left.pop() {
        let Some(element) = ElementRef::wrap(node) else { continue };
        let name = element.value().name();
        if names.contains(&name) {
            found.push(element);
        } else if name != "table" {
            left.extend(node.children().rev());
        }
    }
    found
}

/// A text with tags of HTML as plain text: its beginning, which is all that is quoted.
pub(super) fn plain(text: &str) -> String {
    const LONGEST: usize = 4000;
    let text = &text[..text.floor_char_boundary(LONGEST)];
    text_of(Html::parse_fragment(text).root_element())
}

/// The text of an element as one line, without that of tables and scripts inside it.
fn text_of(element: ElementRef<'_>) -> String {
    one_line(&raw_text_of(element))
}

fn raw_text_of(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    let mut left: Vec<_> = element.children().rev().collect();
    while let Some(node) = left.pop() {
        match node.value() {
            Node::Text(part) => text.push_str(part),
            Node::Element(inner) => match inner.name() {
                "table" | "script" | "style" | "template" | "svg" | "button" => {}
                "br" | "p" | "li" | "div" => {
                    text.push('\n');
                    left.extend(node.children().rev());
                }
                _ => left.extend(node.children().rev()),
            },
            _ => {}
        }
    }
    text
}
