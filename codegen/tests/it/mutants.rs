//! Mistakes that no one makes: random ones.

use errcat_codegen::SourceFile;

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
        match numbers.below(4) {
            0 => text.insert_str(at, PIECES[numbers.below(PIECES.len())]),
            1 => {
                let end = text.ceil_char_boundary((at + 1 + numbers.below(8)).min(text.len()));
                text.replace_range(at..end, "");
            }
            2 => text.truncate(at),
            _ => {
                let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
                let (one, other) = (numbers.below(lines.len()), numbers.below(lines.len()));
                lines.swap(one, other);
                text = lines.concat();
            }
        }
        if text.is_empty() {
            break;
        }
    }
    text
}

#[test]
fn mutants_of_clean_catalogs_never_panic() {
    let folder = fixtures::folder("valid");
    let files: Vec<SourceFile> =
        fixtures::names(&folder).iter().flat_map(|name| fixtures::read(&folder.join(name))).collect();
    let small: Vec<&SourceFile> = files.iter().filter(|file| file.bytes.len() < 8_000).collect();
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    for _ in 0..3_000 {
        let file = small[numbers.below(small.len())];
        let text = mutated(&String::from_utf8_lossy(&file.bytes), &mut numbers);
        let mutant = SourceFile::new(file.path.clone(), text);
        for finding in fixtures::findings(std::slice::from_ref(&mutant)) {
            let span = finding.place.span;
            assert!(mutant.bytes.get(span.clone()).is_some(), "{span:?} of {}", finding.rule);
        }
    }
}
