//! The texts of the help, with what differs from program to program.

use crate::setup::Setup;

/// Where the explanations of examples start.
const COLUMN: usize = 41;

/// A help text: examples, each with what it does, and what there is to say besides.
pub(crate) fn examples(setup: &Setup, examples: &[(&str, &str)], rest: &str) -> String {
    let mut text = "Examples:\n".to_owned();
    for (command, what) in examples {
        let command = format!("  {}", fill(setup, command));
        let width = command.chars().count();
        match *what {
            "" => text.push_str(&command),
            what if width + 2 <= COLUMN => {
                text.push_str(&format!("{command}{:1$}{what}", "", COLUMN - width))
            }
            what => text.push_str(&format!("{command}\n{:COLUMN$}{what}", "")),
        }
        text.push('\n');
    }
    text + "\n" + &fill(setup, rest)
}

/// Fills in the program and its folders.
pub(crate) fn fill(setup: &Setup, text: &str) -> String {
    text.replace("{program}", setup.program)
        .replace("{word}", setup.word())
        .replace("{whereabouts}", setup.whereabouts)
}
