//! How long a program runs, and how much memory it takes.

use std::fs;
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant};

/// What a program took.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Taken {
    /// The time from its start to its end.
    pub(crate) time: Duration,
    /// The time that cores spent on it, where the system says so. Others on the machine change it less.
    pub(crate) cpu: Option<Duration>,
    /// The most memory that it had, in kB, where the system says so.
    pub(crate) memory: Option<u64>,
}

/// Memory as it is shown.
pub(crate) fn megabytes(memory: Option<u64>) -> String {
    memory.map_or("–".to_owned(), |memory| format!("{} MB", memory / 1000))
}

/// Runs a program, which has to succeed.
pub(crate) fn run(command: &mut Command) -> Taken {
    let start = Instant::now();
    let mut child = command.spawn().expect("the program can be run");
    let (mut cpu, mut memory) = (None, None);
    let status = loop {
        cpu = cpu_time(&child).or(cpu);
        memory = peak(&child).or(memory);
        match child.try_wait().expect("the program can be waited for") {
            Some(status) => break status,
            None => thread::sleep(Duration::from_millis(2)),
        }
    };
    let time = start.elapsed();
    assert!(status.success(), "{command:?}: {status}");
    Taken { time, cpu, memory }
}

/// The most memory that a process has had so far, in kB, where the system says so.
fn peak(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

/// The time that cores have spent on a process so far, where the system says so.
fn cpu_time(child: &Child) -> Option<Duration> {
    let stat = fs::read_to_string(format!("/proc/{}/stat", child.id())).ok()?;
    // Behind the name, which may have spaces: the 12th and 13th field are the hundredths of a second in the program
    // and in the system. A process that has ended has them until it is waited for.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let mut next = || fields.next()?.parse::<u64>().ok();
    Some(Duration::from_millis(10 * (next()? + next()?)))
}
