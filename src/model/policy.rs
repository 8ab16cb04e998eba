//! Policies: what the organisation has decided, kept as `configured` events in the log and only
//! there. They may change what is allowed and what counts; preferences never do.

use crate::model::{
    codes::codes,
    day::Zone,
    event::Event,
    fact::{Configured, Fact},
    sanitization::{Clearance, Minimum, OnRedeploy},
    siret::is_siret,
    tag::Tag,
    text,
};

codes! {
    /// The key of a policy.
    pub enum Key {
        /// The organisation's name, as documents print it.
        Organisation = "organisation",
        /// The SIRET of its establishment that hands waste over, as the register names it.
        OrganisationSiret = "organisation.siret",
        /// The time zone in which a day is a day.
        Timezone = "timezone",
        /// The prefix of generated tags.
        TagPrefix = "tag.prefix",
        /// The address put before the tag in a QR code; empty: the tag alone.
        LabelUrl = "label.url",
        /// The least claim that lets a medium leave or be ready.
        SanitizationMinimum = "sanitization.minimum",
        /// What happens when a medium would serve another service without sanitisation.
        SanitizationRedeploy = "sanitization.redeploy",
        /// Whether a second person has to accept a sanitisation: `on` or `off`.
        SanitizationSecondPerson = "sanitization.second_person",
        /// For how many years the register keeps a lot with the name of its taker.
        RetentionRegister = "retention.register",
        /// After how many months a person's name goes who has nothing any more; `off`: never.
        RetentionHolders = "retention.holders",
    }
}

/// The value is not one that this policy takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadValue {
    /// The policy.
    pub key: Key,
    /// What was given.
    pub value: String,
}

/// Every policy with its present value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policies {
    /// The organisation's name.
    pub organisation: String,
    /// The SIRET of its establishment; empty: not known.
    pub organisation_siret: String,
    /// The name of the time zone.
    pub timezone: String,
    /// The prefix of generated tags.
    pub tag_prefix: String,
    /// The address put before the tag in a QR code.
    pub label_url: String,
    /// The least claim that suffices.
    pub sanitization_minimum: Minimum,
    /// What happens on a redeployment without sanitisation.
    pub sanitization_redeploy: OnRedeploy,
    /// Whether a second person has to accept a sanitisation.
    pub sanitization_second_person: bool,
    /// Years for which the register keeps a lot.
    pub retention_register: String,
    /// Months for which a person's name is kept after the last link, or `off`.
    pub retention_holders: String,
}

/// What a policy is set to that decides nothing.
const OFF: &str = "off";

/// What a policy is set to that asks for something.
const ON: &str = "on";

/// The least number of years for which the register of outgoing waste is kept.
///
/// Source: code de l'environnement, art. R541-43 I.
const REGISTER_YEARS: i16 = 3;

/// The longest retention that is taken: a mistyped number is no decision.
const LONGEST_YEARS: i16 = 100;

impl Default for Policies {
    fn default() -> Self {
        Self {
            organisation: String::new(),
            organisation_siret: String::new(),
            timezone: Zone::DEFAULT.to_owned(),
            tag_prefix: "MTR".to_owned(),
            label_url: String::new(),
            sanitization_minimum: Minimum::Clear,
            sanitization_redeploy: OnRedeploy::Warn,
            sanitization_second_person: false,
            retention_register: REGISTER_YEARS.to_string(),
            retention_holders: OFF.to_owned(),
        }
    }
}

impl Policies {
    /// Returns the value of a policy, as text.
    #[must_use]
    pub fn get(&self, key: Key) -> &str {
        match key {
            Key::Organisation => &self.organisation,
            Key::OrganisationSiret => &self.organisation_siret,
            Key::Timezone => &self.timezone,
            Key::TagPrefix => &self.tag_prefix,
            Key::LabelUrl => &self.label_url,
            Key::SanitizationMinimum => self.sanitization_minimum.code(),
            Key::SanitizationRedeploy => self.sanitization_redeploy.code(),
            Key::SanitizationSecondPerson if self.sanitization_second_person => ON,
            Key::SanitizationSecondPerson => OFF,
            Key::RetentionRegister => &self.retention_register,
            Key::RetentionHolders => &self.retention_holders,
        }
    }

    /// Gives a policy a value.
    ///
    /// # Errors
    ///
    /// Returns [`BadValue`] if the policy does not take it; nothing is changed then.
    pub fn set(&mut self, key: Key, value: &str) -> Result<(), BadValue> {
        let bad = || BadValue { key, value: value.to_owned() };
        let clean =
            if value.trim().is_empty() { String::new() } else { text::clean(value).map_err(|_| bad())? };
        match key {
            Key::Organisation => self.organisation = clean,
            Key::OrganisationSiret => {
                let digits: String = clean.chars().filter(|c| !c.is_whitespace()).collect();
                if !digits.is_empty() && !is_siret(&digits) {
                    return Err(bad());
                }
                self.organisation_siret = digits;
            }
            Key::Timezone => {
                Zone::named(&clean).ok_or_else(bad)?;
                self.timezone = clean;
            }
            Key::TagPrefix => {
                let prefix = clean.to_ascii_uppercase();
                let good = prefix.len() <= 12 && !prefix.ends_with('-') && Tag::generate(&prefix, 1).is_ok();
                if !good {
                    return Err(bad());
                }
                self.tag_prefix = prefix;
            }
            Key::LabelUrl => {
                if !clean.is_empty() && !is_base_address(&clean) {
                    return Err(bad());
                }
                clean.trim_end_matches('/').clone_into(&mut self.label_url);
            }
            Key::SanitizationMinimum => {
                self.sanitization_minimum = Minimum::from_code(&clean).ok_or_else(bad)?;
            }
            Key::SanitizationRedeploy => {
                self.sanitization_redeploy = OnRedeploy::from_code(&clean).ok_or_else(bad)?;
            }
            Key::SanitizationSecondPerson => {
                self.sanitization_second_person = match clean.as_str() {
                    ON => true,
                    OFF => false,
                    _ => return Err(bad()),
                };
            }
            Key::RetentionRegister => {
                let years = number(&clean, REGISTER_YEARS, LONGEST_YEARS).ok_or_else(bad)?;
                self.retention_register = years.to_string();
            }
            Key::RetentionHolders => {
                self.retention_holders = if clean == OFF {
                    clean
                } else {
                    number(&clean, 1, 12 * LONGEST_YEARS).ok_or_else(bad)?.to_string()
                };
            }
        }
        Ok(())
    }

    /// Folds the standing `configured` events, in the order of the log. What no policy takes is
    /// skipped: it is found where the projections are compared.
    pub fn fold<'a>(events: impl IntoIterator<Item = &'a Event>) -> Self {
        let mut policies = Self::default();
        for event in events {
            if let Fact::Configured(Configured { key, value }) = &event.fact
                && let Some(key) = Key::from_code(key)
            {
                let _ = policies.set(key, value);
            }
        }
        policies
    }

    /// Returns what lets a medium leave or be ready.
    #[must_use]
    pub const fn clearance(&self) -> Clearance {
        Clearance { minimum: self.sanitization_minimum, second_person: self.sanitization_second_person }
    }

    /// Returns for how many years the register keeps a lot.
    #[must_use]
    pub fn register_years(&self) -> i16 {
        self.retention_register.parse().unwrap_or(REGISTER_YEARS)
    }

    /// Returns for how many months a person's name is kept after the last link, if that is decided.
    #[must_use]
    pub fn holder_months(&self) -> Option<i32> {
        self.retention_holders.parse().ok()
    }

    /// Returns the time zone.
    #[must_use]
    pub fn zone(&self) -> Option<Zone> {
        Zone::named(&self.timezone)
    }
}

/// A whole number from `least` to `most`, in digits alone.
fn number(typed: &str, least: i16, most: i16) -> Option<i16> {
    let digits = !typed.is_empty() && typed.bytes().all(|b| b.is_ascii_digit());
    typed.parse().ok().filter(|number| digits && (least..=most).contains(number))
}

/// `https://host` or `https://host/path`, of characters that a QR code holds in its short form.
fn is_base_address(address: &str) -> bool {
    let upper = address.to_ascii_uppercase();
    let Some(rest) = upper.strip_prefix("HTTPS://").or_else(|| upper.strip_prefix("HTTP://")) else {
        return false;
    };
    !rest.is_empty()
        && rest.len() <= 60
        && rest.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'/' | b':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_policy_gives_back_the_value_it_was_given() {
        let mut policies = Policies::default();
        for (key, value) in [
            (Key::Organisation, "Ville de Montrouge"),
            (Key::OrganisationSiret, "21920049000015"),
            (Key::OrganisationSiret, ""),
            (Key::Timezone, "Indian/Reunion"),
            (Key::TagPrefix, "VIL"),
            (Key::LabelUrl, "https://parc.ville.fr"),
            (Key::SanitizationMinimum, "purge"),
            (Key::SanitizationRedeploy, "refuse"),
            (Key::SanitizationSecondPerson, "on"),
            (Key::RetentionRegister, "5"),
            (Key::RetentionHolders, "12"),
            (Key::RetentionHolders, "off"),
        ] {
            policies.set(key, value).unwrap();
            assert_eq!(policies.get(key), value);
        }
        assert_eq!(Key::ALL.len(), 10);
    }

    #[test]
    fn a_value_that_means_nothing_changes_nothing() {
        for (key, value) in [
            (Key::OrganisationSiret, "21920049000016"),
            (Key::OrganisationSiret, "219200490"),
            (Key::Timezone, "Europe/Montrouge"),
            (Key::TagPrefix, "é"),
            (Key::TagPrefix, "ABCDEFGHIJKLM"),
            (Key::LabelUrl, "ftp://host"),
            (Key::SanitizationMinimum, "wiped"),
            (Key::SanitizationSecondPerson, "yes"),
            (Key::Organisation, "a\u{7}b"),
            (Key::RetentionRegister, "2"),
            (Key::RetentionRegister, "off"),
            (Key::RetentionRegister, "101"),
            (Key::RetentionHolders, "0"),
            (Key::RetentionHolders, "+6"),
            (Key::RetentionHolders, "1201"),
            (Key::RetentionHolders, ""),
        ] {
            let mut policies = Policies::default();
            assert!(policies.set(key, value).is_err(), "{key} {value}");
            assert_eq!(policies, Policies::default());
        }
    }
}
