//! Mistakes that no one makes: random ones.

use errcat_codegen::{Finding, SourceFile};

use crate::fixtures;

/// A sequence of numbers that only look random, so that a failure can be had again.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}

const PIECES: &[&str] = &[
    "'",
    "\"",
    "{",
    "}",
    "[",
    "]",
    ": ",
    ":",
    ", ",
    "- ",
    "\n",
    "\t",
    " ",
    "#",
    " #",
    "|",
    ">",
    "&a",
    "*a",
    "!",
    "%",
    "@",
    "`",
    "\u{a0}",
    "“",
    "é",
    "\\",
    "---\n",
    "<<<<<<< a\n",
    "null",
    "1e999",
    "\u{feff}",
    "\r\n",
];

fn mutated(text: &str, numbers: &mut Numbers) -> String {
    let mut text = text.to_owned();
    for _ in 0..=numbers.below(3) {
        let at = text.floor_char_boundary(numbers.below(text.len()));
        match numbers.below(6) {
            0 => text.insert_str(at, PIECES[numbers.below(PIECES.len())]),
            1 => {
                let end = text.ceil_char_boundary((at + 1 + numbers.below(8)).min(text.len()));
                text.replace_range(at..end, "");
            }
            2 => text.truncate(at),
            3 => text = without_quote(&text, at),
            _ => text = with_other_lines(&text, numbers),
        }
        if text.is_empty() {
            break;
        }
    }
    text
}

/// The text without the first quote from here on.
fn without_quote(text: &str, at: usize) -> String {
    let quote = text[at..].find(['"', '\'']).map_or(text.len(), |quote| at + quote);
    text.char_indices().filter(|(index, _)| *index != quote).map(|(_, c)| c).collect()
}

/// The text with a line that is moved, given twice, left out, or indented otherwise.
fn with_other_lines(text: &str, numbers: &mut Numbers) -> String {
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    let (one, other) = (numbers.below(lines.len()), numbers.below(lines.len()));
    match numbers.below(6) {
        0 => lines.swap(one, other),
        1 => lines.insert(other, lines[one].clone()),
        2 => drop(lines.remove(one)),
        3 => lines[one].insert(0, '\t'),
        4 => lines[one].insert_str(0, &"    "[..1 + numbers.below(4)]),
        _ => lines[one] = lines[one].strip_prefix("  ").unwrap_or(&lines[one]).to_owned(),
    }
    lines.concat()
}

/// The clean catalogs that mutants are made of: small ones for single fields, and such as people write.
fn clean() -> Vec<SourceFile> {
    let mut files = fixtures::valid();
    files.extend(fixtures::read(&fixtures::folder("../../../cli/tests/fixtures/catalog")));
    files.retain(|file| file.bytes.len() < 12_000);
    files
}

const MUTANTS: usize = 1_500;

/// Makes mutants, always the same ones.
fn mutants() -> impl Iterator<Item = SourceFile> {
    let files = clean();
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    (0..MUTANTS).map(move |_| {
        let file = &files[numbers.below(files.len())];
        let text = mutated(&String::from_utf8_lossy(&file.bytes), &mut numbers);
        SourceFile::new(file.path.clone(), text)
    })
}

#[test]
fn mutants_of_clean_catalogs_never_panic() {
    for mutant in mutants() {
        for finding in fixtures::findings(std::slice::from_ref(&mutant)) {
            let fix = finding.fix.as_ref().map(|fix| fix.range.clone());
            for span in std::iter::once(finding.place.span).chain(fix) {
                let is_of_text = String::from_utf8_lossy(&mutant.bytes).get(span.clone()).is_some();
                assert!(is_of_text, "{span:?} of {}", finding.rule);
            }
        }
    }
}

/// How many mutants are made large.
const LARGE: usize = 200;

/// A catalog of more than a mebibyte is read in pieces, wherever it is cut.
#[test]
fn a_long_comment_finds_nothing_that_a_short_one_does_not() {
    const COMMENT: &str = "# This says nothing about any code of this vendor.\n";
    let mut numbers = Numbers(0x1234_5678_9ABC_DEF1);
    for mutant in mutants().take(LARGE) {
        let text = String::from_utf8_lossy(&mutant.bytes).into_owned();
        let lines: Vec<&str> = text.split_inclusive('\n').filter(|line| line.ends_with('\n')).collect();
        let at = lines[..numbers.below(lines.len() + 1)].concat().len();
        let comment = " ".repeat(numbers.below(8)) + COMMENT;
        let found = |count: usize| -> Vec<_> {
            let moved = comment.len() * (count - 1);
            let text = format!("{}{}{}", &text[..at], comment.repeat(count), &text[at..]);
            let place =
                |place: usize| if place > at + comment.len() { place.saturating_sub(moved) } else { place };
            let findings = fixtures::findings(&[SourceFile::new(mutant.path.clone(), text)]).into_iter();
            let found =
                |of: Finding| (of.rule, of.message, place(of.place.span.start), place(of.place.span.end));
            findings.map(found).collect()
        };
        let count = 1024 * 1024 / comment.len() + 1;
        assert_eq!(found(count), found(1), "at {at} of\n{text}");
    }
}

#[test]
#[ignore = "it measures: cargo test --release -p errcat-codegen-tests slowest_mutant -- --ignored --nocapture"]
fn slowest_mutant() {
    let timed = mutants().map(|mutant| {
        let start = std::time::Instant::now();
        let findings = fixtures::findings(std::slice::from_ref(&mutant)).len();
        (start.elapsed(), mutant.bytes.len(), findings)
    });
    let (time, bytes, findings) = timed.max().unwrap();
    println!("the slowest of {MUTANTS} mutants took {time:?}: {bytes} bytes, {findings} findings");
}
