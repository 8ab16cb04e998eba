//! From shapes or documents to bytes, one file per format. Knows no language.

mod markdown;
pub mod pdf;
pub mod png;
pub mod svg;
mod text;
pub mod zpl;

pub use markdown::markdown;
pub use text::text;

#[cfg(test)]
mod printed;
