//! What can be erased: a name or a text of the vault. The log keeps its identity, which is a random
//! number, or, of a place, its code.

use std::fmt;

use uuid::Uuid;

use crate::model::{
    codes::codes,
    fact::Forgotten,
    id::{ActorId, PartyId, TextId},
};

codes! {
    /// Why a name was erased.
    pub enum ForgetReason {
        /// The person asked for it, or the organisation decided it for this person.
        Request = "request",
        /// The time for which the organisation keeps names is over.
        Retention = "retention",
        /// It was erased before, and came back with an older copy of the record.
        Restored = "restored",
    }
}

/// One thing that was erased.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Erased {
    /// The name of a party.
    Party(PartyId),
    /// The name of whoever ran commands.
    Operator(ActorId),
    /// A note or another text.
    Text(TextId),
    /// The label of the service with this code.
    Service(String),
    /// The label of the site with this code.
    Site(String),
}

impl Erased {
    /// Reads what [`Erased`] shows: a word and an identity, one space between.
    #[must_use]
    pub fn parse(line: &str) -> Option<Self> {
        let (kind, id) = line.split_once(' ')?;
        let uuid = || Uuid::try_parse(id).ok();
        let code = || {
            let good = !id.is_empty() && id.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
            good.then(|| id.to_owned())
        };
        match kind {
            "party" => uuid().map(|id| Self::Party(PartyId(id))),
            "operator" => uuid().map(|id| Self::Operator(ActorId(id))),
            "text" => uuid().map(|id| Self::Text(TextId(id))),
            "service" => code().map(Self::Service),
            "site" => code().map(Self::Site),
            _ => None,
        }
    }

    /// Returns all that an event says was erased; `party` is that of its envelope.
    #[must_use]
    pub fn of(forgotten: &Forgotten, party: Option<PartyId>) -> Vec<Self> {
        let mut all: Vec<Self> = party.map(Self::Party).into_iter().collect();
        all.extend(forgotten.operator.map(Self::Operator));
        all.extend(forgotten.texts.iter().copied().map(Self::Text));
        all.extend(forgotten.services.iter().cloned().map(Self::Service));
        all.extend(forgotten.sites.iter().cloned().map(Self::Site));
        all
    }
}

impl fmt::Display for Erased {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Party(id) => write!(f, "party {id}"),
            Self::Operator(id) => write!(f, "operator {id}"),
            Self::Text(id) => write!(f, "text {id}"),
            Self::Service(code) => write!(f, "service {code}"),
            Self::Site(code) => write!(f, "site {code}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_reads_back() {
        let id = Uuid::from_u128(7);
        for erased in [
            Erased::Party(PartyId(id)),
            Erased::Operator(ActorId(id)),
            Erased::Text(TextId(id)),
            Erased::Service("URBA2".to_owned()),
            Erased::Site("HDV".to_owned()),
        ] {
            assert_eq!(Erased::parse(&erased.to_string()), Some(erased));
        }
    }

    #[test]
    fn a_line_that_says_something_else_is_none() {
        for line in [
            "",
            "party",
            "party x",
            "party  7",
            "person 00000000-0000-0000-0000-000000000007",
            "site h",
            "site ",
        ] {
            assert_eq!(Erased::parse(line), None, "{line}");
        }
    }
}
