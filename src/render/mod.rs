//! From shapes or documents to bytes, one file per format. Knows no language.

pub mod svg;
mod text;

pub use text::text;

#[cfg(test)]
mod printed;
