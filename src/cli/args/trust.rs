//! `verify`, `rebuild`: whether the record can be trusted.

use clap::Args;

/// `verify`: the whole record is compared with itself.
#[derive(Args, Clone, Debug)]
pub struct Verify {
    /// Whether the engine's own checks run as well.
    #[arg(long)]
    pub full: bool,
}

/// `rebuild`: everything beside the log is written again from it.
#[derive(Args, Clone, Debug)]
pub struct Rebuild {
    /// Whether to say only what differs.
    #[arg(long)]
    pub check: bool,
}
