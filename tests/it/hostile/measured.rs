//! What a run of the program has cost, read off the system while it runs.

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// Most memory a run may take, in bytes.
pub const MEMORY: u64 = 200 << 20;

/// How much longer than the real program the one under test may take: it is built without
/// optimisation, unless `DATELINE_TEST_PROGRAM` names one that is not.
pub fn slack() -> u32 {
    if std::env::var_os("DATELINE_TEST_PROGRAM").is_some() {
        1
    } else {
        25
    }
}

/// A run: what it wrote and what it cost.
pub struct Run {
    pub output: Output,
    /// Peak resident memory in bytes; 0 where the system does not say.
    pub memory: u64,
    /// Processor time; none where the system does not say.
    pub processor: Duration,
}

/// Runs `dateline` with its library below `home`, watched. It is ended after two minutes.
pub fn run(home: &Path, arguments: &[&str]) -> Run {
    let mut command = Command::new(crate::program::path());
    command.env_clear().env("HOME", home).arg("--data-dir").arg(home);
    command.args(["--now", "1795572000"]).args(arguments);
    // Into files: a pipe that nobody reads would stop it.
    let (out, errors) = (home.join("stdout.txt"), home.join("stderr.txt"));
    command.stdin(Stdio::null());
    command.stdout(std::fs::File::create(&out).unwrap());
    command.stderr(std::fs::File::create(&errors).unwrap());
    let mut child = command.spawn().unwrap();
    let process = format!("/proc/{}", child.id());
    let (mut memory, mut processor) = (0, Duration::ZERO);
    let end = Instant::now() + Duration::from_secs(120);
    let status = loop {
        if let Ok(status) = std::fs::read_to_string(format!("{process}/status")) {
            memory = memory.max(peak(&status));
        }
        if let Ok(stat) = std::fs::read_to_string(format!("{process}/stat")) {
            processor = processor.max(time(&stat));
        }
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if Instant::now() > end {
            child.kill().unwrap();
        }
        std::thread::park_timeout(Duration::from_millis(2));
    };
    Run {
        output: Output {
            status,
            stdout: std::fs::read(out).unwrap(),
            stderr: std::fs::read(errors).unwrap(),
        },
        memory,
        processor,
    }
}

fn peak(status: &str) -> u64 {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line
        .and_then(|line| line.trim().strip_suffix(" kB"))
        .and_then(|kib| kib.trim().parse::<u64>().ok());
    kib.unwrap_or(0) << 10
}

/// Processor time of `/proc/PID/stat`: user and system, in hundredths of a second.
fn time(stat: &str) -> Duration {
    let after = stat.rsplit_once(')').map_or("", |(_, after)| after);
    let ticks = |at: usize| {
        after
            .split_whitespace()
            .nth(at)
            .and_then(|ticks| ticks.parse::<u64>().ok())
    };
    Duration::from_millis(10 * (ticks(11).unwrap_or(0) + ticks(12).unwrap_or(0)))
}
