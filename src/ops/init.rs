//! `init`: the first events of a log.

use super::{
    Act, Context, Done, Failure, Recording, Refusal, SetPolicy,
    act::{Log, run_on},
    set_policy,
};
use crate::{
    model::{event::Draft, fact::Opened, id::LogId, policy::Key},
    store::Store,
};

/// What a new record is told.
#[derive(Clone, Debug, Default)]
pub struct Init {
    /// The organisation's name.
    pub organisation: Option<String>,
    /// The prefix of generated tags.
    pub prefix: Option<String>,
}

/// Opens the log of an empty store, as one command.
///
/// # Errors
///
/// Refuses a name or prefix that its policy does not take, and a log that another command opened.
pub fn open(store: &dyn Store, context: &Context<'_>, request: &Init) -> Result<Done, Failure> {
    run_on(store, context, &Recording::default(), Log::Empty, |act| init(act, request))
}

fn init(act: &mut Act<'_>, request: &Init) -> Result<(), Failure> {
    let on = act.today();
    let log = LogId(act.next_id());
    act.record(Draft::new(on, Opened { log }))?;
    for (key, value) in [(Key::Organisation, &request.organisation), (Key::TagPrefix, &request.prefix)] {
        let Some(value) = value.clone() else { continue };
        // What is so by default, in whatever spelling, need not be recorded.
        let mut asked = act.policies().clone();
        asked.set(key, &value).map_err(Refusal::Policy)?;
        if asked.get(key) != act.policies().get(key) {
            let request = SetPolicy { key: key.code().to_owned(), value };
            set_policy(act, &request, &Recording::default())?;
        }
    }
    Ok(())
}
