//! Long lists of generated code, which are made of rows.

/// One list of several rows, the last of which may have been [`padded`].
///
/// The compiler takes time and memory for a list that grow faster than it, so a long one is made of rows, each a
/// `static` by itself.
///
/// # Panics
///
/// Where the rows have fewer elements, which is an error when the list is compiled.
#[allow(clippy::panic)]
pub const fn joined<T: Copy, const WIDTH: usize, const ROWS: usize, const ALL: usize>(
    rows: &[[T; WIDTH]; ROWS],
) -> [T; ALL] {
    match rows.as_flattened().first_chunk() {
        Some(all) => *all,
        None => panic!("the rows have fewer elements than the list"),
    }
}

/// A row that is as wide as the others, with the first of its elements in place of those that it lacks.
pub const fn padded<T: Copy, const SOME: usize, const WIDTH: usize>(row: [T; SOME]) -> [T; WIDTH] {
    let mut wide = [row[0]; WIDTH];
    let mut at = 0;
    while at < SOME {
        wide[at] = row[at];
        at += 1;
    }
    wide
}
