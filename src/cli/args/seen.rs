//! From where the record is looked at: what every command takes that shows it.

use clap::Args;

use crate::model::{day::Day, event::Seq};

/// A past day, a past head, or both.
#[derive(Args, Clone, Debug, Default)]
pub struct Seen {
    /// As things stood at the end of this day.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Day>,
    /// As known at this event.
    #[arg(long, value_name = "SEQ")]
    pub at_head: Option<Seq>,
}
