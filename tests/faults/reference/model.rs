//! The promise of the gate as a plain function over a list of facts: no asset leaves, and none is
//! declared ready, while a data-bearing drive attributed to it lacks a sanitisation or destruction
//! that was proved and suffices, or while nobody said that all its drives are known. Unknown blocks.
//!
//! Written from the text of the promise, and apart from the product: nothing of it is used here.

/// One of two assets: 0 is a laptop, 1 a monitor to begin with.
pub(super) type Asset = usize;
/// One of two drives.
pub(super) type Drive = usize;

/// What can be said of a few machines and drives, one fact at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fact {
    /// A drive is listed, in an asset or in stock.
    Listed(Drive, Option<Asset>),
    /// Somebody says there is no drive in it.
    None(Asset),
    /// Somebody says that those listed are all.
    Confirmed(Asset),
    /// A drive goes elsewhere, with what it holds.
    Carried(Drive, Option<Asset>),
    /// A drive is overwritten, and the check passes or fails.
    Wiped(Drive, bool),
    /// A drive is erased by its own command, which is worth more.
    Purged(Drive),
    /// A drive is shredded.
    Shredded(Drive),
    Deployed(Asset),
    Collected(Asset),
    Reconditioned(Asset),
    Ready(Asset),
    Lost(Asset),
    /// It is back, where it stood or elsewhere.
    Found(Asset, bool),
    /// It goes to a repairer, under a contract about data or without.
    SentOut(Asset, bool),
    Back(Asset),
    /// It leaves as waste, in a lot with a contract about data or without.
    Left(Asset, bool),
    /// It is written off as lost.
    WrittenOff(Asset),
    /// It comes back from where it went, on a later day.
    Returned(Asset),
    /// It is called something that bears data, or something that does not.
    Called(Asset, bool),
    /// What suffices: only what a laboratory cannot undo, or an overwrite as well.
    Strict(bool),
    /// The last wipe of a drive was never done.
    Unwiped(Drive),
}

/// A rule taken out: what the comparison must notice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Without {
    /// Nothing is taken out.
    #[default]
    Nothing,
    /// An open list blocks.
    OpenList,
    /// A check that failed proves nothing.
    FailedCheck,
    /// What is used again holds data again.
    Use,
    /// What was wiped in use may be written again until it is collected.
    UseUntilCollected,
    /// What was out of our hands is not known.
    Return,
    /// What was found may have been opened.
    Find,
    /// What suffices is a policy.
    Policy,
    /// Once asked for its drives, an asset stays asked, whatever it is called.
    Name,
    /// A contract covers what is known, and not what nobody looked for.
    Contract,
    /// What was never done wiped nothing.
    Void,
}

impl Without {
    pub(super) const PARTNERS: [(Self, &'static str); 10] = [
        (Self::OpenList, "gate model without the open list"),
        (Self::FailedCheck, "gate model that trusts a failed check"),
        (Self::Use, "gate model that forgets use"),
        (Self::UseUntilCollected, "gate model that forgets the end of use"),
        (Self::Return, "gate model that trusts what came back"),
        (Self::Find, "gate model that trusts what was found"),
        (Self::Policy, "gate model without the policy"),
        (Self::Name, "gate model that goes by the name"),
        (Self::Contract, "gate model whose contract covers all"),
        (Self::Void, "gate model that keeps what was voided"),
    ];
}

#[derive(Clone, Copy, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is one thing that is known of it or not")]
struct Machine {
    /// Whether it can hold data, or ever could.
    asked: bool,
    bears_data: bool,
    listed: bool,
    in_use: bool,
    /// Whether it ever was in use.
    used: bool,
    /// The step after which nobody can say that it was not: the end of a use, or of a time out of our hands.
    until: Option<usize>,
}

/// How well a drive is known to be clean.
type Worth = u8;
const OVERWRITTEN: Worth = 1;
const PURGED: Worth = 2;
const DESTROYED: Worth = 3;

/// Tells whether the promise allows a fact after these; nothing if it has no say in it.
pub(super) fn allows(facts: &[Fact], next: Fact, without: Without) -> Option<bool> {
    let (asset, covered, unlisted) = match next {
        Fact::Ready(asset) => (asset, false, false),
        // A repairer brings it back: a contract covers whatever is in it.
        Fact::SentOut(asset, contract) => (asset, contract, contract),
        Fact::Left(asset, contract) => (asset, contract, contract && without == Without::Contract),
        Fact::WrittenOff(asset) => (asset, true, true),
        _ => return None,
    };
    let standing = standing(facts, without);
    let mut machines = [Machine { asked: true, bears_data: true, ..Machine::default() }, Machine::default()];
    let (mut inside, mut clean) = ([None; 2], [None::<Worth>; 2]);
    let (mut strict, mut wiped) = (false, [None::<usize>; 2]);
    for (step, fact) in standing.into_iter().enumerate() {
        // What is put back into a machine that was in use since the wipe may have been in it all the time.
        if let Fact::Listed(drive, Some(asset)) = fact
            && (machines[asset].in_use || machines[asset].until > wiped[drive])
            && clean[drive] != Some(DESTROYED)
            && without != Without::Use
        {
            clean[drive] = None;
        }
        machines.iter_mut().enumerate().for_each(|(asset, machine)| machine.follow(asset, step, fact));
        follow(fact, &mut machines, &mut inside, &mut clean, without);
        if let Fact::Wiped(drive, _) | Fact::Purged(drive) | Fact::Shredded(drive) = fact {
            wiped[drive] = Some(step);
        }
        if let Fact::Strict(now) = fact {
            strict = now;
        }
    }
    let machine = machines[asset];
    let asked = if without == Without::Name { machine.bears_data } else { machine.asked };
    let known = machine.listed || !asked || unlisted || without == Without::OpenList;
    let needed = if strict && without != Without::Policy { PURGED } else { OVERWRITTEN };
    let accounted = (0..2).all(|drive| inside[drive] != Some(asset) || clean[drive] >= Some(needed));
    Some(known && (accounted || covered))
}

impl Machine {
    /// Keeps how long it was used.
    fn follow(&mut self, me: Asset, step: usize, fact: Fact) {
        match fact {
            Fact::Deployed(asset) if asset == me => self.used = true,
            Fact::Collected(asset) | Fact::Reconditioned(asset) if asset == me && self.in_use => {
                self.until = Some(step);
            }
            Fact::WrittenOff(asset) | Fact::Found(asset, _) | Fact::Returned(asset)
                if asset == me && self.used =>
            {
                self.until = Some(step);
            }
            _ => {}
        }
    }
}

/// The facts that stand: without the wipes that were never done.
fn standing(facts: &[Fact], without: Without) -> Vec<Fact> {
    let mut standing: Vec<Fact> = Vec::new();
    for fact in facts {
        match fact {
            Fact::Unwiped(drive) if without != Without::Void => {
                let wipe = |fact: &Fact| matches!(fact, Fact::Wiped(of, _) | Fact::Purged(of) | Fact::Shredded(of) if of == drive);
                if let Some(at) = standing.iter().rposition(wipe) {
                    standing.remove(at);
                }
            }
            other => standing.push(*other),
        }
    }
    standing
}

fn follow(
    fact: Fact,
    machines: &mut [Machine; 2],
    inside: &mut [Option<Asset>; 2],
    clean: &mut [Option<Worth>; 2],
    without: Without,
) {
    // What is not destroyed can be written again.
    let soil = |asset: Asset, clean: &mut [Option<Worth>; 2]| {
        for drive in 0..2 {
            if inside[drive] == Some(asset) && clean[drive] != Some(DESTROYED) {
                clean[drive] = None;
            }
        }
    };
    match fact {
        Fact::Listed(drive, asset) => {
            inside[drive] = asset;
            if let Some(asset) = asset {
                machines[asset].listed = true;
            }
        }
        Fact::None(asset) | Fact::Confirmed(asset) => machines[asset].listed = true,
        Fact::Carried(drive, to) => {
            inside[drive] = to;
            let used = to.is_some_and(|asset| machines[asset].in_use);
            if used && clean[drive] != Some(DESTROYED) && without != Without::Use {
                clean[drive] = None;
            }
        }
        Fact::Wiped(drive, passed) if clean[drive] != Some(DESTROYED) => {
            clean[drive] = (passed || without == Without::FailedCheck).then_some(OVERWRITTEN);
        }
        Fact::Purged(drive) if clean[drive] != Some(DESTROYED) => clean[drive] = Some(PURGED),
        Fact::Shredded(drive) => clean[drive] = Some(DESTROYED),
        Fact::Deployed(asset) => {
            machines[asset].in_use = true;
            if without != Without::Use {
                soil(asset, clean);
            }
        }
        Fact::Collected(asset) | Fact::Reconditioned(asset) => {
            if machines[asset].in_use && without != Without::UseUntilCollected {
                soil(asset, clean);
            }
            machines[asset].in_use = false;
        }
        Fact::Found(asset, in_place) => {
            machines[asset].listed &= without == Without::Find;
            machines[asset].in_use &= in_place;
        }
        Fact::Returned(asset) => {
            // Whatever it was before it left, nobody here uses it.
            machines[asset].in_use = false;
            machines[asset].listed &= without == Without::Return;
            if without != Without::Return {
                soil(asset, clean);
            }
        }
        Fact::Called(asset, bears_data) => {
            machines[asset].bears_data = bears_data;
            machines[asset].asked |= bears_data;
        }
        _ => {}
    }
}
