//! The page that says how a verdict is reached.

use crate::scene::of_workspace;

#[test]
fn links_of_the_documentation_become_their_names() {
    let files = of_workspace();
    let page = &files["how/index.html"];
    let rungs = page.split("<dd>").skip(1).map(|rest| rest.split_once("</dd>").unwrap().0);
    let rungs: Vec<&str> = rungs.collect();
    assert!(rungs[0].ends_with(": see Overrides."), "{}", rungs[0]);
    assert!(files["how/index.md"].contains(": see Overrides.\n"));
    assert!(rungs.iter().all(|about| !about.is_empty() && !about.contains(['[', '`'])), "{rungs:#?}");
}
