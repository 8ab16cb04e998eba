//! `report`: figures of a period.

use clap::Args;

use crate::{
    cli::{
        args::{
            seen::Seen,
            value::{ReportFormat, ReportName},
        },
        destination::Destination,
    },
    model::{event::Seq, period::Period},
};

/// `report`: figures of a period.
#[derive(Args, Clone, Debug)]
pub struct Report {
    /// Which.
    #[arg(id = "report", value_name = "REPORT")]
    pub name: ReportName,
    /// Of which days; else the present year.
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<Period>,
    /// From where.
    #[command(flatten)]
    pub seen: Seen,
    /// Of this service alone.
    #[arg(id = "only_service", long = "service", value_name = "SERVICE")]
    pub service: Option<String>,
    /// Of this site alone.
    #[arg(id = "only_site", long = "site", value_name = "SITE")]
    pub site: Option<String>,
    /// The other period beside which it is printed.
    #[arg(long, value_name = "PERIOD", conflicts_with = "compare_head")]
    pub compare: Option<Period>,
    /// The earlier event beside which it is printed.
    #[arg(long, value_name = "SEQ")]
    pub compare_head: Option<Seq>,
    /// Whether each figure names the assets it counts.
    #[arg(long)]
    pub explain: bool,
    /// How; else the ending of the file decides.
    #[arg(id = "file_format", long = "format", value_name = "FORMAT")]
    pub format: Option<ReportFormat>,
    /// Where to.
    #[command(flatten)]
    pub to: Destination,
}
