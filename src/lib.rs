//! rebond follows every computer of an organisation from its first day in service to its second
//! life or its recycling, and proves it.
//!
//! Modules import one way only: [`model`] ← [`rules`] ← [`store`], [`intake`] ← `ops`, [`report`] ←
//! [`lang`] ← [`draw`], [`label`], [`document`] ← [`render`] ← [`cli`]. A test keeps it so.

#[cfg(not(unix))]
compile_error!("rebond runs on Linux; macOS should build; Windows is not supported");

pub mod cli;
pub mod document;
pub mod draw;
pub mod intake;
pub mod label;
pub mod lang;
pub mod model;
pub mod render;
pub mod report;
pub mod rules;
pub mod store;
