//! Reads arguments and environment, hands them to the screen or the command line, and reports
//! how it ended. No logic.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use clap::Parser;
use dateline::cli::args::Cli;
use dateline::cli::{self, CliError, Desk, Status};
use dateline::config::{Clock, Environment, Place};
use dateline::library::Library;
use dateline::model::{SafeText, Timestamp};
use dateline::tui;

fn main() -> ExitCode {
    let environment = Environment::of(std::env::vars_os());
    match run(Cli::parse(), environment) {
        Ok(Status::Done) => ExitCode::SUCCESS,
        Ok(Status::Partly) => ExitCode::from(3),
        Err(error) if error.is_broken_pipe() => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "dateline: {}", SafeText::line(&error.to_string()));
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli, environment: Environment) -> cli::Result<Status> {
    let clock = cli.global.now.map_or(Clock::System, |now| Clock::Fixed(Timestamp(now)));
    let place = match &cli.global.data_dir {
        Some(folder) => Place::below(&std::path::absolute(folder)?),
        None => Place::standard(&environment).map_err(|error| CliError::Said(error.to_string()))?,
    };
    let (settings, remarks) = cli::settings(&place, cli.global.config)?;
    let Some(command) = cli.command else {
        let library = Library::open(place, settings, environment.clone())?;
        library.start_if_new(clock.now())?;
        tui::run(library, &environment, clock, remarks)?;
        return Ok(Status::Done);
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let mut err = io::stderr().lock();
    for remark in remarks {
        writeln!(err, "dateline: {}", SafeText::line(&remark))?;
    }
    let mut desk = Desk {
        clock,
        place,
        settings,
        environment,
        json: cli.global.json,
        out: &mut out,
        err: &mut err,
    };
    let status = cli::run(command, &mut desk)?;
    out.flush()?;
    Ok(status)
}
