//! The words of nwipe: times, buses, the labels of methods.
//!
//! Source: nwipe, `src/method.c`, `src/device.c`.

use std::str::FromStr;

use crate::{
    intake::erasure::When,
    model::{
        day::Day,
        sanitization::{MediumKind, Method, Technique},
    },
};

/// Three numbers with a mark between them: a day, a time.
fn three<N: FromStr>(text: &str, mark: char) -> Option<[N; 3]> {
    let mut parts = text.split(mark).map(|part| part.parse().ok());
    let three = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(three)
}

/// Reads the moment at the beginning of a line: `[2026/11/23 04:48:51]`.
pub(super) fn stamped(line: &str) -> Option<(When, &str)> {
    let (stamp, rest) = line.strip_prefix('[')?.split_once(']')?;
    let (day, time) = stamp.split_once(' ')?;
    let [year, month, date] = three::<i16>(day, '/')?;
    let day = Day::new(year, i8::try_from(month).ok()?, i8::try_from(date).ok()?)?;
    let [hour, minute, second] = three::<u32>(time, ':')?;
    (hour < 24 && minute < 60 && second < 61)
        .then_some((When::Local(day, (hour * 60 + minute) * 60 + second.min(59)), rest))
}

/// `01:22:01`, in seconds.
pub(super) fn clock(time: &str) -> Option<u64> {
    let [hours, minutes, seconds] = three::<u64>(time, ':')?;
    (hours < 1_000_000 && minutes < 60 && seconds < 60).then(|| (hours * 60 + minutes) * 60 + seconds)
}

/// Whether a text says that something is begun on a device.
pub(super) fn begins(text: &str) -> bool {
    ["Invoking method ", "Starting ", "Blanking ", "Writing "].iter().any(|word| text.starts_with(word))
}

/// What a drive is. A bus alone does not tell a disk from a flash drive: nwipe writes `-SSD` where it knows.
pub(super) fn kind_of(bus: &str, device: &str) -> Option<MediumKind> {
    let bus = bus.to_ascii_uppercase();
    if bus.starts_with("NVME") || device.starts_with("nvme") {
        Some(MediumKind::Nvme)
    } else if bus.starts_with("USB") || device.starts_with("mmcblk") {
        bus.ends_with("SSD")
            .then_some(MediumKind::Ssd)
            .or_else(|| device.starts_with("mmcblk").then_some(MediumKind::Flash))
    } else if bus.ends_with("-SSD") {
        Some(MediumKind::Ssd)
    } else {
        None
    }
}

/// The pattern of a label, as `nwipe_method_label` writes it.
pub(super) fn method(label: &str) -> Option<Method> {
    let squeezed = label.split_whitespace().collect::<Vec<_>>().join(" ").to_ascii_lowercase();
    Some(match squeezed.as_str() {
        "fill with zeros" | "zero fill" | "quick erase" => Method::Zero,
        "fill with ones" => Method::One,
        "prng stream" => Method::Random,
        "dod short" => Method::DodShort,
        "dod 5220.22-m" => Method::Dod,
        "gutmann wipe" => Method::Gutmann,
        "rcmp tssit ops-ii" => Method::Ops2,
        "hmg is5 enhanced" => Method::Is5Enhanced,
        "bruce schneier 7-pass" => Method::Bruce7,
        "bmb21-2019" => Method::Bmb21,
        "verify zeros (0x00)" | "verify zeros" | "verify blank" => Method::VerifyZero,
        "verify ones (0xff)" | "verify ones" => Method::VerifyOne,
        _ => return None,
    })
}

/// The action of the firmware that a label names (0.43).
pub(super) fn native(label: &str) -> Option<Technique> {
    let label = label.to_ascii_lowercase();
    let has = |word: &str| label.contains(word);
    let nvme = has("nvme");
    if !has("sanitize") && !has("secure erase") {
        return None;
    }
    if has("crypto") {
        Some(if nvme { Technique::NvmeSanitizeCrypto } else { Technique::AtaSanitizeCrypto })
    } else if has("block") {
        Some(if nvme { Technique::NvmeSanitizeBlock } else { Technique::AtaSanitizeBlock })
    } else if has("overwrite") && !nvme {
        Some(Technique::AtaSanitizeOverwrite)
    } else if has("secure erase") && !nvme {
        Some(if has("enhanced") { Technique::AtaSecureEraseEnhanced } else { Technique::AtaSecureErase })
    } else {
        None
    }
}
