//! The files that were attached, as the log says it.

use super::{Flow, Reader, Result, fold::read_line};
use crate::model::{
    day::Day,
    event::{Event, Seq},
    fact::{Attached, Fact},
    id::Subject,
};

/// Hands over all that was attached to a subject, or to any, standing or not, in the order of the log.
///
/// # Errors
///
/// Returns why the record cannot be read.
pub fn each_attached(
    reader: &dyn Reader,
    to: Option<Subject>,
    each: &mut dyn FnMut(Seq, Day, Attached),
) -> Result<()> {
    let mut failed = None;
    reader.attached(to, &mut |logged| {
        match read_line(logged.seq, logged.line) {
            Ok(Event { seq, on, fact: Fact::Attached(fact), .. }) => each(seq, on, fact),
            Ok(_) => {}
            Err(e) => failed = Some(e),
        }
        if failed.is_none() { Flow::Continue(()) } else { Flow::Break(()) }
    })?;
    failed.map_or(Ok(()), Err)
}
