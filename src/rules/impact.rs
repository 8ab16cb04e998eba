//! What a second life avoids, in grams of CO₂ equivalent.
//!
//! Sources: laptop and smartphone, the net gain of a reconditioned device found by ADEME,
//! *Évaluation environnementale et économique de la filière de reconditionnement* (September 2022,
//! librairie.ademe.fr 5241); the others are computed, manufacture and distribution of Impact CO2
//! (ADEME and Arcep, June 2026, impactco2.fr) divided by the life it gives.

use serde::{Deserialize, Serialize};

use crate::model::kind::Kind;

/// What a device of a kind avoids when it is used again instead of a new one.
///
/// It supposes that every receiver would have had a new device: a maximum. A report shows beside
/// it the hypothesis of one receiver in two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Factor {
    /// Grams of CO₂ equivalent avoided by each year of second life.
    pub g_per_year: i64,
    /// Years of second life: three for computers and screens, two for telephones and tablets.
    pub years: i64,
}

impl Factor {
    /// Returns the grams of CO₂ equivalent avoided by the whole second life of one device, at most.
    #[must_use]
    pub const fn avoided_g(self) -> i64 {
        self.g_per_year.saturating_mul(self.years)
    }
}

/// Returns the factor of this kind, or none where no source gives a value: the device counts for
/// nothing and the report says how many were left out.
#[must_use]
pub const fn factor(kind: Kind) -> Option<Factor> {
    let (g_per_year, years) = match kind {
        Kind::Laptop => (27_000, 3),
        Kind::Smartphone => (24_600, 2),
        // 204 850 g over 6 years, 83 930 g over 3, 65 890 g over 6, 40 520 g over 8, 23 300 g over 2.5.
        Kind::Desktop => (34_142, 3),
        Kind::Tablet => (27_977, 2),
        Kind::Monitor => (10_982, 3),
        Kind::Projector => (5_065, 3),
        Kind::Phone => (9_320, 2),
        Kind::MiniPc
        | Kind::AllInOne
        | Kind::Workstation
        | Kind::ThinClient
        | Kind::Server
        | Kind::Nas
        | Kind::Printer
        | Kind::Multifunction
        | Kind::Network
        | Kind::Dock
        | Kind::Peripheral
        | Kind::Other => return None,
    };
    Some(Factor { g_per_year, years })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_computed_factor_is_the_footprint_divided_by_the_life_rounded_half_up() {
        // Grams, and the life in half years.
        for (kind, grams, half_years) in [
            (Kind::Desktop, 204_850, 12),
            (Kind::Tablet, 83_930, 6),
            (Kind::Monitor, 65_890, 12),
            (Kind::Projector, 40_520, 16),
            (Kind::Phone, 23_300, 5),
        ] {
            let expected = (4 * grams + half_years) / (2 * half_years);
            assert_eq!(factor(kind).map(|f| f.g_per_year), Some(expected), "{kind}");
        }
    }

    #[test]
    fn a_second_life_of_a_laptop_avoids_81_kg_at_most() {
        assert_eq!(factor(Kind::Laptop).map(Factor::avoided_g), Some(81_000));
        assert_eq!(factor(Kind::Smartphone).map(Factor::avoided_g), Some(49_200));
        assert_eq!(factor(Kind::Server), None);
    }

    #[test]
    fn a_factor_is_stored_with_its_keys_in_order() {
        let json = serde_json::to_string(&factor(Kind::Laptop)).unwrap();
        assert_eq!(json, r#"{"g_per_year":27000,"years":3}"#);
        assert_eq!(serde_json::from_str::<Option<Factor>>(&json).unwrap(), factor(Kind::Laptop));
    }
}
