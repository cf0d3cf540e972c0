//! The three lines that make a module of the catalogs in `errors/`.

fn main() -> Result<(), errcat_build::Error> {
    errcat_build::configure().catalogs("errors").generate()
}
