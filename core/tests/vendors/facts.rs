//! The facts that were compiled are those that were generated, in files that show every change of a fact.

use errcat::AnyVendor;

#[test]
fn of_every_vendor() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../../generated/facts");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for vendor in AnyVendor::ALL {
            insta::assert_snapshot!(vendor.id(), errcat_codegen::facts::of(vendor.table()));
        }
    });
}
