//! Makes the entity tagger's model from annotated corpora. No part of the reader itself.
//!
//! `cargo run --release --bin dateline-train -- --corpora DIR --out assets/entities/model.bin`

use clap::Parser;
use dateline::entities::train::{Plan, scores, train};
use std::path::PathBuf;

/// Trains the entity tagger.
#[derive(Debug, Parser)]
#[command(name = "dateline-train")]
struct Args {
    /// The folder with the corpora (`ner/gmb/train.conll.gz`, `ner/gazetteers/…`).
    #[arg(long)]
    corpora: PathBuf,
    /// Where to write the model.
    #[arg(long, required_unless_present = "score")]
    out: Option<PathBuf>,
    /// Only tell how well this model does on the held-out sets.
    #[arg(long)]
    score: Option<PathBuf>,
    /// With the scores, so many of the commonest errors.
    #[arg(long, default_value_t = 0)]
    errors: usize,
    /// Leave out sets whose path contains this; may be given more than once.
    #[arg(long)]
    without: Vec<String>,
    /// Passes of the first and second training.
    #[arg(long, num_args = 2, default_values_t = [5, 8])]
    epochs: Vec<usize>,
    /// Learning rate.
    #[arg(long, default_value_t = 0.08)]
    rate: f32,
    /// Share of features left out at random at each visit.
    #[arg(long, default_value_t = 0.5)]
    dropout: f32,
    /// Share of the tokens at whose visit the word itself is not looked at.
    #[arg(long, default_value_t = 0.2)]
    blind: f32,
    /// No second look.
    #[arg(long)]
    once: bool,
    /// Most bytes of the model.
    #[arg(long, default_value_t = 3_990_000)]
    size: usize,
    /// How much encyclopedia text counts, against news.
    #[arg(long, default_value_t = 1.5)]
    clean: f32,
    /// How much surer of another labelling the rest of the sets must be for an annotation to be doubted.
    #[arg(long, default_value_t = 1000.0)]
    sure: f32,
    /// Weight decay.
    #[arg(long, default_value_t = 1e-5)]
    decay: f32,
}

fn main() -> std::io::Result<()> {
    let args = Args::parse();
    let mut log = |line: &str| eprintln!("{line}");
    if let Some(model) = &args.score {
        return scores(&args.corpora, &std::fs::read(model)?, args.errors, &mut log);
    }
    let plan = Plan {
        without: args.without,
        epochs: (
            args.epochs.first().copied().unwrap_or(6),
            args.epochs.get(1).copied().unwrap_or(6),
        ),
        blind: args.blind,
        second: !args.once,
        sure: args.sure,
        size: args.size,
        dropout: args.dropout,
        clean: args.clean,
        rate: (args.rate, args.decay),
        ..Plan::default()
    };
    let model = train(&args.corpora, &plan, &mut log)?;
    if let Some(out) = &args.out {
        std::fs::write(out, &model)?;
        eprintln!("{} bytes in {}", model.len(), out.display());
    }
    scores(&args.corpora, &model, args.errors, &mut log)
}
