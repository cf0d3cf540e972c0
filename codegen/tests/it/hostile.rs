//! Text is data: whatever a catalog's texts hold, they break out of nothing.

use pulldown_cmark::{Event, Options, Parser, Tag};

use errcat_codegen::SourceFile;

use crate::fixtures;

/// The hostile catalog, and the same with harmless texts.
fn both() -> (SourceFile, SourceFile) {
    let hostile = fixtures::read(&fixtures::folder("valid/hostile")).remove(0);
    let text = String::from_utf8(hostile.bytes.clone()).unwrap();
    let long = text
        .lines()
        .next_back()
        .map(|_| text.split("title: ").nth(1).unwrap().lines().next().unwrap())
        .unwrap();
    let harmless = text
        .replace(long, "\"harmless text\"")
        .replace("\"*/ \\\"# `|``<script>](x)${a}{{#include b}} \\\\ -->\"", "\"A\"")
        .replace("[\"`\", \"|\", \"``|\"]", "[\"A1\", \"A2\", \"A3\"]")
        .replace("\"*/`|<b>](x){{\"", "\"P\"")
        .replace("\"a`|<b>\"", "\"member\"")
        .replace("\"/`|<b>\\u202E\\0\\n\"", "\"/p\"")
        .replace("\"/a`|b~1~0\"", "\"/list\"")
        .replace("\"/`|\"", "\"/code\"")
        .replace("\"/{{x}}\"", "\"/odd\"")
        .replace("\"`|<b>\\u202E\\0\\n\":", "\"p\":")
        .replace("\"a`|b/~\":", "\"list\":")
        .replace("\"`|\":", "\"code\":")
        .replace("\"{{x}}\":", "\"odd\":");
    (hostile, SourceFile::new("hostile.yaml", harmless))
}

/// What a Markdown page is made of, without its texts.
fn structure(markdown: &str) -> Vec<String> {
    let parser = Parser::new_ext(
        markdown,
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES,
    );
    let mut shape = Vec::new();
    for event in parser {
        match event {
            // The texts and addresses differ; what they are in must not.
            Event::Text(_) | Event::Code(_) | Event::SoftBreak => {}
            Event::Start(Tag::Link { dest_url, .. }) => {
                assert!(!dest_url.contains("javascript"), "{dest_url}");
                shape.push("link".to_owned());
            }
            Event::Start(Tag::Image { .. }) => panic!("an image"),
            Event::Html(html) | Event::InlineHtml(html) => {
                assert!(
                    html.starts_with("<a id=\"")
                        || html.starts_with("</a>")
                        || html.starts_with("<!-- @generated"),
                    "{html}"
                );
                shape.push("html".to_owned());
            }
            other => shape.push(format!("{other:?}")),
        }
    }
    shape
}

#[test]
fn hostile_text_changes_no_page() {
    let (hostile, harmless) = both();
    let pages = fixtures::generate(&[hostile]);
    let expected = fixtures::generate(&[harmless]);
    assert_eq!(pages.len(), expected.len());
    for (page, expected) in pages.iter().zip(&expected).filter(|(page, _)| page.path.ends_with(".md")) {
        assert_eq!(structure(&page.contents), structure(&expected.contents), "{}", page.path);
        for hidden in ['\0', '\u{202e}', '\u{202c}', '\u{7}', '\r'] {
            assert!(!page.contents.contains(hidden), "{hidden:?} in {}", page.path);
        }
    }
}

#[test]
fn hostile_text_survives_in_rust_and_json() {
    let (hostile, _) = both();
    let files = [hostile];
    let catalogs = fixtures::catalogs(&files);
    let meaning = catalogs.vendors()[0].table.entries[0].rule.meaning;
    assert!(meaning.contains("*/") && meaning.contains('\u{202e}') && meaning.contains('\0'));
    for artifact in fixtures::generate(&files) {
        if artifact.path.ends_with("catalog.json") {
            let json: serde_json::Value = serde_json::from_str(&artifact.contents).unwrap();
            assert_eq!(json["vendors"][0]["codes"][0]["meaning"], serde_json::json!(meaning));
        }
        if artifact.path.ends_with(".rs") {
            let file = syn::parse_file(&artifact.contents).unwrap();
            assert!(!artifact.contents.contains('\u{202e}'));
            if artifact.path != "src/vendors/hostile.rs" {
                continue;
            }
            let mut texts = Texts(Vec::new());
            syn::visit::Visit::visit_file(&mut texts, &file);
            assert!(texts.0.iter().any(|text| text == meaning));
        }
    }
}

struct Texts(Vec<String>);

impl<'ast> syn::visit::Visit<'ast> for Texts {
    fn visit_lit_str(&mut self, text: &'ast syn::LitStr) {
        self.0.push(text.value());
    }
}
