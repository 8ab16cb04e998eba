//! Keys as `ssh-keygen` makes them, and lists of those whose seals are believed.

use ssh_key::{Algorithm, HashAlg, LineEnding, PrivateKey, PublicKey};

use super::NAMESPACE;
use crate::model::seal::{Seal, Statement};

/// Why a file is not a key that seals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadKey {
    /// It is no private key of OpenSSH.
    NotAKey,
    /// It is the public half.
    Public,
    /// It is closed with a passphrase, which no program at night can type.
    Encrypted,
    /// It is of another kind.
    Kind(String),
}

/// A key that seals.
pub struct Key(PrivateKey);

impl Key {
    /// Reads a private key.
    ///
    /// # Errors
    ///
    /// Returns why it is not one that seals.
    pub fn read(file: &[u8]) -> Result<Self, BadKey> {
        let text = std::str::from_utf8(file).map_err(|_| BadKey::NotAKey)?;
        if PublicKey::from_openssh(text).is_ok() {
            return Err(BadKey::Public);
        }
        let other = |_| kind_of(text).map_or(BadKey::NotAKey, |kind| BadKey::Kind(kind.to_owned()));
        let key = PrivateKey::from_openssh(text).map_err(other)?;
        let kind = key.algorithm();
        if kind != Algorithm::Ed25519 {
            return Err(BadKey::Kind(kind.to_string()));
        }
        if key.is_encrypted() {
            return Err(BadKey::Encrypted);
        }
        Ok(Self(key))
    }

    /// Returns what it is known by: the fingerprint that `ssh-keygen -l` shows.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        fingerprint(self.0.public_key())
    }

    /// Signs what a seal says.
    ///
    /// # Errors
    ///
    /// Returns what the signature could not be made for.
    pub fn sign(&self, statement: Statement) -> Result<Seal, String> {
        let text = statement.text();
        let signature = self
            .0
            .sign(NAMESPACE, HashAlg::Sha512, text.as_bytes())
            .and_then(|signature| signature.to_pem(LineEnding::LF))
            .map_err(|e| e.to_string())?;
        let signature = if signature.ends_with('\n') { signature } else { signature + "\n" };
        Ok(Seal { statement, text, signature })
    }
}

/// The kinds of keys that are known by name alone.
const OTHERS: [&str; 7] = [
    "sk-ecdsa-sha2-nistp256@openssh.com",
    "sk-ssh-ed25519@openssh.com",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "ssh-dss",
    "ssh-rsa",
];

/// Returns the kind of a private key that is not read here: it stands in clear within (PROTOCOL.key of
/// OpenSSH).
fn kind_of(text: &str) -> Option<&'static str> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    text.strip_prefix("-----BEGIN OPENSSH PRIVATE KEY-----")?;
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0_u32, 0_u8);
    for digit in text
        .lines()
        .filter(|line| !line.starts_with('-'))
        .flat_map(str::bytes)
        .take_while(|digit| *digit != b'=')
    {
        let value = DIGITS.iter().position(|known| *known == digit)?;
        bits = bits << 6 | u32::try_from(value).ok()?;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 0xff).ok()?);
            bits &= (1 << held) - 1;
        }
        if bytes.len() > 512 {
            break;
        }
    }
    OTHERS.into_iter().find(|name| bytes.windows(name.len()).any(|window| window == name.as_bytes()))
}

pub(super) fn fingerprint(key: &PublicKey) -> String {
    key.fingerprint(HashAlg::Sha256).to_string()
}

/// A line of a list of keys that cannot be read, from 1; 0 if there is none that can.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadSigners(pub usize);

/// The keys whose seals are believed.
pub struct Signers(Vec<PublicKey>);

impl Signers {
    /// Reads a public key, or a list as `ssh-keygen -Y verify` takes it (ALLOWED SIGNERS of
    /// ssh-keygen(1)): who, then perhaps `namespaces="…"`, then the key. Keys of other kinds are passed over.
    ///
    /// # Errors
    ///
    /// Returns the first line that is something else, or that asks for what is not looked at here, such as
    /// a date: better nothing than more than it grants.
    pub fn read(file: &str) -> Result<Self, BadSigners> {
        let mut keys = Vec::new();
        for (line, at) in file.lines().zip(1..) {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (key, granted) = signer(line).ok_or(BadSigners(at))?;
            if granted && key.algorithm() == Algorithm::Ed25519 {
                keys.push(key);
            }
        }
        if keys.is_empty() { Err(BadSigners(0)) } else { Ok(Self(keys)) }
    }

    /// Tells whether this key is one of them.
    #[must_use]
    pub fn know(&self, fingerprint: &str) -> bool {
        self.0.iter().any(|key| super::keys::fingerprint(key) == fingerprint)
    }
}

/// Reads a line: the key, and whether it is granted for seals.
fn signer(line: &str) -> Option<(PublicKey, bool)> {
    if let Ok(key) = PublicKey::from_openssh(line) {
        return Some((key, true));
    }
    let (_, mut rest) = line.split_once(char::is_whitespace)?;
    rest = rest.trim_start();
    let mut granted = true;
    if let Some(listed) = rest.strip_prefix("namespaces=\"") {
        let (names, after) = listed.split_once('"')?;
        granted = names.split(',').any(|name| name == NAMESPACE);
        rest = after.trim_start();
    }
    Some((PublicKey::from_openssh(rest).ok()?, granted))
}
