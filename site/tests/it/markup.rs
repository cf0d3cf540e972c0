//! Texts of catalogs on pages.

use crate::scene::{catalog_of, options, site};

#[test]
fn units_stay_with_their_numbers() {
    let code =
        "{ code: A_SLOW, category: rate_limited, retry: after_wait, meaning: Too many., action: Wait. }";
    let files = site(vec![catalog_of("acme", code)], &options(None));
    let page = &files["acme/index.html"];
    let wait = "/in 1 – 2 &lt;b&gt;, else 500\u{a0}ms, 1\u{a0}s, 1\u{a0}s, 1\u{a0}s, …";
    assert!(page.contains(&format!("<td>{wait}</td>")), "{page}");
}

#[test]
fn text_stays_text() {
    let text = r#""<img src=x onerror=\"a()\"> & 'b' {{c}} \u202Ed\0\te\nf""#;
    let code = format!("{{ code: A_ODD, category: internal, meaning: {text}, action: Ask. }}");
    let files = site(vec![catalog_of("acme", &code)], &options(None));
    let page = &files["acme/A_ODD/index.html"];
    let shown = "&lt;img src=x onerror=&quot;a()&quot;&gt; &amp; &#39;b&#39; {{c}} U+202EdU+0000\te\nf";
    assert!(page.contains(&format!("<p>{shown}</p>")), "{page}");
}
