//! The WEEE category proposed for a kind of asset. The operator may say otherwise.
//!
//! Source: directive 2012/19/EU, Annex III; code de l'environnement, R. 543-172, II.

use crate::model::kind::{Kind, WeeeCategory};

/// Returns the category in which an ordinary asset of this kind is found.
///
/// - Category 2, a screen above 100 cm²: laptops, all-in-ones, tablets, monitors. A screen keeps
///   its category whatever its size: 2 wins over 4.
/// - Category 4, a side above 50 cm: servers, taken to be rack servers. A tower below 50 cm is
///   category 6 and must be said to be so, since category 4 is outside the reuse rate. A copier
///   that stands on the floor is category 4 and must be said to be so too.
/// - Category 5: video projectors.
/// - Category 6, small IT and telecommunication equipment: everything else.
#[must_use]
pub const fn category(kind: Kind) -> WeeeCategory {
    match kind {
        Kind::Laptop | Kind::AllInOne | Kind::Tablet | Kind::Monitor => WeeeCategory::SCREENS,
        Kind::Server => WeeeCategory::LARGE,
        Kind::Projector => WeeeCategory::SMALL,
        Kind::Desktop
        | Kind::MiniPc
        | Kind::Workstation
        | Kind::ThinClient
        | Kind::Nas
        | Kind::Smartphone
        | Kind::Phone
        | Kind::Printer
        | Kind::Multifunction
        | Kind::Network
        | Kind::Dock
        | Kind::Peripheral
        | Kind::Other => WeeeCategory::SMALL_IT,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn screens_are_2_servers_4_projectors_5_and_the_rest_6() {
        for kind in Kind::ALL {
            let expected = match kind.code() {
                "laptop" | "all_in_one" | "tablet" | "monitor" => 2,
                "server" => 4,
                "projector" => 5,
                _ => 6,
            };
            assert_eq!(category(*kind).number(), expected, "{kind}");
        }
    }
}
