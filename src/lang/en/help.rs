//! Help.

mod flags;
mod verbs;

use super::En;
use crate::lang::help::{Flag, Heading, Help, ManualPart, Slot, Verb};

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

    fn manual_part(&self, part: ManualPart) -> &'static str {
        match part {
            ManualPart::Name => ".SH NAME",
            ManualPart::Synopsis => ".SH SYNOPSIS",
            ManualPart::Description => ".SH DESCRIPTION",
            ManualPart::Options => ".SH OPTIONS",
            ManualPart::Commands => ".SH COMMANDS",
            ManualPart::Notes => ".SH NOTES",
            ManualPart::Version => ".SH VERSION",
            ManualPart::Values => "\\fIPossible values:\\fR",
        }
    }

    fn choices(&self, codes: &[&str]) -> String {
        format!("[possible values: {}]", codes.join(", "))
    }
}
