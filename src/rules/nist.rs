//! What may be claimed of a medium after an action on it. Computed, never typed.
//!
//! Source: NIST SP 800-88 Rev. 1, Appendix A, tables A-5 and A-8 (magnetic and flash); Rev. 2
//! (September 2025), 3.1.1 Clear, 3.1.2 Purge, 3.1.3 Destroy, 3.2 cryptographic erase, 4.5.1
//! verification, which leaves techniques to IEEE 2883-2022. Where they leave a doubt, the weaker
//! claim is given.
//!
//! | action | hdd | ssd, nvme, emmc, flash | other |
//! |---|---|---|---|
//! | overwrite, read back | clear | clear, with limit | none |
//! | ATA SECURITY ERASE, normal | clear | clear | none |
//! | ATA SECURITY ERASE, enhanced | purge | clear | none |
//! | ATA SANITIZE overwrite | purge | none | none |
//! | ATA SANITIZE block erase | none | purge | none |
//! | ATA SANITIZE crypto, NVMe Sanitize crypto, TCG revert, if always encrypted | purge | purge | purge |
//! | NVMe Sanitize block erase | – | purge | none |
//! | NVMe Format, user data | – | clear | none |
//! | NVMe Format, crypto | – | clear; purge if always encrypted | purge if always encrypted |
//! | factory reset of a phone, a tablet, network equipment | none | clear; purge if always encrypted | none |
//! | factory reset of anything else | none | none | none |
//! | degauss | purge | none | none |
//! | drill | none | none | none |
//! | shred, disintegrate, incinerate | destroy | destroy | destroy |
//!
//! A factory reset is an action of a device on its own memory: of a computer it is a new installation, which
//! the standard gives no credit, and a loose medium cannot be reset at all.
//!
//! NVMe actions count on `nvme` alone (and `other`, for crypto), ATA actions on neither `nvme` nor
//! `emmc`, which do not speak ATA.

use crate::model::{
    codes::codes,
    kind::Kind,
    sanitization::{Claim, Encrypted, MediumKind, Minimum, Technique, Verdict, Verify},
};

codes! {
    /// Why nothing is claimed; an action has only the first that fits.
    pub enum NoClaim {
        /// The check found a failure, or nobody knows what it found.
        VerdictNotPass = "verdict_not_pass",
        /// No standard gives any credit for it (holes leave the data around them).
        TechniqueNotCredited = "technique_not_credited",
        /// This version of the tool does not have the action, or its version is not known.
        ToolTooOld = "tool_too_old",
        /// Of an unknown medium only a cryptographic erase is believed.
        UnknownMedium = "unknown_medium",
        /// A medium of this kind does not understand these commands.
        WrongInterface = "wrong_interface",
        /// The standard gives this action no credit on a medium of this kind.
        NoCreditForMedium = "no_credit_for_medium",
        /// A factory reset counts on a phone, a tablet and network equipment alone.
        WrongDevice = "wrong_device",
        /// It was not verified as it has to be.
        NotVerified = "not_verified",
        /// A key was thrown away, and nobody attests that the device always encrypts.
        NotEncrypted = "not_encrypted",
    }
}

/// Returns what may be claimed of a medium of this kind, in a device of this kind or loose, after this action.
///
/// - A verdict other than pass claims nothing.
/// - An overwrite counts only if it was read back, in full or by sample; for an action of the
///   firmware and a factory reset the device's own report suffices; degaussing and destruction need
///   only the verdict.
/// - A cryptographic erase (ATA SANITIZE crypto, NVMe Sanitize crypto, TCG revert) counts only where
///   it is attested that the device always encrypts: both *no* and *unknown* claim nothing.
/// - An action of the firmware said to be made by nwipe counts from nwipe 0.43 on, which is the first
///   to have any; without a version it does not.
///
/// Source: the table at the head of this module; nwipe, `man/nwipe.8` and `src/method.c` of 0.42.
#[must_use]
pub fn claim(
    device: Option<Kind>,
    kind: MediumKind,
    encrypted: Encrypted,
    technique: Technique,
    tool: Option<&str>,
    verify: Verify,
    verdict: Verdict,
) -> Claim {
    judge(device, kind, encrypted, technique, tool, verify, verdict).unwrap_or(Claim::None)
}

/// Returns why [`claim`] gives [`Claim::None`], if it does.
#[must_use]
pub fn why_none(
    device: Option<Kind>,
    kind: MediumKind,
    encrypted: Encrypted,
    technique: Technique,
    tool: Option<&str>,
    verify: Verify,
    verdict: Verdict,
) -> Option<NoClaim> {
    judge(device, kind, encrypted, technique, tool, verify, verdict).err()
}

/// Returns the handiest action that gives a medium of this kind a claim which is enough; nothing if
/// only its destruction does.
///
/// The order is that of a bench: what clears without special equipment comes first.
#[must_use]
pub fn sufficient(
    device: Option<Kind>,
    kind: MediumKind,
    encrypted: Encrypted,
    minimum: Minimum,
) -> Option<Technique> {
    use Technique as T;
    let by_kind: &[Technique] = match kind {
        MediumKind::Nvme => &[T::NvmeFormatUser, T::NvmeSanitizeBlock],
        MediumKind::Ssd => &[T::AtaSecureErase, T::AtaSanitizeBlock],
        MediumKind::Hdd => &[T::Overwrite, T::AtaSecureEraseEnhanced],
        // What is soldered in is overwritten by a computer alone.
        MediumKind::Emmc if device.is_some_and(resets) => &[T::FactoryReset],
        MediumKind::Emmc | MediumKind::Flash => &[T::Overwrite],
        MediumKind::Other => &[T::TcgRevert],
    };
    let enough = |technique: &&Technique| {
        let claim = claim(device, kind, encrypted, **technique, None, Verify::Full, Verdict::Pass);
        minimum.accepts(claim)
    };
    by_kind.iter().find(enough).copied()
}

fn judge(
    device: Option<Kind>,
    kind: MediumKind,
    encrypted: Encrypted,
    technique: Technique,
    tool: Option<&str>,
    verify: Verify,
    verdict: Verdict,
) -> Result<Claim, NoClaim> {
    if verdict != Verdict::Pass {
        return Err(NoClaim::VerdictNotPass);
    }
    if is_firmware(technique) && !tool.is_none_or(has_firmware_actions) {
        return Err(NoClaim::ToolTooOld);
    }
    let claim = credit(device, kind, encrypted == Encrypted::Yes, technique)?;
    if verified(technique, verify) { Ok(claim) } else { Err(NoClaim::NotVerified) }
}

/// The table: what a completed and verified action is worth.
fn credit(
    device: Option<Kind>,
    kind: MediumKind,
    always_encrypted: bool,
    technique: Technique,
) -> Result<Claim, NoClaim> {
    use Technique as T;
    let magnetic = kind == MediumKind::Hdd;
    let attested = |otherwise| if always_encrypted { Ok(Claim::Purge) } else { otherwise };
    match technique {
        T::Shred | T::Disintegrate | T::Incinerate => Ok(Claim::Destroy),
        T::Drill => Err(NoClaim::TechniqueNotCredited),
        _ if kind == MediumKind::Other && !is_crypto(technique) => Err(NoClaim::UnknownMedium),
        _ if !speaks(kind, technique) => Err(NoClaim::WrongInterface),
        T::AtaSanitizeCrypto | T::NvmeSanitizeCrypto | T::TcgRevert => attested(Err(NoClaim::NotEncrypted)),
        T::NvmeFormatCrypto if kind == MediumKind::Other => attested(Err(NoClaim::NotEncrypted)),
        T::NvmeFormatCrypto => attested(Ok(Claim::Clear)),
        T::Overwrite if magnetic => Ok(Claim::Clear),
        T::Overwrite => Ok(Claim::ClearLimited),
        T::AtaSecureErase | T::NvmeFormatUser => Ok(Claim::Clear),
        T::AtaSecureEraseEnhanced if !magnetic => Ok(Claim::Clear),
        T::AtaSecureEraseEnhanced | T::NvmeSanitizeBlock => Ok(Claim::Purge),
        T::AtaSanitizeOverwrite | T::Degauss if magnetic => Ok(Claim::Purge),
        T::AtaSanitizeBlock if !magnetic => Ok(Claim::Purge),
        T::FactoryReset if !magnetic && !device.is_some_and(resets) => Err(NoClaim::WrongDevice),
        T::FactoryReset if !magnetic => attested(Ok(Claim::Clear)),
        T::AtaSanitizeOverwrite | T::Degauss | T::AtaSanitizeBlock | T::FactoryReset => {
            Err(NoClaim::NoCreditForMedium)
        }
    }
}

/// Tells whether a device of this kind removes what it holds where it goes back to its factory state: what
/// NIST SP 800-88 Rev. 1 says of networking devices (table A-2) and of mobile devices (table A-3).
const fn resets(device: Kind) -> bool {
    matches!(device, Kind::Tablet | Kind::Smartphone | Kind::Phone | Kind::Network)
}

const fn is_crypto(technique: Technique) -> bool {
    matches!(
        technique,
        Technique::AtaSanitizeCrypto
            | Technique::NvmeSanitizeCrypto
            | Technique::NvmeFormatCrypto
            | Technique::TcgRevert
    )
}

const fn is_ata(technique: Technique) -> bool {
    matches!(
        technique,
        Technique::AtaSecureErase
            | Technique::AtaSecureEraseEnhanced
            | Technique::AtaSanitizeOverwrite
            | Technique::AtaSanitizeBlock
            | Technique::AtaSanitizeCrypto
    )
}

const fn is_nvme(technique: Technique) -> bool {
    matches!(
        technique,
        Technique::NvmeFormatUser
            | Technique::NvmeFormatCrypto
            | Technique::NvmeSanitizeBlock
            | Technique::NvmeSanitizeCrypto
    )
}

/// Carried out by the device itself, on a command of the host.
const fn is_firmware(technique: Technique) -> bool {
    is_ata(technique) || is_nvme(technique) || matches!(technique, Technique::TcgRevert)
}

/// Tells whether a medium of this kind can understand the commands; an unknown one may.
const fn speaks(kind: MediumKind, technique: Technique) -> bool {
    match kind {
        MediumKind::Other => true,
        MediumKind::Nvme => !is_ata(technique),
        MediumKind::Emmc => !is_ata(technique) && !is_nvme(technique),
        MediumKind::Hdd | MediumKind::Ssd | MediumKind::Flash => !is_nvme(technique),
    }
}

fn verified(technique: Technique, verify: Verify) -> bool {
    let by_verdict_alone = technique.destroys() || technique == Technique::Degauss;
    match verify {
        Verify::Full | Verify::Sample => true,
        Verify::Status => technique != Technique::Overwrite,
        Verify::None => by_verdict_alone,
    }
}

/// Tells whether a tool can have asked for an action of the firmware. Only nwipe is known to lack
/// them, before 0.43.
pub(crate) fn has_firmware_actions(tool: &str) -> bool {
    let lower = tool.to_ascii_lowercase();
    lower
        .split_once("nwipe")
        .is_none_or(|(_, version)| major_minor(version).is_some_and(|version| version >= (0, 43)))
}

/// Reads the first two numbers of a version: `" v0.43.1-rc2"` is `(0, 43)`.
fn major_minor(text: &str) -> Option<(u32, u32)> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let mut numbers = text.get(start..)?.split(|c: char| !c.is_ascii_digit());
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_advised_is_enough_for_the_medium_and_the_policy() {
        use Technique as T;
        let table = [
            (MediumKind::Nvme, Some(T::NvmeFormatUser), Some(T::NvmeSanitizeBlock)),
            (MediumKind::Ssd, Some(T::AtaSecureErase), Some(T::AtaSanitizeBlock)),
            (MediumKind::Hdd, Some(T::Overwrite), Some(T::AtaSecureEraseEnhanced)),
            (MediumKind::Emmc, Some(T::Overwrite), None),
            (MediumKind::Flash, Some(T::Overwrite), None),
            (MediumKind::Other, None, None),
        ];
        for (kind, clear, purge) in table {
            let advised = |minimum| sufficient(None, kind, Encrypted::Unknown, minimum);
            assert_eq!((advised(Minimum::Clear), advised(Minimum::Purge)), (clear, purge), "{kind:?}");
            assert_eq!(advised(Minimum::Destroy), None);
        }
        let (purge, yes) = (Minimum::Purge, Encrypted::Yes);
        assert_eq!(sufficient(None, MediumKind::Other, yes, purge), Some(T::TcgRevert));
        let emmc = |device, encrypted, minimum| sufficient(device, MediumKind::Emmc, encrypted, minimum);
        assert_eq!(emmc(Some(Kind::Tablet), yes, purge), Some(T::FactoryReset));
        assert_eq!(emmc(Some(Kind::Tablet), Encrypted::Unknown, Minimum::Clear), Some(T::FactoryReset));
        assert_eq!(emmc(Some(Kind::Laptop), yes, purge), None);
        assert_eq!(emmc(Some(Kind::Laptop), yes, Minimum::Clear), Some(T::Overwrite));
    }

    const FLASH: [MediumKind; 4] = [MediumKind::Ssd, MediumKind::Nvme, MediumKind::Emmc, MediumKind::Flash];

    /// Verified and passed, by no particular tool, in a tablet.
    fn done(kind: MediumKind, encrypted: Encrypted, technique: Technique) -> Result<Claim, NoClaim> {
        judge(Some(Kind::Tablet), kind, encrypted, technique, None, Verify::Full, Verdict::Pass)
    }

    #[test]
    fn every_action_is_worth_what_the_table_says() {
        use Claim::{Clear, ClearLimited, Destroy, Purge};
        use NoClaim::{
            NoCreditForMedium as NoCredit, NotEncrypted, TechniqueNotCredited, UnknownMedium,
            WrongInterface as Wrong,
        };
        use Technique as T;
        // Not known to encrypt: hdd, ssd, nvme, emmc, flash, other.
        for (technique, expected) in [
            (
                T::Overwrite,
                [
                    Ok(Clear),
                    Ok(ClearLimited),
                    Ok(ClearLimited),
                    Ok(ClearLimited),
                    Ok(ClearLimited),
                    Err(UnknownMedium),
                ],
            ),
            (
                T::AtaSecureErase,
                [Ok(Clear), Ok(Clear), Err(Wrong), Err(Wrong), Ok(Clear), Err(UnknownMedium)],
            ),
            (
                T::AtaSecureEraseEnhanced,
                [Ok(Purge), Ok(Clear), Err(Wrong), Err(Wrong), Ok(Clear), Err(UnknownMedium)],
            ),
            (
                T::AtaSanitizeOverwrite,
                [Ok(Purge), Err(NoCredit), Err(Wrong), Err(Wrong), Err(NoCredit), Err(UnknownMedium)],
            ),
            (
                T::AtaSanitizeBlock,
                [Err(NoCredit), Ok(Purge), Err(Wrong), Err(Wrong), Ok(Purge), Err(UnknownMedium)],
            ),
            (
                T::AtaSanitizeCrypto,
                [
                    Err(NotEncrypted),
                    Err(NotEncrypted),
                    Err(Wrong),
                    Err(Wrong),
                    Err(NotEncrypted),
                    Err(NotEncrypted),
                ],
            ),
            (
                T::NvmeFormatUser,
                [Err(Wrong), Err(Wrong), Ok(Clear), Err(Wrong), Err(Wrong), Err(UnknownMedium)],
            ),
            (
                T::NvmeFormatCrypto,
                [Err(Wrong), Err(Wrong), Ok(Clear), Err(Wrong), Err(Wrong), Err(NotEncrypted)],
            ),
            (
                T::NvmeSanitizeBlock,
                [Err(Wrong), Err(Wrong), Ok(Purge), Err(Wrong), Err(Wrong), Err(UnknownMedium)],
            ),
            (
                T::NvmeSanitizeCrypto,
                [Err(Wrong), Err(Wrong), Err(NotEncrypted), Err(Wrong), Err(Wrong), Err(NotEncrypted)],
            ),
            (T::TcgRevert, [Err(NotEncrypted); 6]),
            (
                T::FactoryReset,
                [Err(NoCredit), Ok(Clear), Ok(Clear), Ok(Clear), Ok(Clear), Err(UnknownMedium)],
            ),
            (
                T::Degauss,
                [Ok(Purge), Err(NoCredit), Err(NoCredit), Err(NoCredit), Err(NoCredit), Err(UnknownMedium)],
            ),
            (T::Drill, [Err(TechniqueNotCredited); 6]),
            (T::Shred, [Ok(Destroy); 6]),
            (T::Disintegrate, [Ok(Destroy); 6]),
            (T::Incinerate, [Ok(Destroy); 6]),
        ] {
            for (kind, expected) in MediumKind::ALL.iter().zip(expected) {
                for encrypted in [Encrypted::No, Encrypted::Unknown] {
                    assert_eq!(done(*kind, encrypted, technique), expected, "{technique} on {kind}");
                }
            }
        }
    }

    #[test]
    fn a_factory_reset_counts_on_what_has_a_factory_state_and_no_computer_does() {
        let done = |device, encrypted| {
            let technique = Technique::FactoryReset;
            judge(device, MediumKind::Emmc, encrypted, technique, None, Verify::Status, Verdict::Pass)
        };
        let counts = [Kind::Tablet, Kind::Smartphone, Kind::Phone, Kind::Network];
        for device in Kind::ALL.iter().copied().map(Some).chain([None]) {
            let (known, attested) = if device.is_some_and(|device| counts.contains(&device)) {
                (Ok(Claim::Clear), Ok(Claim::Purge))
            } else {
                (Err(NoClaim::WrongDevice), Err(NoClaim::WrongDevice))
            };
            assert_eq!(done(device, Encrypted::Unknown), known, "{device:?}");
            assert_eq!(done(device, Encrypted::No), known, "{device:?}");
            assert_eq!(done(device, Encrypted::Yes), attested, "{device:?}");
        }
    }

    #[test]
    fn an_attested_encryption_makes_a_purge_of_what_throws_the_key_away() {
        use Technique as T;
        for (kind, technique) in [
            (MediumKind::Hdd, T::AtaSanitizeCrypto),
            (MediumKind::Ssd, T::AtaSanitizeCrypto),
            (MediumKind::Other, T::AtaSanitizeCrypto),
            (MediumKind::Nvme, T::NvmeSanitizeCrypto),
            (MediumKind::Other, T::NvmeSanitizeCrypto),
            (MediumKind::Nvme, T::NvmeFormatCrypto),
            (MediumKind::Other, T::NvmeFormatCrypto),
        ] {
            assert_eq!(done(kind, Encrypted::Yes, technique), Ok(Claim::Purge), "{technique} on {kind}");
        }
        for kind in MediumKind::ALL {
            assert_eq!(done(*kind, Encrypted::Yes, T::TcgRevert), Ok(Claim::Purge), "{kind}");
        }
        for kind in FLASH {
            assert_eq!(done(kind, Encrypted::Yes, T::FactoryReset), Ok(Claim::Purge), "{kind}");
        }
        for (kind, reason) in
            [(MediumKind::Hdd, NoClaim::NoCreditForMedium), (MediumKind::Other, NoClaim::UnknownMedium)]
        {
            assert_eq!(done(kind, Encrypted::Yes, T::FactoryReset), Err(reason), "{kind}");
        }
        let overwritten = done(MediumKind::Ssd, Encrypted::Yes, T::Overwrite);
        assert_eq!(overwritten, Ok(Claim::ClearLimited));
    }

    #[test]
    fn an_overwrite_must_be_read_back() {
        for (verify, expected) in [
            (Verify::Full, Claim::Clear),
            (Verify::Sample, Claim::Clear),
            (Verify::Status, Claim::None),
            (Verify::None, Claim::None),
        ] {
            let tool = Some("nwipe 0.42");
            let found = claim(
                None,
                MediumKind::Hdd,
                Encrypted::Unknown,
                Technique::Overwrite,
                tool,
                verify,
                Verdict::Pass,
            );
            assert_eq!(found, expected, "{verify}");
        }
    }

    #[test]
    fn the_report_of_the_device_suffices_for_what_it_does_itself() {
        for technique in [Technique::AtaSecureErase, Technique::AtaSanitizeBlock, Technique::FactoryReset] {
            let device = Some(Kind::Phone);
            let with = |verify| {
                judge(device, MediumKind::Ssd, Encrypted::Unknown, technique, None, verify, Verdict::Pass)
            };
            assert!(with(Verify::Status).is_ok(), "{technique}");
            assert_eq!(with(Verify::None), Err(NoClaim::NotVerified), "{technique}");
        }
    }

    #[test]
    fn destruction_and_degaussing_need_only_the_verdict() {
        for (technique, expected) in [
            (Technique::Shred, Claim::Destroy),
            (Technique::Disintegrate, Claim::Destroy),
            (Technique::Incinerate, Claim::Destroy),
            (Technique::Degauss, Claim::Purge),
        ] {
            for verify in Verify::ALL {
                let with =
                    |verdict| claim(None, MediumKind::Hdd, Encrypted::No, technique, None, *verify, verdict);
                assert_eq!(with(Verdict::Pass), expected, "{technique}");
                assert_eq!(with(Verdict::Unknown), Claim::None, "{technique}");
            }
        }
    }

    #[test]
    fn nwipe_has_firmware_actions_from_0_43_on() {
        for (tool, expected) in [
            ("nwipe 0.42", Err(NoClaim::ToolTooOld)),
            ("nwipe", Err(NoClaim::ToolTooOld)),
            ("Nwipe v0.9", Err(NoClaim::ToolTooOld)),
            ("ShredOS 2025.11, nwipe 0.40", Err(NoClaim::ToolTooOld)),
            ("nwipe 0.43", Ok(Claim::Purge)),
            ("nwipe-0.43.1-rc2", Ok(Claim::Purge)),
            ("nwipe 1.0", Ok(Claim::Purge)),
            ("hdparm 9.65", Ok(Claim::Purge)),
            ("", Ok(Claim::Purge)),
        ] {
            let found = judge(
                Some(Kind::Laptop),
                MediumKind::Ssd,
                Encrypted::Unknown,
                Technique::AtaSanitizeBlock,
                Some(tool),
                Verify::Status,
                Verdict::Pass,
            );
            assert_eq!(found, expected, "{tool}");
        }
    }

    #[test]
    fn a_dod_wipe_of_an_nvme_disk_is_clear_with_limit() {
        let tool = Some("nwipe 0.42");
        let (kind, technique) = (MediumKind::Nvme, Technique::Overwrite);
        let found = claim(None, kind, Encrypted::Yes, technique, tool, Verify::Full, Verdict::Pass);
        assert_eq!(found, Claim::ClearLimited);
    }

    proptest! {
        #[test]
        fn nothing_is_claimed_exactly_when_there_is_a_reason(
            device in prop::option::of(prop::sample::select(Kind::ALL)),
            kind in prop::sample::select(MediumKind::ALL),
            encrypted in prop::sample::select(Encrypted::ALL),
            technique in prop::sample::select(Technique::ALL),
            tool in prop::option::of("(nwipe )?[0-9]\\.[0-9]{1,2}"),
            verify in prop::sample::select(Verify::ALL),
            verdict in prop::sample::select(Verdict::ALL),
        ) {
            let tool = tool.as_deref();
            let claimed = claim(device, kind, encrypted, technique, tool, verify, verdict);
            let reason = why_none(device, kind, encrypted, technique, tool, verify, verdict);
            prop_assert_eq!(claimed == Claim::None, reason.is_some());
            if verdict != Verdict::Pass {
                prop_assert_eq!(reason, Some(NoClaim::VerdictNotPass));
            }
            if technique == Technique::Overwrite {
                prop_assert!(claimed < Claim::Purge);
            }
        }
    }
}
