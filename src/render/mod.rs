//! From shapes or documents to bytes, one file per format. Knows no language.

mod chart;
mod escaped;
mod html;
mod markdown;
pub mod pdf;
pub mod png;
pub mod svg;
mod text;
mod typeset;
pub mod xlsx;
pub mod zpl;

pub use html::html;
pub use markdown::markdown;
pub use text::text;

use crate::document::Document;

/// Names documents, from the first to the last.
fn title(documents: &[Document]) -> String {
    match documents {
        [] => String::new(),
        [only] => only.title.clone(),
        [first, .., last] if first.title == last.title => first.title.clone(),
        [first, .., last] => format!("{} – {}", first.title, last.title),
    }
}

#[cfg(test)]
mod printed;
