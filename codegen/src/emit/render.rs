//! From tokens to text: the only user of `prettyplease`.

use proc_macro2::TokenStream;
use quote::quote;

use crate::artifact::{Artifact, Target};

/// A Rust file as it grows: the header, what the module is, and its modules and items with a blank line between them.
pub(super) struct File {
    text: String,
    /// The modules that it declares, in their order.
    modules: Vec<Module>,
}

/// A module that a file declares.
struct Module {
    /// The declaration, without what ends it.
    declaration: String,
    /// Where in the file's text it stands.
    at: usize,
    /// Where the module lies if it is a file of its own.
    path: String,
    file: File,
}

impl File {
    /// A file made from this source, with these lines of its own before the items.
    pub(super) fn new(target: &Target, source: &str, inner: &[&str]) -> Self {
        let mut text = format!("// {}\n\n", target.mark(source));
        for line in inner {
            text.extend([line, "\n"]);
        }
        Self { text, modules: Vec::new() }
    }

    /// Makes room for so many codes of about so many bytes each: what is not used of it costs nothing.
    pub(super) fn reserve(&mut self, codes: usize, bytes: usize) {
        self.text.reserve(codes * bytes);
    }

    /// Adds an item. Tokens that are not items are printed as they are: the compiler will say what the generator got
    /// wrong.
    pub(super) fn item(&mut self, tokens: TokenStream) {
        let item = printed(tokens);
        self.begin().push_str(&item);
    }

    /// Begins an item that is written as text.
    pub(super) fn begin(&mut self) -> &mut String {
        self.text.push('\n');
        &mut self.text
    }

    /// Adds a module, by the attributes and words before its body.
    pub(super) fn module(&mut self, declaration: TokenStream, path: impl Into<String>, file: Self) {
        let declaration = printed(quote!(#declaration;));
        let declaration = declaration.trim_end().trim_end_matches(';').to_owned();
        self.modules.push(Module { declaration, at: self.text.len(), path: path.into(), file });
    }

    /// This file, which lies here, and a file for each of its modules.
    pub(super) fn artifacts(self, path: impl Into<String>) -> Vec<Artifact> {
        // A long one declares none, and is not copied.
        if self.modules.is_empty() {
            return vec![Artifact::new(path, self.text)];
        }
        let mut own = String::with_capacity(self.text.len());
        let mut artifacts = Vec::new();
        self.write(&mut own, |Module { declaration, at: _, path, file }, own| {
            own.extend(["\n", &declaration, ";\n"]);
            artifacts.extend(file.artifacts(path));
        });
        artifacts.push(Artifact::new(path, own));
        artifacts
    }

    /// All of it as one text.
    pub(super) fn inlined(self) -> String {
        let mut text = String::new();
        self.inline(&mut text);
        text
    }

    fn inline(self, to: &mut String) {
        self.write(to, |Module { declaration, at: _, path: _, file }, to| {
            to.extend(["\n", &declaration, " {\n"]);
            file.inline(to);
            to.push_str("}\n");
        });
    }

    /// Writes its text, and each module where it is declared.
    fn write(self, to: &mut String, mut module: impl FnMut(Module, &mut String)) {
        let mut written = 0;
        for of in self.modules {
            to.push_str(self.text.get(written..of.at).unwrap_or_default());
            written = of.at;
            module(of, to);
        }
        to.push_str(self.text.get(written..).unwrap_or_default());
    }
}

/// Items as text.
pub(super) fn printed(tokens: TokenStream) -> String {
    match syn::parse2::<syn::File>(tokens.clone()) {
        Ok(file) => prettyplease::unparse(&file),
        Err(_) => format!("{tokens}\n"),
    }
}
