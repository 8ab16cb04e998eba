//! The chronological register of outgoing waste: what left, when, how much of it, with which slip, to
//! whom, carried by whom, for which treatment.
//!
//! Source: code de l'environnement, R541-43 I; arrêté du 31 mai 2021 fixant le contenu des
//! registres, art. 2.

mod lines;
mod report;
pub mod trackdechets;

pub use lines::{Content, Lack, Line, Named, lines};
pub use report::{register, table};
