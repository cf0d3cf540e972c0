//! The known names that a name with a typo comes nearest to, for messages.

/// The longest name that is compared, in bytes.
const LONGEST: usize = 64;

/// How many names a message lists.
pub(crate) const SHOWN: usize = 3;

/// The known names that are nearest to what was given, the nearest first: those where at most every fourth letter is
/// wrong, missing, too many, or in the place of the next one. Upper and lower case are alike.
pub(crate) fn near<'n>(given: &str, known: impl Iterator<Item = &'n str>) -> [Option<&'n str>; SHOWN] {
    let mut nearest: [Option<(usize, &str)>; SHOWN] = [None; SHOWN];
    let tolerance = (given.len() / 4).max(1);
    for name in known {
        let Some(distance) =
            distance(given.as_bytes(), name.as_bytes()).filter(|distance| *distance <= tolerance)
        else {
            continue;
        };
        let is_nearer = |place: &Option<(usize, &str)>| place.is_none_or(|(other, _)| distance < other);
        if let Some(at) = nearest.iter().position(is_nearer) {
            nearest[at..].rotate_right(1);
            nearest[at] = Some((distance, name));
        }
    }
    nearest.map(|place| place.map(|(_, name)| name))
}

/// How many letters have to be changed, added, removed or swapped with the next one; `None` where a name is too long.
fn distance(one: &[u8], other: &[u8]) -> Option<usize> {
    if one.len() > LONGEST || other.len() > LONGEST {
        return None;
    }
    // The distances of the start of `one` from each start of `other`: of two letters ago, of one, and now.
    let (mut earlier, mut last, mut row) = ([0; LONGEST + 1], [0; LONGEST + 1], [0; LONGEST + 1]);
    for (index, place) in last.iter_mut().enumerate() {
        *place = index;
    }
    for (i, letter) in one.iter().enumerate() {
        row[0] = i + 1;
        for (j, other_letter) in other.iter().enumerate() {
            let differs = usize::from(!letter.eq_ignore_ascii_case(other_letter));
            row[j + 1] = (last[j] + differs).min(last[j + 1] + 1).min(row[j] + 1);
            let is_swapped = i > 0
                && j > 0
                && letter.eq_ignore_ascii_case(&other[j - 1])
                && other_letter.eq_ignore_ascii_case(&one[i - 1]);
            if is_swapped {
                row[j + 1] = row[j + 1].min(earlier[j - 1] + 1);
            }
        }
        (earlier, last, row) = (last, row, earlier);
    }
    Some(last[other.len()])
}
