//! What comes out of small catalogs, one for each feature of the format.

use errcat_codegen::generate;

use crate::fixtures;

#[test]
fn each_feature_comes_out() {
    for name in fixtures::names(&fixtures::folder("valid")) {
        let files = fixtures::read(&fixtures::folder("valid").join(&name));
        for artifact in generate(&fixtures::model(&files)) {
            let rust = artifact.path.starts_with("src/vendors/") || artifact.path.starts_with("tests/");
            let wanted = rust && !artifact.path.ends_with("mod.rs")
                || artifact.path.starts_with("docs/")
                    && artifact.path.ends_with(&format!("{}.md", files[0].stem()));
            if wanted {
                insta::assert_snapshot!(
                    format!("{name}-{}", artifact.path.replace('/', "-")),
                    artifact.contents
                );
            }
        }
    }
}
