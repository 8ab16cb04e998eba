//! Help.

mod flags;
mod verbs;

use super::En;
use crate::lang::help::{Flag, Heading, Help, Slot, Verb};

impl Help for En {
    fn about(&self, verb: Verb) -> &'static str {
        verbs::about(verb)
    }

    fn details(&self, verb: Verb) -> &'static str {
        verbs::details(verb)
    }

    fn flag(&self, flag: Flag) -> &'static str {
        flags::flag(flag)
    }

    fn slot(&self, slot: Slot) -> &'static str {
        slot.code()
    }

    fn heading(&self, heading: Heading) -> &'static str {
        match heading {
            Heading::Usage => "Usage:",
            Heading::Commands => "Commands:",
            Heading::Arguments => "Arguments:",
            Heading::Options => "Options:",
            Heading::Common => "Common options:",
        }
    }

    fn choices(&self, codes: &[&str]) -> String {
        format!("[possible values: {}]", codes.join(", "))
    }
}
