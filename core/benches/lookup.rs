//! From the text of a code to the code: `from_code` of real vendors, the map that `phf` generates and `FxHashMap`, for
//! the same codes in the same random order, known ones and unknown ones.
//!
//! What counts is the ratio of the ways, so they are measured in turns, and of each the fastest round counts. The order
//! is shuffled before each round, so that no branch predictor learns it. The table is one for the README.

use std::hint::black_box;
use std::time::Instant;

use errcat::VendorCode;
use fastrand::Rng;
use rustc_hash::FxHashMap;

const ROUNDS: usize = 100;
const LOOKUPS: usize = 1 << 15;

fn main() {
    println!("| Codes | errcat | `phf` | `FxHashMap` | phf/ | Fx/ |\n|---|---|---|---|---|---|");
    measure::<errcat::runo::ErrorCode>();
    measure::<errcat::stripe::ErrorCode>();
    measure::<errcat::postgresql::ErrorCode>();
    measure::<errcat::slack::ErrorCode>();
    measure::<errcat::mongodb::ErrorCode>();
}

/// Prints a row: nanoseconds per look-up of a known code and of an unknown one, for each way.
fn measure<C: VendorCode + 'static>() {
    let codes: &'static [&'static str] =
        C::all().iter().map(|code| code.entry().code).collect::<Vec<_>>().leak();
    let phf = phf_map(codes, C::all());
    let fx: FxHashMap<&str, C> = codes.iter().copied().zip(C::all().iter().copied()).collect();
    let mut rng = Rng::with_seed(7);
    // Copies, as a response has them: a look-up reads other memory than the table.
    let known: Vec<String> = codes.iter().map(|&code| code.to_owned()).collect();
    let misspelt = codes.iter().map(|code| misspelt(code, &mut rng));
    let unknown: Vec<String> = misspelt.filter(|code| C::from_code(code).is_none()).collect();
    let [hits, misses] = [known, unknown].map(|texts| {
        let mut order: Vec<&str> =
            (0..LOOKUPS).filter_map(|_| rng.choice(&texts)).map(String::as_str).collect();
        let mut best = [f64::INFINITY; 3];
        for _ in 0..ROUNDS {
            rng.shuffle(&mut order);
            let times = [
                round(&order, |code| C::from_code(code)),
                round(&order, |code| phf.get(code).copied()),
                round(&order, |code| fx.get(code).copied()),
            ];
            for (best, time) in best.iter_mut().zip(times) {
                *best = best.min(time);
            }
        }
        best
    });
    let [errcat, phf, fx] = [0, 1, 2].map(|way| format!("{:.1} / {:.1} ns", hits[way], misses[way]));
    let [over_phf, over_fx] = [1, 2].map(|way| format!("{:.1}", hits[way] / hits[0]));
    println!("| {}, {} | {errcat} | {phf} | {fx} | {over_phf} | {over_fx} |", C::table().title, codes.len());
}

/// Nanoseconds per look-up.
fn round<T>(codes: &[&str], find: impl Fn(&str) -> Option<T>) -> f64 {
    let start = Instant::now();
    for code in black_box(codes) {
        black_box(find(code));
    }
    start.elapsed().as_nanos() as f64 / codes.len() as f64
}

/// The map that `phf_map!` makes of these codes.
fn phf_map<C: Copy>(codes: &'static [&'static str], values: &[C]) -> phf::Map<&'static str, C> {
    let state = phf_generator::generate_hash(codes);
    let entries: Vec<(&'static str, C)> = state.map.iter().map(|&at| (codes[at], values[at])).collect();
    phf::Map { key: state.key, disps: state.disps.leak(), entries: entries.leak() }
}

/// A code with another character somewhere.
fn misspelt(code: &str, rng: &mut Rng) -> String {
    let at = rng.usize(..code.len());
    code.chars().enumerate().map(|(n, c)| if n != at { c } else { rng.alphanumeric() }).collect()
}
