//! From tokens to text: the only user of `prettyplease`.

use proc_macro2::TokenStream;
use quote::quote;

use crate::artifact::{Artifact, Target};

/// A Rust file as it grows: the header, what the module is, and its modules and items with a blank line between them.
pub(super) struct File {
    parts: Vec<Part>,
}

/// A piece of a file.
enum Part {
    /// Items, or what comes before them.
    Text(String),
    /// A module that it declares.
    Module {
        /// The declaration, without what ends it.
        declaration: String,
        /// Where the module lies if it is a file of its own.
        path: String,
        file: File,
    },
}

impl File {
    /// A file made from this source, with these lines of its own before the items.
    pub(super) fn new(target: &Target, source: &str, inner: &[&str]) -> Self {
        let mut text = format!("// {}\n\n", target.mark(source));
        for line in inner {
            text.push_str(line);
            text.push('\n');
        }
        Self { parts: vec![Part::Text(text)] }
    }

    /// Adds an item. Tokens that are not items are printed as they are: the compiler will say what the generator got
    /// wrong.
    pub(super) fn item(&mut self, tokens: TokenStream) {
        self.text(printed(tokens));
    }

    /// Adds an item that is text already.
    pub(super) fn text(&mut self, item: impl Into<String>) {
        self.parts.extend([Part::Text("\n".to_owned()), Part::Text(item.into())]);
    }

    /// Adds a module, by the attributes and words before its body.
    pub(super) fn module(&mut self, declaration: TokenStream, path: impl Into<String>, file: Self) {
        let declaration = printed(quote!(#declaration;));
        let declaration = declaration.trim_end().trim_end_matches(';').to_owned();
        self.parts.push(Part::Module { declaration, path: path.into(), file });
    }

    /// This file, which lies here, and a file for each of its modules.
    pub(super) fn artifacts(self, path: impl Into<String>) -> Vec<Artifact> {
        // Only texts are long.
        let length = |part: &Part| if let Part::Text(text) = part { text.len() } else { 0 };
        let mut own = String::with_capacity(self.parts.iter().map(length).sum());
        let mut artifacts = Vec::new();
        for part in self.parts {
            match part {
                Part::Text(text) => own.push_str(&text),
                Part::Module { declaration, path, file } => {
                    own.extend(["\n", &declaration, ";\n"]);
                    artifacts.extend(file.artifacts(path));
                }
            }
        }
        artifacts.push(Artifact::new(path, own));
        artifacts
    }

    /// All of it as one text.
    pub(super) fn inlined(self) -> String {
        let text = |part| match part {
            Part::Text(text) => text,
            Part::Module { declaration, path: _, file } => {
                format!("\n{declaration} {{\n{}}}\n", file.inlined())
            }
        };
        self.parts.into_iter().map(text).collect()
    }
}

/// Items as text.
pub(super) fn printed(tokens: TokenStream) -> String {
    match syn::parse2::<syn::File>(tokens.clone()) {
        Ok(file) => prettyplease::unparse(&file),
        Err(_) => format!("{tokens}\n"),
    }
}
