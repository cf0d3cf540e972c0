//! What somebody may have meant who mistyped a name.

/// How many are worth showing.
const SHOWN: usize = 8;

/// The candidates that come near to what was typed, the nearest first. Case and separators don't count.
pub(crate) fn nearest<'a, T: Copy>(
    typed: &str,
    candidates: impl Iterator<Item = T>,
    name: impl Fn(T) -> &'a str,
) -> Vec<T> {
    let typed = folded(typed);
    let mut found: Vec<(usize, &str, T)> = candidates
        .filter_map(|candidate| {
            let name = name(candidate);
            Some((distance(&typed, &folded(name))?, name, candidate))
        })
        .collect();
    found.sort_by(|(a, a_name, _), (b, b_name, _)| (a, a_name).cmp(&(b, b_name)));
    found.into_iter().take(SHOWN).map(|(_, _, candidate)| candidate).collect()
}

/// How far apart two folded names are; `None`: too far.
fn distance(typed: &str, name: &str) -> Option<usize> {
    let letters = typed.chars().count();
    // One slip in three letters still looks like the word that was meant.
    let allowed = letters / 3 + 1;
    if name.chars().count().abs_diff(letters) <= allowed {
        let distance = strsim::damerau_levenshtein(typed, name);
        if distance <= allowed {
            return Some(distance);
        }
    }
    // A part of a name is no slip, but comes after all slips.
    (letters >= 3 && name.contains(typed)).then_some(allowed + name.len())
}

fn folded(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_and_parts_are_found() {
        let codes = ["RATE_LIMITED", "LLM_RATE_LIMITED", "rate-limited", "TIMEOUT", "URL_NOT_FOUND"];
        let near = |typed| nearest(typed, codes.into_iter(), |code| code);
        assert_eq!(near("RATE_LIMITD"), ["RATE_LIMITED", "rate-limited", "LLM_RATE_LIMITED"]);
        assert_eq!(near("tiemout"), ["TIMEOUT"]);
        assert_eq!(near("found"), ["URL_NOT_FOUND"]);
        assert!(near("zzz").is_empty() && near("").is_empty());
    }
}
