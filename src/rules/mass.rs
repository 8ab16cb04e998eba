//! The mass taken for an asset that nobody weighed. Always shown as an estimate.
//!
//! Source: medians of the Boavizta environmental-footprint-data (February 2023) where there are
//! enough rows, else means of The Restart Project; github.com/Boavizta/environmental-footprint-data.

use crate::model::{amount::Grams, kind::Kind};

/// Returns the usual mass of this kind, in grams, if a source gives one.
#[must_use]
pub const fn default_mass(kind: Kind) -> Option<Grams> {
    let grams = match kind {
        Kind::Laptop => 1_650,
        Kind::Desktop => 4_600,
        Kind::MiniPc => 1_400,
        Kind::AllInOne => 9_500,
        Kind::Monitor => 5_200,
        Kind::Tablet => 700,
        Kind::Smartphone => 200,
        Kind::Server => 22_200,
        Kind::Printer => 12_500,
        Kind::Projector => 2_680,
        Kind::Dock | Kind::Peripheral => 435,
        Kind::Workstation
        | Kind::ThinClient
        | Kind::Nas
        | Kind::Phone
        | Kind::Multifunction
        | Kind::Network
        | Kind::Other => return None,
    };
    Some(Grams(grams))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_masses_are_those_of_the_table() {
        for (kind, grams) in [
            (Kind::Laptop, Some(1650)),
            (Kind::Desktop, Some(4600)),
            (Kind::MiniPc, Some(1400)),
            (Kind::AllInOne, Some(9500)),
            (Kind::Monitor, Some(5200)),
            (Kind::Tablet, Some(700)),
            (Kind::Smartphone, Some(200)),
            (Kind::Server, Some(22200)),
            (Kind::Printer, Some(12500)),
            (Kind::Projector, Some(2680)),
            (Kind::Dock, Some(435)),
            (Kind::Peripheral, Some(435)),
            (Kind::Network, None),
            (Kind::Other, None),
        ] {
            assert_eq!(default_mass(kind), grams.map(Grams), "{kind}");
        }
    }
}
