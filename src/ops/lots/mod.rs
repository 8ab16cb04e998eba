//! Lots: everything that leaves, leaves in one.

mod after;
mod lines;
mod prove;
mod ship;
mod terms;

pub use after::{Cancel, Return, Undertake, cancel, returned, undertake};
pub use lines::{AddLines, Bulk, DropLines, add_lines, drop_lines};
pub use prove::{Prove, prove};
pub use ship::{Ship, ship};
pub use terms::{LotTerms, NewLot, edit_lot, new_lot};

use super::{Failure, Refusal, Resolve};
use crate::{
    model::{leaving::LotStatus, lot::Lot},
    store::Reader,
};

/// Returns a lot that can still be filled and changed.
fn open_lot(reader: &dyn Reader, word: &str) -> Result<Lot, Failure> {
    let lot = reader.find_lot(word)?;
    if lot.status == LotStatus::Open { Ok(lot) } else { Err(Refusal::LotClosed { lot: lot.number }.into()) }
}
