//! rebond follows every computer of an organisation from its first day in service to its second
//! life or its recycling, and proves it.
//!
//! Modules import one way only: [`model`] ← [`rules`] ← `store`, [`intake`] ← `ops`, `report` ←
//! `lang` ← [`draw`], [`label`], `document` ← [`render`] ← `cli`. A test keeps it so.

pub mod draw;
pub mod intake;
pub mod label;
pub mod model;
pub mod render;
pub mod rules;
