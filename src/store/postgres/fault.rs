//! What an error of the server or of the way to it means for the record.

use tokio_postgres::error::{DbError, Severity, SqlState};

use super::address::Address;
use crate::store::{Error, Server};

/// What the triggers of the schema raise: a departure that the gate refuses.
const GATE: &str = "RB002";

impl Address {
    /// Says that the server cannot be used.
    pub(super) fn trouble(&self, why: Server) -> Error {
        Error::Server { address: self.shown.clone(), why }
    }

    /// Says why there is no connection.
    pub(super) fn unconnected(&self, error: &tokio_postgres::Error) -> Error {
        let said = message(error);
        let Some(found) = error.as_db_error() else {
            let words = error.to_string();
            return self.trouble(if words.contains("TLS") {
                Server::Unverified(said)
            } else if words.contains("authentication") || words.contains("configuration") {
                Server::Refused(said)
            } else {
                Server::Unreachable(said)
            });
        };
        let code = found.code();
        self.trouble(if *code == SqlState::INVALID_CATALOG_NAME {
            Server::NoDatabase(said)
        } else if code.code().starts_with("28") || *code == SqlState::INSUFFICIENT_PRIVILEGE {
            Server::Refused(said)
        } else {
            passing(found).unwrap_or(Server::Unreachable(said))
        })
    }

    /// Says what an error of a question or a write means: nothing was recorded.
    pub(super) fn error(&self, error: &tokio_postgres::Error) -> Error {
        let said = message(error);
        let Some(found) = error.as_db_error() else {
            let kept =
                std::error::Error::source(error).is_none_or(<dyn std::error::Error>::is::<std::io::Error>);
            return if error.is_closed() || kept {
                self.trouble(Server::Lost(said))
            } else {
                // What we wrote reads back as it was written.
                Error::Corrupt(said)
            };
        };
        if let Some(why) = passing(found) {
            return self.trouble(why);
        }
        match found.code().code() {
            GATE => Error::Gate(said),
            "55P03" | "40P01" | "40001" => Error::Busy,
            "42501" => self.trouble(Server::Denied(said)),
            "25006" => self.trouble(Server::Standby),
            // A statement that we made known is not, or one is that we did not: this is not our connection.
            "26000" | "42P05" => self.trouble(Server::Pooled(said)),
            code if code.starts_with("XX") => Error::Corrupt(said),
            code if code.starts_with("53") || code.starts_with("58") => {
                Error::Unusable { path: self.place(), cause: said }
            }
            _ => Error::Fault(said),
        }
    }
}

/// Tells whether a commit that failed with this error surely did not happen: the server says so itself,
/// and goes on.
pub(super) fn surely_not(error: &tokio_postgres::Error) -> bool {
    error.as_db_error().is_some_and(|found| found.parsed_severity() == Some(Severity::Error))
}

/// What may be otherwise in a moment.
fn passing(error: &DbError) -> Option<Server> {
    let said = error.message().to_owned();
    Some(match error.code().code() {
        "57P01" | "57P02" | "57P03" => Server::Restarting(said),
        "53300" => Server::Full(said),
        "57014" => Server::TooLong(said),
        // It stopped waiting for us.
        "25P03" | "57P05" => Server::Lost(said),
        _ => return None,
    })
}

/// What an error says, in its own words to the last cause.
pub(super) fn message(error: &tokio_postgres::Error) -> String {
    if let Some(found) = error.as_db_error() {
        return match found.detail() {
            Some(detail) => format!("{}: {detail}", found.message()),
            None => found.message().to_owned(),
        };
    }
    let mut said = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(next) = cause {
        let words = next.to_string();
        if !said.contains(&words) {
            said = format!("{said}: {words}");
        }
        cause = next.source();
    }
    said
}
