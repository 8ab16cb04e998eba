//! What an asset is, how it came, and what the law asks about it.

use crate::model::codes::codes;

codes! {
    /// The kind of an asset.
    pub enum Kind {
        /// A portable computer.
        Laptop = "laptop",
        /// A desktop computer of ordinary size.
        Desktop = "desktop",
        /// A very small desktop computer.
        MiniPc = "mini_pc",
        /// A computer inside its screen.
        AllInOne = "all_in_one",
        /// A powerful desktop computer.
        Workstation = "workstation",
        /// A terminal without local work.
        ThinClient = "thin_client",
        /// A server.
        Server = "server",
        /// A network storage box.
        Nas = "nas",
        /// A tablet.
        Tablet = "tablet",
        /// A smartphone.
        Smartphone = "smartphone",
        /// Any other telephone.
        Phone = "phone",
        /// A screen.
        Monitor = "monitor",
        /// A printer.
        Printer = "printer",
        /// A printer that also copies and scans.
        Multifunction = "multifunction",
        /// A video projector.
        Projector = "projector",
        /// A switch, a router, an access point.
        Network = "network",
        /// A docking station.
        Dock = "dock",
        /// A keyboard, a mouse, a webcam.
        Peripheral = "peripheral",
        /// Anything else.
        Other = "other",
    }
}

impl Kind {
    /// Tells whether this kind can hold data, so that its media must be accounted for.
    ///
    /// All kinds do but `monitor projector dock peripheral`.
    #[must_use]
    pub const fn holds_data(self) -> bool {
        !matches!(self, Self::Monitor | Self::Projector | Self::Dock | Self::Peripheral)
    }

    /// Tells whether a machine of this kind is complete without an operating system to test,
    /// so that the functional grade F4 (hardware functional) is enough to be `ready`.
    #[must_use]
    pub const fn has_no_system(self) -> bool {
        matches!(
            self,
            Self::Monitor
                | Self::Printer
                | Self::Multifunction
                | Self::Projector
                | Self::Network
                | Self::Dock
                | Self::Peripheral
                | Self::Phone
                | Self::Other
        )
    }
}

codes! {
    /// How an asset was acquired.
    pub enum Acquired {
        /// Bought new.
        New = "new",
        /// Bought reconditioned.
        Reconditioned = "reconditioned",
        /// Received as a gift.
        Gift = "gift",
        /// Leased: it belongs to a lessor.
        Leased = "leased",
        /// Lent to us: it belongs to somebody else.
        Lent = "lent",
    }
}

impl Acquired {
    /// Tells whether the asset belongs to the organisation.
    ///
    /// What is leased or lent is never decommissioned and is in no rate.
    #[must_use]
    pub const fn owned(self) -> bool {
        !matches!(self, Self::Leased | Self::Lent)
    }
}

codes! {
    /// Why an asset is outside the reuse rate for the information it held.
    ///
    /// Source: décret n° 2023-266, art. 1, exclusions 2° and 3°.
    pub enum Security {
        /// Nothing special.
        None = "none",
        /// It held classified information (code de la défense, R. 2311-1 s.).
        Classified = "classified",
        /// It held information under specific security obligations of public bodies.
        Specific = "specific",
    }
}

codes! {
    /// Where a value that can be proposed came from.
    pub enum Source {
        /// Typed or imported.
        Given = "given",
        /// Proposed by the rule table of that day.
        Default = "default",
        /// Put on scales.
        Weighed = "weighed",
    }
}

/// A WEEE category (directive 2012/19/EU, Annex III) in which computers are found: 2, 4, 5 or 6.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(transparent)]
pub struct WeeeCategory(u8);

impl WeeeCategory {
    /// Screens and equipment containing screens above 100 cm².
    pub const SCREENS: Self = Self(2);
    /// Large equipment: an external dimension above 50 cm.
    pub const LARGE: Self = Self(4);
    /// Small equipment.
    pub const SMALL: Self = Self(5);
    /// Small IT and telecommunication equipment.
    pub const SMALL_IT: Self = Self(6);
    /// All of them.
    pub const ALL: [Self; 4] = [Self::SCREENS, Self::LARGE, Self::SMALL, Self::SMALL_IT];

    /// Returns the category of this number, if computers are found in it.
    #[must_use]
    pub fn new(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.0 == number)
    }

    /// Returns its number.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }
}

impl<'de> serde::Deserialize<'de> for WeeeCategory {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let number = u8::deserialize(from)?;
        Self::new(number)
            .ok_or_else(|| serde::de::Error::custom(format_args!("unknown WEEE category {number}")))
    }
}
