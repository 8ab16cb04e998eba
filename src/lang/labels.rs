//! What is said of labels.

use crate::{lang::Told, model::tag::Tag};

/// The sentences of labels.
pub trait Labels {
    /// A label too small for its code; `wanted` and `fits` are sizes such as `62x29`.
    fn too_small(&self, tag: &Tag, wanted: &str, fits: &str) -> Told;
    /// A text that no code can hold.
    fn too_much(&self, bytes: usize) -> Told;
}
