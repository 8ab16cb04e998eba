//! `policy set`: what the organisation decides, as an event.

use super::{Act, Failure, Recording, Refusal, nearest};
use crate::model::{event::Draft, fact::Configured, policy::Key};

/// A policy and its new value.
#[derive(Clone, Debug)]
pub struct SetPolicy {
    /// The key.
    pub key: String,
    /// The value, as typed.
    pub value: String,
}

/// Gives a policy another value.
///
/// # Errors
///
/// Refuses an unknown policy, a value it does not take, the value it has already, and a day to come.
pub fn set_policy(act: &mut Act<'_>, request: &SetPolicy, recording: &Recording) -> Result<(), Failure> {
    let on = act.day(recording.on)?;
    let key = find_policy(&request.key)?;
    let mut policies = act.policies().clone();
    policies.set(key, &request.value).map_err(Refusal::Policy)?;
    if policies.get(key) == act.policies().get(key) {
        return Err(Refusal::NothingChanges { subject: key.code().to_owned() }.into());
    }
    let value = policies.get(key).to_owned();
    act.adopt(policies);
    act.record(Draft::new(on, Configured { key: key.code().to_owned(), value }))
}

/// Returns the policy of this key.
///
/// # Errors
///
/// Refuses an unknown one, with the nearest.
pub fn find_policy(key: &str) -> Result<Key, Failure> {
    Key::from_code(key).ok_or_else(|| {
        let nearest = nearest(key, Key::ALL.iter().map(|key| key.code()));
        Refusal::UnknownPolicy { key: key.to_owned(), nearest }.into()
    })
}
