//! Tables of codes in people's own Markdown files, between two comments:
//!
//! ```text
//! <!-- errcat: table vendor=runo group="Quotas & access" columns=code,http,retry -->
//! <!-- /errcat -->
//! ```
//!
//! What stands between the comments is the table. Comments in fenced blocks are text.

use std::ops::Range;

use errcat_codegen::{Catalogs, Finding, SourceFile, Words, markdown, words};
use errcat_core::{Category, Retry};

use crate::Options;
use crate::book::{Book, CodePage, VendorPages};
use crate::head::absolute;

/// The rule that findings name.
const RULE: &str = "table";
/// How a table begins.
const OPEN: &str = "<!-- errcat:";
/// How it ends.
const CLOSE: &str = "<!-- /errcat -->";

/// A file with its tables filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Injected {
    /// The file; as it was where there are findings.
    pub text: String,
    /// How many tables it has.
    pub tables: usize,
    /// What is wrong with its comments.
    pub findings: Vec<Finding>,
}

/// A column of a table: its name in comments, its heading, and its cells.
struct Column {
    name: &'static str,
    heading: &'static str,
    cell: fn(Cell<'_>) -> String,
}

/// Every column, those that a table has where none are named first.
const COLUMNS: [Column; 8] = [
    Column { name: "code", heading: "Code", cell: |at| at.link() },
    Column { name: "http", heading: "HTTP", cell: |at| words::http(&at.of.entry.http) },
    Column {
        name: "retry",
        heading: "Retry",
        cell: |at| words::verdict_in(at.of.advice.retry.as_ref(), markdown::code_cell),
    },
    Column { name: "meaning", heading: "Meaning", cell: |at| markdown::cell(at.of.entry.rule.meaning) },
    Column {
        name: "action",
        heading: "What to do",
        cell: |at| at.of.entry.rule.action.map_or_else(String::new, markdown::cell),
    },
    Column { name: "wait", heading: "Wait", cell: |at| markdown::cell(&at.of.advice.wait) },
    Column {
        name: "category",
        heading: "Category",
        cell: |at| markdown::code(at.of.entry.rule.category.as_str()),
    },
    Column { name: "vendor", heading: "Vendor", cell: |at| markdown::cell(at.vendor.of.table.title) },
];

/// How many of them a table has where none are named.
const USUAL: usize = 4;

/// What a cell is made of.
#[derive(Clone, Copy)]
struct Cell<'c> {
    book: &'c Book<'c>,
    vendor: &'c VendorPages<'c>,
    of: &'c CodePage<'c>,
}

impl Cell<'_> {
    /// The code, with a link to its page where the site has an address.
    fn link(self) -> String {
        let code = markdown::code_cell(self.of.entry.code);
        match absolute(self.book, &self.of.folder) {
            Some(url) => format!("[{code}]({})", markdown::url(&url)),
            None => code,
        }
    }
}

/// What a comment asks for.
struct Request<'r> {
    vendor: &'r VendorPages<'r>,
    group: Option<String>,
    category: Option<Category>,
    retry: Option<Retry>,
    columns: Vec<&'static Column>,
}

/// A value in a comment, and where it is.
struct Argument {
    name: String,
    value: String,
    span: Range<usize>,
}

/// Fills in the tables of a Markdown file.
#[must_use]
pub fn inject(file: &SourceFile, catalogs: &Catalogs<'_>, options: &Options) -> Injected {
    let Ok(text) = std::str::from_utf8(&file.bytes) else {
        let finding = finding(file, 0..0, "the file is not UTF-8".to_owned(), "save it as UTF-8");
        return Injected { text: String::new(), tables: 0, findings: vec![finding] };
    };
    let book = Book::new(catalogs, options);
    let mut injected = Injected { text: String::with_capacity(text.len()), tables: 0, findings: Vec::new() };
    // The comment that is open, and the table that belongs below it.
    let mut open: Option<(Range<usize>, Option<String>)> = None;
    let mut fence: Option<String> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = start..start + line.trim_end().len();
        start += line.len();
        let trimmed = line.trim();
        if open.is_none() {
            fence = fence_after(fence, trimmed);
        }
        if fence.is_some() {
            injected.text.push_str(line);
        } else if let Some(arguments) = trimmed.strip_prefix(OPEN) {
            if let Some((before, _)) = open.take() {
                injected.findings.push(unclosed(file, before));
            }
            injected.tables += 1;
            let table = table(file, &book, text, &span, arguments)
                .map_err(|finding| injected.findings.push(*finding));
            open = Some((span, table.ok()));
            injected.text.push_str(line);
        } else if trimmed == CLOSE {
            match open.take() {
                Some((_, table)) => injected.text.push_str(&table.unwrap_or_default()),
                None => injected.findings.push(finding(
                    file,
                    span,
                    "the end of a table that does not begin".to_owned(),
                    "remove it, or begin the table with `<!-- errcat: table vendor=… -->`",
                )),
            }
            injected.text.push_str(line);
        } else if open.is_none() {
            injected.text.push_str(line);
        }
    }
    if let Some((span, _)) = open {
        injected.findings.push(unclosed(file, span));
    }
    if !injected.findings.is_empty() {
        injected.text = text.to_owned();
    }
    injected
}

fn unclosed(file: &SourceFile, span: Range<usize>) -> Finding {
    finding(
        file,
        span,
        "the table has no end".to_owned(),
        "write `<!-- /errcat -->` on a line of its own below it",
    )
}

/// The fence that is open after a line.
fn fence_after(open: Option<String>, line: &str) -> Option<String> {
    let run = |mark: char| line.chars().take_while(|c| *c == mark).count();
    match open {
        Some(fence) => {
            let closes = line.starts_with(&fence) && line.chars().all(|c| fence.starts_with(c));
            (!closes).then_some(fence)
        }
        None => {
            ['`', '~'].into_iter().find(|mark| run(*mark) >= 3).map(|mark| mark.to_string().repeat(run(mark)))
        }
    }
}

/// The table that a comment asks for.
fn table(
    file: &SourceFile,
    book: &Book<'_>,
    text: &str,
    span: &Range<usize>,
    arguments: &str,
) -> Result<String, Box<Finding>> {
    let wrong = |message: &str, help: &str| Box::new(finding(file, span.clone(), message.to_owned(), help));
    let Some(arguments) = arguments.trim_end().strip_suffix("-->") else {
        return Err(wrong(
            "the comment goes on after its line",
            "write it on one line, and end it with `-->`",
        ));
    };
    let at = span.end.min(text.len()) - arguments.len() - "-->".len();
    let Some(rest) = arguments
        .trim_start()
        .strip_prefix("table")
        .filter(|rest| rest.starts_with([' ', '\t']) || rest.is_empty())
    else {
        return Err(wrong("only tables can be filled in", "begin with `<!-- errcat: table vendor=…`"));
    };
    let parsed = parse(rest, at + arguments.len() - rest.len());
    let parsed = parsed.map_err(|span| {
        Box::new(finding(
            file,
            span,
            "not a name and a value".to_owned(),
            "write `name=value`, or `name=\"a value\"`",
        ))
    })?;
    let request = request(file, book, span, &parsed)?;
    let codes: Vec<Cell<'_>> = request.codes().map(|of| Cell { book, vendor: request.vendor, of }).collect();
    if codes.is_empty() {
        return Err(wrong("no code is left for the table", "ask for less, or for another vendor or group"));
    }
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut table = row(request.columns.iter().map(|column| column.heading.to_owned()).collect());
    table.push_str(&format!("|{}\n", "---|".repeat(request.columns.len())));
    table.extend(
        codes.iter().map(|at| row(request.columns.iter().map(|column| (column.cell)(*at)).collect())),
    );
    Ok(table)
}

impl<'r> Request<'r> {
    fn codes(&self) -> impl Iterator<Item = &'r CodePage<'r>> {
        self.vendor.codes.iter().filter(|code| {
            let rule = &code.entry.rule;
            self.group.as_deref().is_none_or(|group| code.entry.group == group)
                && self.category.is_none_or(|category| rule.category == category)
                && self.retry.is_none_or(|retry| code.advice.kind() == Some(retry))
        })
    }
}

/// The names and values of a comment; an error is where something is neither.
fn parse(text: &str, start: usize) -> Result<Vec<Argument>, Range<usize>> {
    let mut arguments = Vec::new();
    let mut at = 0;
    while let Some(space) = text[at..].find(|c: char| !c.is_whitespace()) {
        let from = at + space;
        let rest = &text[from..];
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let wrong = start + from..start + from + end;
        let Some((name, value)) =
            rest.split_once('=').filter(|(name, _)| !name.contains(char::is_whitespace))
        else {
            return Err(wrong);
        };
        let (value, length) = match value.strip_prefix('"') {
            Some(quoted) => match quoted.split_once('"') {
                Some((value, _)) => (value, value.len() + 2),
                None => return Err(wrong),
            },
            None => {
                let length = value.find(char::is_whitespace).unwrap_or(value.len());
                (&value[..length], length)
            }
        };
        let from_value = from + name.len() + 1;
        at = from_value + length;
        let span = start + from_value..start + at;
        arguments.push(Argument { name: name.to_owned(), value: value.to_owned(), span });
    }
    Ok(arguments)
}

/// What the names and values ask for.
fn request<'r>(
    file: &SourceFile,
    book: &'r Book<'r>,
    span: &Range<usize>,
    arguments: &[Argument],
) -> Result<Request<'r>, Box<Finding>> {
    const NAMES: [&str; 5] = ["vendor", "group", "category", "retry", "columns"];
    let find = |name: &str| arguments.iter().find(|argument| argument.name == name);
    for argument in arguments {
        if !NAMES.contains(&&*argument.name) {
            let before = argument.span.start - argument.name.len() - 1..argument.span.start - 1;
            return Err(unknown(file, before, "argument", &argument.name, NAMES));
        }
    }
    let Some(vendor) = find("vendor") else {
        return Err(Box::new(finding(
            file,
            span.clone(),
            "the table names no vendor".to_owned(),
            "write `vendor=` and the vendor's id",
        )));
    };
    let ids = book.vendors.iter().map(|vendor| vendor.of.table.id);
    let Some(found) = book.by_id(&vendor.value) else {
        return Err(unknown(file, vendor.span.clone(), "vendor", &vendor.value, ids));
    };
    if let Some(group) = find("group")
        && !found.of.groups.iter().any(|of| of.title == group.value)
    {
        return Err(unknown(
            file,
            group.span.clone(),
            "group",
            &group.value,
            found.of.groups.iter().map(|of| of.title),
        ));
    }
    Ok(Request {
        vendor: found,
        group: find("group").map(|group| group.value.clone()),
        category: word(file, find("category"), "category", Category::ALL, |of| of.as_str())?,
        retry: word(file, find("retry"), "retry kind", Retry::ALL, |of| of.as_str())?,
        columns: columns(file, find("columns"))?,
    })
}

fn word<T: Copy>(
    file: &SourceFile,
    argument: Option<&Argument>,
    what: &str,
    all: &[T],
    name: fn(T) -> &'static str,
) -> Result<Option<T>, Box<Finding>> {
    let Some(Argument { value, span, .. }) = argument else { return Ok(None) };
    match all.iter().find(|of| name(**of) == value) {
        Some(found) => Ok(Some(*found)),
        None => Err(unknown(file, span.clone(), what, value, all.iter().map(|of| name(*of)))),
    }
}

fn columns(file: &SourceFile, argument: Option<&Argument>) -> Result<Vec<&'static Column>, Box<Finding>> {
    let Some(Argument { value, span, .. }) = argument else {
        return Ok(COLUMNS.iter().take(USUAL).collect());
    };
    let names = value.split(',').map(str::trim);
    let column = |name: &str| {
        let found = COLUMNS.iter().find(|column| column.name == name);
        found.ok_or_else(|| {
            unknown(file, span.clone(), "column", name, COLUMNS.iter().map(|column| column.name))
        })
    };
    names.map(column).collect()
}

fn unknown<'w>(
    file: &SourceFile,
    span: Range<usize>,
    what: &str,
    given: &str,
    known: impl IntoIterator<Item = &'w str>,
) -> Box<Finding> {
    let known: Vec<&str> = known.into_iter().collect();
    let nearest = Words::of(known.iter().copied()).nearest(given).map(str::to_owned);
    let shown: Vec<String> = known.iter().take(12).map(|word| format!("`{}`", words::plain(word))).collect();
    let more = if known.len() > shown.len() { ", …" } else { "" };
    let help = format!("it is one of {}{more}", shown.join(", "));
    let mut finding = finding(file, span, format!("there is no {what} `{}`", words::plain(given)), &help);
    finding.label =
        nearest.as_ref().map_or_else(String::new, |word| format!("did you mean `{}`?", words::plain(word)));
    finding.suggestion = nearest;
    Box::new(finding)
}

fn finding(file: &SourceFile, span: Range<usize>, message: String, help: &str) -> Finding {
    Finding::new(RULE, file.place(&span), message, help)
}
