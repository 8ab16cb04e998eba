//! Texts that were typed, as they are kept.

use crate::{
    model::{
        medium::Medium,
        text::{self, NotText},
    },
    ops::Failure,
};

/// Returns a text as it is kept.
///
/// # Errors
///
/// Names the field and the value if it cannot be kept.
pub(in crate::ops) fn clean(field: &'static str, typed: &str) -> Result<String, Failure> {
    text::clean(typed).map_err(|why| unreadable(field, typed, why))
}

/// Returns the name of a person or an organisation as it is kept.
///
/// # Errors
///
/// Names the field if it cannot be kept, or would look like another name.
pub fn clean_name(field: &'static str, typed: &str) -> Result<String, Failure> {
    text::clean_name(typed).map_err(|why| unreadable(field, typed, why))
}

fn unreadable(field: &'static str, typed: &str, why: NotText) -> Failure {
    let value = match (field, why) {
        // These may name a person: they are not repeated.
        ("name" | "note" | "actor", NotText::TooLong(_)) => String::new(),
        ("name" | "note" | "actor", _) => "…".to_owned(),
        _ => typed.chars().take(60).collect(),
    };
    Failure::Unreadable { field, value, why }
}

/// Cleans a text that may be absent.
pub(in crate::ops) fn clean_some(
    field: &'static str,
    typed: Option<&str>,
) -> Result<Option<String>, Failure> {
    typed.map(|typed| clean(field, typed)).transpose()
}

/// Names a medium so that it can be typed again: its serial, or its identity.
pub(in crate::ops) fn medium_name(medium: &Medium) -> String {
    medium.serial.clone().unwrap_or_else(|| medium.id.to_string())
}
