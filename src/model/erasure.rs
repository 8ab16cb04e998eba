//! What can be erased: a name, a text or a file of the vault. The log keeps its identity, which is a random
//! number; of a place, its code; of a file, its hash.

use std::fmt;

use uuid::Uuid;

use crate::model::{
    codes::codes,
    event::Hash,
    fact::Forgotten,
    id::{ActorId, LogId, PartyId, TextId},
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
    /// The label of the service with this code, in this log: other records may have the code for something
    /// else. A list of an earlier version does not say in which.
    Service(String, Option<LogId>),
    /// The label of the site with this code.
    Site(String, Option<LogId>),
    /// The bytes of the file with this SHA-256, whatever it was called, in this log: another record may have
    /// reason to keep the same file.
    Evidence(Hash, Option<LogId>),
}

impl Erased {
    /// Reads what [`Erased`] shows: a word and an identity, one space between.
    #[must_use]
    pub fn parse(line: &str) -> Option<Self> {
        let (kind, id) = line.split_once(' ')?;
        let uuid = || Uuid::try_parse(id).ok();
        let (word, log) = match id.split_once(' ') {
            Some((word, log)) => (word, Some(LogId(Uuid::try_parse(log).ok()?))),
            None => (id, None),
        };
        let code = || {
            let good = !word.is_empty() && word.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
            good.then(|| word.to_owned())
        };
        match kind {
            "party" => uuid().map(|id| Self::Party(PartyId(id))),
            "operator" => uuid().map(|id| Self::Operator(ActorId(id))),
            "text" => uuid().map(|id| Self::Text(TextId(id))),
            "service" => code().map(|code| Self::Service(code, log)),
            "site" => code().map(|code| Self::Site(code, log)),
            "evidence" => Hash::parse(word).map(|hash| Self::Evidence(hash, log)),
            _ => None,
        }
    }

    /// Returns all that an event of a log says was erased; `party` is that of its envelope.
    #[must_use]
    pub fn of(forgotten: &Forgotten, party: Option<PartyId>, log: Option<LogId>) -> Vec<Self> {
        let mut all: Vec<Self> = party.map(Self::Party).into_iter().collect();
        all.extend(forgotten.operator.map(Self::Operator));
        all.extend(forgotten.texts.iter().copied().map(Self::Text));
        all.extend(forgotten.services.iter().map(|code| Self::Service(code.clone(), log)));
        all.extend(forgotten.sites.iter().map(|code| Self::Site(code.clone(), log)));
        all.extend(forgotten.evidence.iter().map(|hash| Self::Evidence(*hash, log)));
        all
    }

    /// Returns the log in which this was erased, where that is known and matters.
    #[must_use]
    pub const fn log(&self) -> Option<LogId> {
        match self {
            Self::Service(_, log) | Self::Site(_, log) | Self::Evidence(_, log) => *log,
            Self::Party(_) | Self::Operator(_) | Self::Text(_) => None,
        }
    }

    /// Returns the same of no log in particular.
    #[must_use]
    pub fn anywhere(self) -> Self {
        match self {
            Self::Service(code, _) => Self::Service(code, None),
            Self::Site(code, _) => Self::Site(code, None),
            Self::Evidence(hash, _) => Self::Evidence(hash, None),
            other => other,
        }
    }
}

impl fmt::Display for Erased {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Party(id) => write!(f, "party {id}"),
            Self::Operator(id) => write!(f, "operator {id}"),
            Self::Text(id) => write!(f, "text {id}"),
            Self::Service(code, None) => write!(f, "service {code}"),
            Self::Service(code, Some(log)) => write!(f, "service {code} {log}"),
            Self::Site(code, None) => write!(f, "site {code}"),
            Self::Site(code, Some(log)) => write!(f, "site {code} {log}"),
            Self::Evidence(hash, None) => write!(f, "evidence {hash}"),
            Self::Evidence(hash, Some(log)) => write!(f, "evidence {hash} {log}"),
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
            Erased::Service("URBA2".to_owned(), None),
            Erased::Service("URBA2".to_owned(), Some(LogId(id))),
            Erased::Site("HDV".to_owned(), None),
            Erased::Site("HDV".to_owned(), Some(LogId(id))),
            Erased::Evidence(Hash([0xa7; 32]), None),
            Erased::Evidence(Hash([0xa7; 32]), Some(LogId(id))),
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
            "site HDV x",
            "site HDV ",
            "evidence a7",
            "evidence A7A7A7A7A7A7A7A7A7A7A7A7A7A7A7A7A7A7A7A7A7A7A7A7A7A7A7A7A7A7A7A7",
            "party 00000000-0000-0000-0000-000000000007 00000000-0000-0000-0000-000000000007",
        ] {
            assert_eq!(Erased::parse(line), None, "{line}");
        }
    }
}
