//! Photos' captions read as the end of an article's text, and what is found there set apart again.

use crate::model::{Analysis, CaptionName, Entity};

/// Captions longer than this in all are not read, in bytes.
const LONGEST: usize = 64 << 10;

/// Where captions stand behind a text.
#[derive(Debug, Default)]
pub struct Captions {
    /// The text's length in bytes; what begins there or later is a caption's.
    text: usize,
    /// Where each caption begins, with the photo it belongs to.
    starts: Vec<(usize, usize)>,
}

impl Captions {
    /// A text with its captions behind it, a paragraph each.
    pub fn after(text: &str, captions: &[&str]) -> (String, Captions) {
        let mut whole = String::with_capacity(text.len() + 512);
        whole.push_str(text);
        let mut starts = Vec::with_capacity(captions.len());
        for (photo, caption) in captions.iter().enumerate().filter(|(_, caption)| !caption.is_empty()) {
            if whole.len() + caption.len() > text.len() + LONGEST {
                break;
            }
            whole.push_str("\n\n");
            starts.push((whole.len(), photo));
            whole.push_str(caption);
        }
        let captions = Captions {
            text: text.len(),
            starts,
        };
        (whole, captions)
    }

    /// The photo whose caption has a byte of the whole.
    fn photo(&self, at: usize) -> Option<usize> {
        let behind = self.starts.partition_point(|(start, _)| *start <= at);
        self.starts.get(behind.checked_sub(1)?).map(|(_, photo)| *photo)
    }

    /// The analysis of the text alone, with the names of the captions apart.
    pub fn set_apart(&self, mut analysis: Analysis) -> Analysis {
        if self.starts.is_empty() {
            return analysis;
        }
        let inside = |start: usize| start < self.text;
        let mut names: Vec<CaptionName> = Vec::new();
        for entity in &mut analysis.entities {
            for mention in &entity.mentions {
                let Some(photo) = self.photo(mention.range.start) else {
                    continue;
                };
                let told =
                    |name: &CaptionName| name.photo == photo && name.key == entity.key && name.kind == entity.kind;
                if !names.iter().any(told) {
                    names.push(CaptionName {
                        photo,
                        kind: entity.kind,
                        key: entity.key.clone(),
                        name: entity.name.clone(),
                    });
                }
            }
            entity.mentions.retain(|mention| inside(mention.range.start));
        }
        names.sort_by_key(|name| name.photo);
        analysis.captions = names;
        // Entities of captions alone leave the list; quotes point into what is left.
        let mut place = Vec::with_capacity(analysis.entities.len());
        let mut kept = 0;
        for entity in &analysis.entities {
            place.push((!entity.mentions.is_empty()).then_some(kept));
            kept += usize::from(!entity.mentions.is_empty());
        }
        analysis.entities.retain(|entity: &Entity| !entity.mentions.is_empty());
        analysis.quotes.retain(|quote| inside(quote.range.start));
        for quote in &mut analysis.quotes {
            quote.entity = quote.entity.and_then(|entity| place.get(entity).copied().flatten());
        }
        for citation in &mut analysis.citations {
            citation.ranges.retain(|range| inside(range.start));
        }
        analysis.citations.retain(|citation| !citation.ranges.is_empty());
        analysis
    }
}
