//! From a code to its entry: errcat's perfect hash, `phf` and `FxHashMap`, for the same codes in the same
//! random order, known ones and unknown ones.
//!
//! What counts is the ratio of the ways, so they are measured in turns, and of each the fastest round
//! counts. The order is shuffled before each round, so that no branch predictor learns it. The tables are not constants
//! here, so errcat takes about a nanosecond more than in generated code, which the bench of the core measures.

#[path = "../src/perfect_hash/build.rs"]
mod build;

use std::collections::HashSet;
use std::hint::black_box;
use std::time::Instant;

use build::PerfectHash;
use errcat_core::table::Lookup;
use fastrand::Rng;
use heck::ToShoutySnakeCase;
use rustc_hash::FxHashMap;

const ROUNDS: usize = 100;
const LOOKUPS: usize = 1 << 15;

fn main() {
    println!("{:<28}{:>7}{:>16}{:>16}{:>16}", "ns per hit/miss", "slots", "errcat", "phf", "FxHashMap");
    let wanted = std::env::args().skip(1).find(|argument| !argument.starts_with('-')).unwrap_or_default();
    for (name, codes) in lists().into_iter().filter(|(name, _)| name.contains(&wanted)) {
        measure(&format!("{name}, {}", codes.len()), codes.leak());
    }
}

/// Prints the nanoseconds per look-up of each way.
fn measure(name: &str, codes: &'static [String]) {
    let texts: Vec<(&str, u32)> = codes.iter().map(String::as_str).zip(0..).collect();
    let PerfectHash { lookup, displacements, slots, positions } = PerfectHash::build(&texts);
    let errcat = Lookup { displacements: &displacements, slots: &slots, positions: &positions, ..lookup };
    let phf = phf_map(codes);
    let fx: FxHashMap<&str, usize> = codes.iter().map(String::as_str).zip(0..).collect();

    let mut rng = Rng::with_seed(7);
    // Copies, as a response has them: a look-up reads other memory than the table.
    let known = codes.to_vec();
    let unknown: Vec<String> = codes.iter().map(|code| misspelt(code, &mut rng)).collect();
    let known_codes: HashSet<&String> = codes.iter().collect();
    let unknown: Vec<String> = unknown.into_iter().filter(|code| !known_codes.contains(code)).collect();
    let [hits, misses] = [known, unknown].map(|texts| {
        let mut order = orders(&texts, &mut rng);
        let mut best = [f64::INFINITY; 3];
        for _ in 0..ROUNDS {
            rng.shuffle(&mut order);
            let times = [
                round(&order, |code| errcat.find(code)),
                round(&order, |code| phf.get(code).copied()),
                round(&order, |code| fx.get(code).copied()),
            ];
            for (best, time) in best.iter_mut().zip(times) {
                *best = best.min(time);
            }
        }
        best
    });
    print!("{name:<28}{:>7}", slots.len());
    for (hit, miss) in hits.iter().zip(misses) {
        print!("{:>16}", format!("{hit:.1} / {miss:.1}"));
    }
    println!();
}

/// So many look-ups of these texts.
fn orders<'a>(texts: &'a [String], rng: &mut Rng) -> Vec<&'a str> {
    (0..LOOKUPS).filter_map(|_| rng.choice(texts)).map(String::as_str).collect()
}

/// Nanoseconds per look-up.
fn round(codes: &[&str], find: impl Fn(&str) -> Option<usize>) -> f64 {
    let start = Instant::now();
    let mut sum = 0;
    for code in black_box(codes) {
        sum += find(code).unwrap_or(1 << 20);
    }
    black_box(sum);
    start.elapsed().as_nanos() as f64 / codes.len() as f64
}

/// The map that `phf_map!` makes of these codes.
fn phf_map(codes: &'static [String]) -> phf::Map<&'static str, usize> {
    let keys: Vec<&'static str> = codes.iter().map(String::as_str).collect();
    let state = phf_generator::generate_hash(&keys);
    let entries: Vec<(&'static str, usize)> = state.map.iter().map(|&at| (keys[at], at)).collect();
    phf::Map { key: state.key, disps: state.disps.leak(), entries: entries.leak() }
}

/// A code with another character somewhere.
fn misspelt(code: &str, rng: &mut Rng) -> String {
    let at = rng.usize(..code.len());
    code.chars().enumerate().map(|(n, c)| if n != at { c } else { rng.alphanumeric() }).collect()
}

/// Codes of the kinds and numbers that vendors have.
fn lists() -> [(&'static str, Vec<String>); 6] {
    let short = ["TIMEOUT", "QUOTA", "INVALID_KEY", "LLM_EMPTY", "JOB_LOST"];
    let long = ["SCHEMA", "RATE_LIMIT", "ACCOUNT", "FETCH", "TYPE_COERCION", "CRAWL_LIMIT"];
    let ends = ["FAILED", "REACHED", "BLOCKED", "REQUIRED", "EXCEEDED"];
    let things = [
        "Bucket",
        "Instance",
        "Volume",
        "Snapshot",
        "Vpc",
        "Subnet",
        "Route",
        "RouteTable",
        "SecurityGroup",
        "Address",
        "Gateway",
        "KeyPair",
        "Image",
        "Fleet",
        "LaunchTemplate",
        "Network",
        "NetworkInterface",
        "Connection",
        "Tag",
        "Zone",
        "Host",
        "Reservation",
        "User",
        "Role",
        "Policy",
        "Token",
        "Parameter",
    ];
    let faults = [
        "NotFound",
        "InUse",
        "LimitExceeded",
        "Malformed",
        "Invalid",
        "Duplicate",
        "Missing",
        "Unsupported",
        "Expired",
        "Conflict",
        "AlreadyExists",
        "Unknown",
        "Failed",
        "Denied",
        "Required",
        "Stale",
        "Deleted",
        "TooLarge",
        "TooMany",
        "Throttled",
        "Unavailable",
        "NotReady",
        "Mismatch",
        "Reserved",
    ];
    let camel = |rng: &mut Rng| match rng.u8(..3) {
        0 => format!("{}{}", one(rng, &things), one(rng, &faults)),
        1 => format!("Invalid{}ID.{}", one(rng, &things), one(rng, &faults)),
        _ => format!("{}{}{}", one(rng, &things), one(rng, &things), one(rng, &faults)),
    };
    let five = |rng: &mut Rng| {
        let class = one(rng, &["08", "22", "23", "25", "28", "42", "53", "55", "57", "F0", "HV", "P0"]);
        format!("{class}{}{:02}", one(rng, &["0", "P", "V"]), rng.u8(..40))
    };
    [
        (
            "SCREAMING_SNAKE",
            distinct(24, |rng| match rng.u8(..4) {
                0 => one(rng, &short).to_owned(),
                _ => format!("{}_{}", one(rng, &long), one(rng, &ends)),
            }),
        ),
        ("five characters", distinct(260, five)),
        (
            "numeric",
            distinct(267, |rng| {
                let block = if rng.bool() { 10_000 * rng.u32(1..6) } else { 200_000 + 10_000 * rng.u32(..4) };
                (block + rng.u32(..80)).to_string()
            }),
        ),
        ("camelCase", distinct(828, camel)),
        ("camelCase", distinct(1953, camel)),
        ("SCREAMING_SNAKE", distinct(1953, |rng| format!("ER_{}", camel(rng).to_shouty_snake_case()))),
    ]
}

fn one<'a>(rng: &mut Rng, of: &[&'a str]) -> &'a str {
    rng.choice(of).copied().unwrap_or_default()
}

/// So many different codes, always the same.
fn distinct(count: usize, make: impl Fn(&mut Rng) -> String) -> Vec<String> {
    let mut rng = Rng::with_seed(11);
    let mut known = HashSet::new();
    std::iter::repeat_with(|| make(&mut rng)).filter(|code| known.insert(code.clone())).take(count).collect()
}
