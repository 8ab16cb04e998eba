//! Values that only the command line knows: formats, ages, places.

use std::path::PathBuf;

use crate::{
    draw::Dots,
    model::{codes::codes, edit::Attribute, event::Seq},
};

codes! {
    /// When to use colours.
    #[derive(Default)]
    pub enum Color {
        /// On a terminal.
        #[default]
        Auto = "auto",
        /// Always.
        Always = "always",
        /// Never.
        Never = "never",
    }
}

codes! {
    /// What is done with each scan.
    #[derive(Default)]
    pub enum ScanAction {
        /// It is shown.
        #[default]
        Show = "show",
        /// It came back from use.
        Collect = "collect",
        /// It goes into use.
        Deploy = "deploy",
        /// It moves.
        Move = "move",
        /// It was looked at.
        Triage = "triage",
        /// It is reconditioned.
        Ready = "ready",
    }
}

codes! {
    /// Why a file is erased.
    pub enum ErasureReason {
        /// Somebody asked for it.
        Request = "request",
        /// The time for which it is kept is over.
        Retention = "retention",
    }
}

codes! {
    /// What the person who types prefers. It changes no figure.
    pub enum Preference {
        /// The language.
        Language = "language",
        /// The database.
        Database = "database",
        /// When to use colours.
        Color = "color",
        /// The folder of files that are named without one.
        OutputFolder = "output_folder",
        /// The folder of templates that take the place of those of the program.
        Templates = "templates",
        /// The program that takes labels for which no file is named.
        PrintCommand = "print_command",
    }
}

codes! {
    /// A shell whose command lines can be completed.
    pub enum Shell {
        /// GNU Bash.
        Bash = "bash",
        /// Z shell.
        Zsh = "zsh",
        /// The friendly interactive shell.
        Fish = "fish",
    }
}

codes! {
    /// How a list is written.
    pub enum ListFormat {
        /// Columns for people.
        Table = "table",
        /// Columns for a spreadsheet.
        Csv = "csv",
        /// JSON.
        Json = "json",
    }
}

codes! {
    /// How an export is written.
    pub enum ExportFormat {
        /// Columns for a spreadsheet.
        Csv = "csv",
        /// One JSON document a line.
        Jsonl = "jsonl",
        /// Typed cells of a spreadsheet.
        Xlsx = "xlsx",
    }
}

codes! {
    /// How a report is written.
    pub enum ReportFormat {
        /// For people, on a terminal.
        Text = "text",
        /// For people, in what shows Markdown.
        Markdown = "md",
        /// For people, in what shows pages of the web.
        Html = "html",
        /// For people, on paper.
        Pdf = "pdf",
        /// JSON.
        Json = "json",
        /// Columns for a spreadsheet.
        Csv = "csv",
        /// Typed cells of a spreadsheet.
        Xlsx = "xlsx",
    }
}

impl ReportFormat {
    /// Returns the ending of a file that is written so.
    #[must_use]
    pub fn ending(self) -> &'static str {
        if self == Self::Text { "txt" } else { self.code() }
    }
}

codes! {
    /// How a document is written.
    pub enum PaperFormat {
        /// For paper, and to be signed.
        Pdf = "pdf",
        /// For what shows pages of the web.
        Html = "html",
        /// For what shows Markdown.
        Markdown = "md",
        /// For a terminal.
        Text = "text",
    }
}

codes! {
    /// How labels are drawn.
    pub enum LabelFormat {
        /// Pages of vectors, for any printer.
        Pdf = "pdf",
        /// Vectors.
        Svg = "svg",
        /// Dots.
        Png = "png",
        /// Commands of a label printer.
        Zpl = "zpl",
    }
}

codes! {
    /// The dots of a printer, by the inch, as makers name them.
    pub enum Dpi {
        /// Eight in a millimetre.
        Office = "203",
        /// Nearly twelve.
        Fine = "300",
        /// Nearly twenty-four.
        Finest = "600",
    }
}

impl Dpi {
    /// Returns the dots of a picture or a page.
    #[must_use]
    pub const fn dots(self) -> Dots {
        let in_ten_inches = match self {
            Self::Office => 2030,
            Self::Fine => 3000,
            Self::Finest => 6000,
        };
        Dots { in_ten_inches }
    }

    /// Returns the dots of a label printer, whose heads are made by the millimetre.
    #[must_use]
    pub const fn of_head(self) -> Dots {
        match self {
            Self::Office => Dots { in_ten_inches: 2032 },
            Self::Fine | Self::Finest => self.dots(),
        }
    }
}

codes! {
    /// The answer to a plain question.
    pub enum Answer {
        /// Yes.
        Yes = "yes",
        /// No.
        No = "no",
    }
}

codes! {
    /// What can be exported.
    pub enum Exported {
        /// The events, as they are stored.
        Log = "log",
        /// The assets, as they stand.
        Assets = "assets",
        /// The media, as they stand.
        Media = "media",
        /// The lots, with what they come to.
        Lots = "lots",
        /// The parties.
        Parties = "parties",
        /// The register of outgoing waste.
        Register = "register",
    }
}

codes! {
    /// A report.
    pub enum ReportName {
        /// The reuse rate of décret n° 2023-266.
        Decree = "decree",
        /// Reuse versus disposal.
        Reuse = "reuse",
        /// The register of outgoing waste.
        Register = "register",
        /// The media that left: how each was sanitised.
        Sanitization = "sanitization",
        /// What is here: states, ages, warranties, what it cost.
        Stock = "stock",
        /// What second lives avoid, in CO2 equivalent.
        Impact = "impact",
        /// The share of second-hand goods among purchases.
        Agec = "agec",
        /// Everything that is on hand, place by place.
        Inventory = "inventory",
        /// What waits in the workshop, and what was done there.
        Workshop = "workshop",
    }
}

codes! {
    /// What can be taken away from what is known of an asset, by the flag that gives it.
    pub enum Clearable {
        /// Every other name.
        Alias = "alias",
        /// Who made it.
        Manufacturer = "manufacturer",
        /// The model.
        Model = "model",
        /// The maker's serial.
        Serial = "serial",
        /// The day it was bought.
        Purchased = "purchased",
        /// Its price.
        PriceHt = "price-ht",
        /// Who sold it.
        Supplier = "supplier",
        /// The order.
        Order = "order",
        /// Its warranty.
        Warranty = "warranty",
        /// The day it was first used.
        FirstUse = "first-use",
        /// The day it was made.
        Manufactured = "manufactured",
        /// Its mass: that of its kind from now on.
        Mass = "mass",
        /// Its WEEE category: that of its kind from now on.
        Weee = "weee",
        /// To whom it belongs.
        Owner = "owner",
        /// Its service.
        Service = "service",
        /// Its site.
        Site = "site",
    }
}

impl Clearable {
    /// Returns what is not known any more; none for what always has a value.
    pub const fn attribute(self) -> Option<Attribute> {
        Some(match self {
            Self::Alias => Attribute::Aliases,
            Self::Manufacturer => Attribute::Manufacturer,
            Self::Model => Attribute::Model,
            Self::Serial => Attribute::Serial,
            Self::Purchased => Attribute::PurchaseDate,
            Self::PriceHt => Attribute::Price,
            Self::Supplier => Attribute::Supplier,
            Self::Order => Attribute::Order,
            Self::Warranty => Attribute::Warranty,
            Self::FirstUse => Attribute::FirstUse,
            Self::Manufactured => Attribute::ManufacturedOn,
            Self::Mass => Attribute::Mass,
            Self::Weee => return None,
            Self::Owner => Attribute::Owner,
            Self::Service => Attribute::Service,
            Self::Site => Attribute::Site,
        })
    }

    /// Returns what takes this away.
    pub const fn of(attribute: Attribute) -> Self {
        match attribute {
            Attribute::Aliases => Self::Alias,
            Attribute::Manufacturer => Self::Manufacturer,
            Attribute::Model => Self::Model,
            Attribute::Serial => Self::Serial,
            Attribute::PurchaseDate => Self::Purchased,
            Attribute::Price => Self::PriceHt,
            Attribute::Supplier => Self::Supplier,
            Attribute::Order => Self::Order,
            Attribute::Warranty => Self::Warranty,
            Attribute::FirstUse => Self::FirstUse,
            Attribute::ManufacturedOn => Self::Manufactured,
            Attribute::Mass => Self::Mass,
            Attribute::Owner => Self::Owner,
            Attribute::Service => Self::Service,
            Attribute::Site => Self::Site,
        }
    }
}

/// From where an export goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Since {
    /// After this event.
    Event(Seq),
    /// After the event that this file names, which is to name the last one afterwards.
    Kept(PathBuf),
}

/// A head as it was printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At {
    /// The number of the event.
    pub seq: Seq,
    /// Its hash, or how it begins: twelve digits at least, as reports print it.
    pub hash: String,
}

impl At {
    /// How many digits of a hash are enough.
    pub const DIGITS: usize = 12;
}

/// An age: whole years or whole months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Age {
    /// In months.
    pub months: u32,
}

/// Where a medium is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// On a shelf, in no asset.
    Stock,
    /// In an asset: its tag, alias, serial or scanned payload.
    Asset(String),
}

/// The value of a policy; it may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting(pub String);

/// How many blank labels one command may make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LabelCount(pub u32);

impl LabelCount {
    /// The most: fifty sheets of L7160, and an event that can still be read.
    pub const MOST: u32 = 1_000;
}
