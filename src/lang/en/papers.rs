//! The words of documents on paper.

use super::En;
use crate::{
    lang::{BadTemplate, Codes, Fault, Lang, Numbers, Papers, Told, way},
    model::{
        kind::Source,
        leaving::Channel,
        sanitization::{Claim, Verify},
    },
    ops::{HeldBy, Unclean},
    rules::nist::NoClaim,
};

impl Papers for En {
    fn language(&self) -> Lang {
        Lang::En
    }

    fn page(&self) -> &'static str {
        "Page"
    }

    fn bad_template(&self, fault: &Fault) -> String {
        match fault {
            Fault::NotText => "this is no text in UTF-8".to_owned(),
            Fault::TooLarge => {
                "the template is too large, or its loops stand too deep in each other".to_owned()
            }
            Fault::TooLong { most } => {
                format!("the template repeats more than {} lines: a loop too many", En.count(*most as u64))
            }
            Fault::Unclosed(what) => format!("`{what}` is not closed"),
            Fault::Unopened(what) => format!("`{what}` closes nothing"),
            Fault::UnknownTag(what) => format!(
                "`{what}` is not understood; what is: `{{{{ name }}}}`, `{{{{ name or \"text\" }}}}`, `{{% for x in list %}}`, \
                 `{{% if name %}}`, `{{% else %}}` and what closes them"
            ),
            Fault::NotAlone => "an instruction `{% … %}` stands alone on its line".to_owned(),
            Fault::UnknownName { name, nearest } if nearest.is_empty() => {
                format!("nothing is called `{name}` here")
            }
            Fault::UnknownName { name, nearest } => {
                format!("nothing is called `{name}` here; near it: {}", nearest.join(", "))
            }
            Fault::NotAList(name) => format!("`{name}` is not a list"),
            Fault::Markup(what) => format!(
                "`{what}` is not understood here: templates know headings (`#`, `##`, `###`), paragraphs, lists (`-`), tables, \
                 `**bold**` and codes `![…](qr:…)`; a backslash before a sign makes it mere text"
            ),
            Fault::Cells { found, wanted } => {
                format!("the row has not as many cells as the head of its table ({found}, not {wanted})")
            }
            Fault::NoRule => "the second line of a table has to be its rule, such as `|---|--:|`".to_owned(),
            Fault::Nothing => "nothing is written by it: a document has to say something".to_owned(),
        }
    }

    fn bad_template_of(&self, file: &str, bad: &BadTemplate) -> Told {
        let what = self.bad_template(&bad.fault);
        Told::new(format!("the template {file}, line {}, column {}: {what}", bad.line, bad.column))
            .hint("mend the template, or go back to those of the program: `rebond config unset templates`")
    }

    fn no_template(&self, path: &str, folder: bool) -> Told {
        let what = if folder { "a folder" } else { "a pipe, a device, or a link to nothing" };
        Told::new(format!("{path} is {what}: a template is a file of text")).hint(
            "put the template there, or take away what stands in its place: that of the program is used then",
        )
    }

    fn read_back(&self, destroyed: bool, verify: Verify) -> &'static str {
        match verify {
            _ if destroyed => "The medium was destroyed: nothing is left of it to be read back.",
            Verify::Full => {
                "The whole medium was read back after the operation: nothing was found but what the operation was to leave."
            }
            Verify::Sample => {
                "A sample of the medium was read back after the operation: nothing was found in it but what the operation \
                 was to leave. The rest of the medium was not read back."
            }
            Verify::Status => {
                "The device itself reported that the operation was completed. The medium was not read back."
            }
            Verify::None => "The medium was not read back after the operation.",
        }
    }

    fn claim_limit(&self, claim: Claim) -> Option<&'static str> {
        (claim == Claim::ClearLimited).then_some(
            "Limit: on flash memory, overwriting does not reach the cells that the device no longer addresses. They \
             were not treated.",
        )
    }

    fn unclean(&self, why: Unclean) -> String {
        match why {
            Unclean::Never => "No sanitisation of this medium is recorded.".to_owned(),
            Unclean::Failed => "The last attempt to remove its data failed.".to_owned(),
            Unclean::ResultUnknown => {
                "The result of the last attempt to remove its data is not known.".to_owned()
            }
            Unclean::NothingClaimed(why) => {
                format!("The last operation lets no level be claimed: {}.", no_claim(why))
            }
            Unclean::NotEnough { claim, minimum } => format!(
                "The level reached ({}) is below the one that the organisation requires ({}).",
                En.claim(claim),
                En.claim(minimum.claim())
            ),
            Unclean::NotValidated => {
                "No second person accepted the result, as the organisation requires.".to_owned()
            }
            Unclean::UsedSince => {
                "The medium was in use, or outside of the organisation, since its data was last removed."
                    .to_owned()
            }
        }
    }

    fn held(&self, medium: Option<&str>, tag: Option<&str>, why: HeldBy) -> String {
        let why = match why {
            HeldBy::List => "nobody declared that the list of its media is complete".to_owned(),
            HeldBy::Data => "holds data, or may".to_owned(),
            HeldBy::Claim { claim, minimum } => {
                format!("{}, below the level required ({})", En.claim(claim), En.claim(minimum.claim()))
            }
            HeldBy::Validation => "sanitised, not validated by a second person yet".to_owned(),
        };
        match (medium, tag) {
            (Some(medium), Some(tag)) => format!("{medium} in {tag}, {why}"),
            (Some(one), None) | (None, Some(one)) => format!("{one}, {why}"),
            (None, None) => why,
        }
    }

    fn mass_with_source(&self, mass: &str, source: Source) -> String {
        match source {
            Source::Weighed => format!("{mass} (weighed)"),
            Source::Given => mass.to_owned(),
            Source::Default => format!("{mass} (estimated)"),
        }
    }

    fn listed_medium(&self, name: &str, kind: &str, state: &str) -> String {
        format!("{name} ({kind}): {state}")
    }

    fn media_open(&self) -> &'static str {
        "the list is not declared complete"
    }

    fn several(&self, things: &[String]) -> String {
        things.join("; ")
    }

    fn not_certified(&self, names: &str, more: u64) -> String {
        format!("not sanitised: {names}{}. The document says so, and is no certificate", others(more))
    }

    fn not_validated(&self, names: &str, more: u64) -> String {
        format!(
            "sanitised, not validated: {names}{}. The document says so, and is no certificate",
            others(more)
        )
    }

    fn stray_template(&self, path: &str, meant: Option<&str>, known: &[&str]) -> String {
        let names = match meant {
            Some(meant) => format!("near it: `{meant}`"),
            None => format!("templates are those of {}", way::codes(known)),
        };
        format!("the template {path} is that of no document, and nothing is written by it; {names}")
    }

    fn not_a_gift(&self, lot: &str, channel: Option<Channel>) -> Told {
        let channel = channel.map_or("no channel", |channel| En.channel(channel));
        Told::new(format!("{lot} is not a gift ({channel}): it has no annex to an agreement"))
            .hint(format!("for its hand-over slip: `rebond lot slip {lot}`"))
    }
}

/// Says how many more there are.
fn others(more: u64) -> String {
    match more {
        0 => String::new(),
        1 => " and one more".to_owned(),
        more => format!(" and {} more", En.count(more)),
    }
}

/// Says, on paper, why nothing may be claimed.
fn no_claim(why: NoClaim) -> &'static str {
    match why {
        NoClaim::VerdictNotPass => "the check did not find that it succeeded",
        NoClaim::TechniqueNotCredited => "no standard gives credit for this technique",
        NoClaim::ToolTooOld => "the version of the tool does not have this technique, or is not known",
        NoClaim::UnknownMedium => "its kind is not known, and then only a cryptographic erase is believed",
        NoClaim::WrongInterface => "a medium of this kind does not understand these commands",
        NoClaim::NoCreditForMedium => {
            "NIST SP 800-88 gives this technique no credit on a medium of this kind"
        }
        NoClaim::WrongDevice => {
            "a factory reset counts on a phone, a tablet and network equipment alone (NIST SP 800-88)"
        }
        NoClaim::NotVerified => "it was not verified as this technique has to be",
        NoClaim::NotEncrypted => "a key was thrown away, and nobody attests that the medium always encrypts",
    }
}
