//! Makes the entity tagger's model from annotated corpora. No part of the reader itself.
//!
//! `cargo run --release --bin dateline-train -- --corpora DIR --out assets/entities/model.bin`

use clap::Parser;
use dateline::entities::train::{Plan, train};
use std::path::PathBuf;

/// Trains the entity tagger.
#[derive(Debug, Parser)]
#[command(name = "dateline-train")]
struct Args {
    /// The folder with the corpora (`ner/gmb/train.conll.gz`, `ner/gazetteers/…`).
    #[arg(long)]
    corpora: PathBuf,
    /// Where to write the model.
    #[arg(long)]
    out: PathBuf,
    /// Leave out sets whose path contains this; may be given more than once.
    #[arg(long)]
    without: Vec<String>,
    /// Passes of the first and second training.
    #[arg(long, num_args = 2, default_values_t = [5, 6])]
    epochs: Vec<usize>,
    /// Weight of the vote between the uses of one word.
    #[arg(long, default_value_t = 0.5)]
    vote: f32,
    /// Learning rate.
    #[arg(long, default_value_t = 0.12)]
    rate: f32,
    /// Share of features left out at random at each visit.
    #[arg(long, default_value_t = 0.5)]
    dropout: f32,
    /// How much encyclopedia text counts, against news.
    #[arg(long, default_value_t = 2.0)]
    clean: f32,
    /// Weight decay.
    #[arg(long, default_value_t = 1e-5)]
    decay: f32,
}

fn main() -> std::io::Result<()> {
    let args = Args::parse();
    let plan = Plan {
        without: args.without,
        epochs: (
            args.epochs.first().copied().unwrap_or(6),
            args.epochs.get(1).copied().unwrap_or(6),
        ),
        vote: args.vote,
        dropout: args.dropout,
        clean: args.clean,
        rate: (args.rate, args.decay),
        ..Plan::default()
    };
    let model = train(&args.corpora, &plan, &mut |line| eprintln!("{line}"))?;
    std::fs::write(&args.out, &model)?;
    eprintln!("{} bytes in {}", model.len(), args.out.display());
    Ok(())
}
