//! `lot`: what leaves together.

use clap::{ArgGroup, Args, Subcommand};

use crate::{
    cli::args::{Recording, paper::PaperOutput, seen::Seen, value::Answer},
    model::{
        amount::{Cents, Grams},
        leaving::{Channel, Proof, VoidReason},
    },
};

/// `lot`: what leaves together, to one recipient, by one channel.
#[derive(Clone, Debug, Subcommand)]
pub enum Lot {
    /// `lot new`.
    New(Box<LotNew>),
    /// `lot edit`.
    Edit(Box<LotEdit>),
    /// `lot add`.
    Add(LotAdd),
    /// `lot drop`.
    Drop(LotDrop),
    /// `lot show`.
    Show(LotShow),
    /// `lot list`.
    List(Seen),
    /// `lot undertake`.
    Undertake(LotUndertake),
    /// `lot ship`.
    Ship(LotShip),
    /// `lot prove`.
    Prove(LotProve),
    /// `lot return`.
    Return(LotReturn),
    /// `lot slip`.
    Slip(LotSlip),
    /// `lot cancel`.
    Cancel(LotCancel),
}

/// The facts of a lot.
#[derive(Args, Clone, Debug)]
pub struct Facts {
    /// The way out.
    #[arg(long, value_name = "CHANNEL")]
    pub channel: Option<Channel>,
    /// Who receives it.
    #[arg(id = "to_party", long = "to", value_name = "PARTY")]
    pub to: Option<String>,
    /// The article that allows a gift.
    #[arg(long, value_name = "ARTICLE")]
    pub legal_basis: Option<String>,
    /// The reference of the act that allows it.
    #[arg(id = "lot_act", long = "act", value_name = "REF")]
    pub act: Option<String>,
    /// The value of each asset that has none of its own.
    #[arg(long, value_name = "EUR")]
    pub unit_value: Option<Cents>,
    /// How that value was found.
    #[arg(long, value_name = "TEXT")]
    pub value_method: Option<String>,
    /// The waste code of each asset that has none of its own.
    #[arg(long, value_name = "CODE")]
    pub waste_code: Option<String>,
    /// The treatment planned.
    #[arg(long, value_name = "OPERATION")]
    pub operation: Option<String>,
    /// What travels with the waste.
    #[command(flatten)]
    pub tracking: Tracking,
    /// The contract under which media may leave with data.
    #[arg(long, value_name = "REF")]
    pub data_clause: Option<String>,
    /// Whether the supplier takes it back under warranty.
    #[arg(id = "under_warranty", long = "warranty")]
    pub warranty: bool,
    /// The lot whose facts are taken over where none is given here.
    #[arg(long, value_name = "LOT")]
    pub like: Option<String>,
}

/// The tracking of waste on its way.
#[derive(Args, Clone, Debug)]
pub struct Tracking {
    /// The number of the tracking slip (BSD).
    #[arg(long, value_name = "BSD")]
    pub bsd: Option<String>,
    /// Why there is none.
    #[arg(long, value_name = "REASON", conflicts_with = "bsd")]
    pub no_bsd: Option<String>,
    /// Who carries it.
    #[arg(long, value_name = "PARTY")]
    pub carrier: Option<String>,
    /// Whether it holds persistent organic pollutants.
    #[arg(long, value_name = "ANSWER")]
    pub pop: Option<Answer>,
}

/// `lot new`: opens a lot. A channel is given, or a lot like it.
#[derive(Args, Clone, Debug)]
#[command(group = ArgGroup::new("origin").args(["channel", "like"]).required(true).multiple(true))]
pub struct LotNew {
    /// What is known of it.
    #[command(flatten)]
    pub facts: Facts,
    /// When, and a note.
    #[command(flatten)]
    pub recording: Recording,
}

/// `lot edit`: what changed of an open lot.
#[derive(Args, Clone, Debug)]
pub struct LotEdit {
    /// Which.
    #[arg(value_name = "LOT")]
    pub lot: String,
    /// What changed.
    #[command(flatten)]
    pub facts: Facts,
    /// When, and a note.
    #[command(flatten)]
    pub recording: Recording,
}

/// `lot add`: assets, loose media, or untagged bulk.
#[derive(Args, Clone, Debug)]
pub struct LotAdd {
    /// To which lot.
    #[arg(value_name = "LOT")]
    pub lot: String,
    /// Assets and loose media; `-` is one a line on stdin.
    #[arg(id = "lot_items", value_name = "ASSET|MEDIUM", required_unless_present = "bulk")]
    pub items: Vec<String>,
    /// The value of each of them.
    #[arg(id = "item_value", long = "unit-value", value_name = "EUR")]
    pub unit_value: Option<Cents>,
    /// The waste code of each of them.
    #[arg(id = "item_waste_code", long = "waste-code", value_name = "CODE")]
    pub waste_code: Option<String>,
    /// Whether they are handed over for their parts only.
    #[arg(long, conflicts_with = "bulk")]
    pub for_parts: bool,
    /// Untagged things, in words.
    #[arg(long, value_name = "TEXT", conflicts_with = "lot_items", requires = "bulk_mass")]
    pub bulk: Option<String>,
    /// Their mass.
    #[arg(id = "bulk_mass", long = "mass", value_name = "MASS", requires = "bulk")]
    pub mass: Option<Grams>,
    /// How many they are.
    #[arg(long, value_name = "NUMBER", requires = "bulk")]
    pub count: Option<u32>,
    /// When, and a note.
    #[command(flatten)]
    pub recording: Recording,
}

/// `lot drop`: out of an open lot.
#[derive(Args, Clone, Debug)]
pub struct LotDrop {
    /// Out of which lot.
    #[arg(value_name = "LOT")]
    pub lot: String,
    /// Assets and loose media; `-` is one a line on stdin.
    #[arg(id = "lot_items", value_name = "ASSET|MEDIUM", required = true)]
    pub items: Vec<String>,
    /// When, and a note.
    #[command(flatten)]
    pub recording: Recording,
}

/// `lot show`: everything known of one lot.
#[derive(Args, Clone, Debug)]
pub struct LotShow {
    /// Which.
    #[arg(value_name = "LOT")]
    pub lot: String,
    /// From where.
    #[command(flatten)]
    pub seen: Seen,
}

/// `lot undertake`: the taker undertook to reuse what is in it.
#[derive(Args, Clone, Debug)]
pub struct LotUndertake {
    /// Which.
    #[arg(value_name = "LOT")]
    pub lot: String,
    /// When, and a note.
    #[command(flatten)]
    pub recording: Recording,
}

/// `lot ship`: it leaves, or the assets named do.
#[derive(Args, Clone, Debug)]
pub struct LotShip {
    /// Which.
    #[arg(value_name = "LOT")]
    pub lot: String,
    /// Only these; the rest stay in the open lot.
    #[arg(id = "shipped", value_name = "ASSET")]
    pub assets: Vec<String>,
    /// Whether they are decommissioned the same day.
    #[arg(id = "decommission_first", long = "decommission", requires = "decommission_act")]
    pub decommission: bool,
    /// The act of that decommissioning.
    #[arg(id = "decommission_act", long = "act", value_name = "REF", requires = "decommission_first")]
    pub act: Option<String>,
    /// What travels with the waste.
    #[command(flatten)]
    pub tracking: Tracking,
    /// The mass of the whole.
    #[arg(id = "lot_mass", long = "mass", value_name = "MASS")]
    pub mass: Option<Grams>,
    /// Whether that mass was weighed.
    #[arg(long, requires = "lot_mass")]
    pub weighed: bool,
    /// When, and a note.
    #[command(flatten)]
    pub recording: Recording,
}

/// `lot prove`: what became of it, as its taker proved.
#[derive(Args, Clone, Debug)]
pub struct LotProve {
    /// Which.
    #[arg(value_name = "LOT")]
    pub lot: String,
    /// Only these.
    #[arg(id = "proved", value_name = "ASSET|MEDIUM")]
    pub items: Vec<String>,
    /// Only these, which have no tag, as they were called.
    #[arg(id = "proved_bulk", long = "bulk", value_name = "TEXT")]
    pub bulk: Vec<String>,
    /// What became of them.
    #[arg(long, value_name = "OUTCOME")]
    pub outcome: Proof,
    /// The final treatment.
    #[arg(id = "final_operation", long = "operation", value_name = "OPERATION")]
    pub operation: Option<String>,
    /// When, and a note.
    #[command(flatten)]
    pub recording: Recording,
}

/// `lot return`: assets that left came back.
#[derive(Args, Clone, Debug)]
pub struct LotReturn {
    /// From which lot.
    #[arg(value_name = "LOT")]
    pub lot: String,
    /// Which; `-` is one a line on stdin.
    #[arg(id = "returned", value_name = "ASSET", required = true)]
    pub assets: Vec<String>,
    /// Why.
    #[arg(id = "return_reason", long = "reason", value_name = "REASON")]
    pub reason: VoidReason,
    /// When, and a note.
    #[command(flatten)]
    pub recording: Recording,
}

/// `lot cancel`: given up, or as if it had never left.
#[derive(Args, Clone, Debug)]
pub struct LotCancel {
    /// Which.
    #[arg(value_name = "LOT")]
    pub lot: String,
    /// Why.
    #[arg(id = "void_reason", long = "reason", value_name = "REASON")]
    pub reason: VoidReason,
    /// When, and a note.
    #[command(flatten)]
    pub recording: Recording,
}

/// `lot slip`: what is signed when it is handed over.
#[derive(Args, Clone, Debug)]
pub struct LotSlip {
    /// Which.
    #[arg(value_name = "LOT")]
    pub lot: String,
    /// Whether the annex of the agreement on a gift is wanted instead.
    #[arg(long)]
    pub annex: bool,
    /// How, and where to.
    #[command(flatten)]
    pub output: PaperOutput,
}
