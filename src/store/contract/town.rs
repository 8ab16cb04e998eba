//! The reference of random lives: a few assets and media, the table of moves, and the gate said
//! again in its own words.

use super::world::{
    World, added, decommissioned, departed, deployed, medium_added, moved, readied, sanitised, triaged,
    worked,
};
use crate::model::{
    day::Day,
    event::{Draft, Seq},
    fact::{
        Collected, Configured, Corrected, DepartedBefore, Edited, Fact, Found, Lost, LotCancelled,
        LotChanged, LotOpened, LotProved, LotShipped, LotUndertaken, MediaDeclared, MediumMoved, Moved,
        Patch, Reinstated, Returned, Voided, Worked,
    },
    id::{AssetId, LotId, MediumId, PartyId, Subject},
    kind::Kind,
    leaving::{Cause, Channel, Decision, Proof, VoidReason},
    lifecycle::{Action, Standing, State, Terms},
    lot::{LotFacts, LotItem, LotLine},
    precision::Precision,
    sanitization::{Claim, Clearance, Declared, Minimum, Verdict},
    touch::Touch,
};

/// An action, whom it is about, and how.
pub(super) type Step = (u8, usize, u8);

/// What a batch wants to write.
pub(super) struct Batch {
    pub(super) drafts: Vec<Draft>,
    /// Whether the gate must refuse it.
    pub(super) refused: bool,
    /// Every subject it bears on, with the last event that does.
    pub(super) touched: Vec<(Subject, Seq)>,
}

#[derive(Clone, Debug)]
struct Machine {
    id: AssetId,
    /// None until it is added.
    standing: Option<Standing>,
    /// Whether it was ever of a kind that can hold data.
    may_hold_data: bool,
    /// Whether somebody looked inside since anybody else had it.
    listed: bool,
    departed_in: Option<LotId>,
    /// Whether a medium was ever in it.
    had_medium: bool,
    left_on: Option<Day>,
}

impl Machine {
    /// Whether nothing in it is unknown.
    fn closed(&self) -> bool {
        self.listed || !self.may_hold_data
    }
}

#[derive(Clone, Debug)]
struct Disk {
    id: MediumId,
    added: bool,
    inside: Option<usize>,
    claim: Option<Claim>,
    wiped_on: Option<Day>,
    gone: bool,
    in_lot: bool,
}

/// Three machines, three disks, one lot at a time.
#[derive(Clone, Debug)]
pub(super) struct Town {
    machines: Vec<Machine>,
    disks: Vec<Disk>,
    lot: Option<(LotId, Channel)>,
    /// Who repairs.
    maker: PartyId,
    lots: u32,
    day: Day,
    pub(super) minimum: Minimum,
    /// The touches of every event.
    touches: Vec<Vec<Touch>>,
    /// The town before the last event, if that can be voided, and whether it can be corrected.
    before: Option<Box<(Town, bool)>>,
}

impl Town {
    pub(super) const ACTIONS: u8 = 26;

    pub(super) fn new(world: &World) -> Self {
        let machine = |_| Machine {
            id: world.asset_id(),
            standing: None,
            may_hold_data: false,
            listed: false,
            departed_in: None,
            had_medium: false,
            left_on: None,
        };
        let disk = |_| Disk {
            id: world.medium_id(),
            added: false,
            inside: None,
            claim: None,
            wiped_on: None,
            gone: false,
            in_lot: false,
        };
        Self {
            machines: (0..3).map(machine).collect(),
            disks: (0..3).map(disk).collect(),
            lot: None,
            maker: world.party_id(),
            lots: 0,
            day: Day::parse("2025-12-25").unwrap(),
            minimum: Minimum::Clear,
            touches: Vec::new(),
            before: None,
        }
    }

    /// What the gate asks now.
    pub(super) fn clearance(&self) -> Clearance {
        Clearance { minimum: self.minimum, second_person: false }
    }

    /// Each machine: its standing, and whether its media are known.
    pub(super) fn machines(&self) -> impl Iterator<Item = (AssetId, Standing, bool)> {
        self.machines.iter().filter_map(|machine| Some((machine.id, machine.standing?, machine.closed())))
    }

    pub(super) fn media(&self) -> impl Iterator<Item = (MediumId, bool)> {
        self.disks.iter().filter(|disk| disk.added).map(|disk| (disk.id, self.cleared(disk)))
    }

    fn cleared(&self, disk: &Disk) -> bool {
        disk.claim.is_some_and(|claim| self.minimum.accepts(claim))
    }

    /// Takes every step that is allowed; a departure that the gate must refuse ends the batch.
    pub(super) fn act(&mut self, world: &World, head: Seq, steps: &[Step]) -> Batch {
        let mut batch = Batch { drafts: Vec::new(), refused: false, touched: Vec::new() };
        for step in steps {
            let before = self.clone();
            let Some((drafts, refused)) = self.step(world, *step) else {
                *self = before;
                continue;
            };
            let before = Self { before: None, ..before };
            let single = drafts.len() == 1;
            for draft in drafts {
                self.note(&draft, head + batch.drafts.len() as Seq + 1, &mut batch.touched);
                batch.drafts.push(draft);
            }
            let fact = batch.drafts.last().map(|draft| &draft.fact);
            self.before = match fact {
                Some(Fact::Voided(_) | Fact::Corrected(_)) => None,
                Some(Fact::Deployed(_)) => Some(Box::new((before, true))),
                _ if single => Some(Box::new((before, false))),
                _ => None,
            };
            if refused {
                batch.refused = true;
                break;
            }
        }
        batch
    }

    fn note(&mut self, draft: &Draft, seq: Seq, touched: &mut Vec<(Subject, Seq)>) {
        let mut all = draft.touches();
        for target in draft.fact.targets() {
            let at = usize::try_from(*target - 1).unwrap();
            all.extend(self.touches[at].clone());
        }
        touched.extend(all.iter().filter(|touch| touch.bears).map(|touch| (touch.subject, seq)));
        self.touches.push(all);
    }

    fn on(&self, fact: impl Into<Fact>) -> Draft {
        Draft::new(self.day, fact)
    }

    fn inside(&self, who: usize) -> Vec<MediumId> {
        self.disks.iter().filter(|disk| disk.inside == Some(who)).map(|disk| disk.id).collect()
    }

    /// One step: what it writes, and whether the gate must refuse it. Nothing if it is not allowed.
    fn step(&mut self, world: &World, (action, who, how): Step) -> Option<(Vec<Draft>, bool)> {
        if how.is_multiple_of(3) {
            self.day = self.day.next();
        }
        let drafts = match action {
            0 | 1 => self.add(who, how)?,
            2 | 3 => self.put(who, how)?,
            4 | 5 => self.wipe(who, how)?,
            6 => self.carry(who, how)?,
            7 => self.declare(who)?,
            8 if how < 3 => self.configure(how),
            9 | 10 => self.fill(world, who, how)?,
            11 | 12 => return self.ship(),
            13 => self.after_shipping(who, how)?,
            14 if how < 4 => self.void()?,
            15 => self.correct(how)?,
            24 => return self.leave_before(who, how),
            25 => self.become_kind(who, how)?,
            16.. => self.live(action, who, how)?,
            _ => return None,
        };
        Some((drafts, false))
    }

    fn add(&mut self, who: usize, how: u8) -> Option<Vec<Draft>> {
        if self.machines[who].standing.is_some() {
            return None;
        }
        let mut fact = added(&format!("A-{who}"));
        fact.kind = if how == 7 { Kind::Monitor } else { Kind::Laptop };
        self.machines[who].may_hold_data = fact.kind.holds_data();
        self.machines[who].standing = Some(Standing {
            decommission_planned: false,
            state: State::InStock,
            before: None,
            departed_by: None,
            departed_in: None,
            decommissioned_on: None,
            waste_since: None,
            owned: true,
            open_lot: None,
            sent_to: None,
        });
        Some(vec![self.on(fact).asset(self.machines[who].id)])
    }

    /// It is read as another kind: whatever it was called, what may be in it stays to be looked for.
    fn become_kind(&mut self, who: usize, how: u8) -> Option<Vec<Draft>> {
        let machine = &mut self.machines[who];
        machine.standing?;
        let kind = if how.is_multiple_of(2) { Kind::Monitor } else { Kind::Desktop };
        machine.may_hold_data |= kind.holds_data();
        let fact = Edited { kind: Some(kind), ..Edited::default() };
        Some(vec![self.on(fact).asset(self.machines[who].id)])
    }

    fn put(&mut self, who: usize, how: u8) -> Option<Vec<Draft>> {
        let inside = (how < 6).then_some(usize::from(how) % 3);
        let holder = inside.map(|at| &self.machines[at]);
        if self.disks[who].added
            || holder.is_some_and(|m| m.standing.is_none_or(|s| s.state == State::Departed))
        {
            return None;
        }
        let mut draft = self.on(medium_added()).medium(self.disks[who].id);
        draft.asset = holder.map(|machine| machine.id);
        self.disks[who] = Disk { added: true, inside, ..self.disks[who].clone() };
        if let Some(at) = inside {
            self.machines[at].listed = true;
            self.machines[at].had_medium = true;
        }
        Some(vec![draft])
    }

    fn wipe(&mut self, who: usize, how: u8) -> Option<Vec<Draft>> {
        let disk = &mut self.disks[who];
        if !disk.added || disk.gone {
            return None;
        }
        let (claim, result) = match how {
            0 => (Claim::Clear, Verdict::Fail),
            1 => (Claim::None, Verdict::Pass),
            2 | 3 => (Claim::Purge, Verdict::Pass),
            _ => (Claim::Clear, Verdict::Pass),
        };
        disk.wiped_on = Some(self.day);
        disk.claim = Some(claim).filter(|claim| result == Verdict::Pass && *claim > Claim::None);
        let id = disk.id;
        Some(vec![self.on(sanitised(claim, result)).medium(id)])
    }

    fn carry(&mut self, who: usize, how: u8) -> Option<Vec<Draft>> {
        let disk = self.disks[who].clone();
        let to = (how < 6).then_some(usize::from(how) % 3);
        let here = |at: usize| self.machines[at].standing.is_some_and(|s| s.state != State::Departed);
        if !disk.added || disk.gone || disk.in_lot || disk.inside == to || !to.is_none_or(here) {
            return None;
        }
        self.disks[who].inside = to;
        if let Some(at) = to {
            self.machines[at].had_medium = true;
        }
        let id = |at: usize| self.machines[at].id;
        let moved = MediumMoved { keep_data: true, ..moved(disk.inside.map(id), to.map(id)) };
        Some(vec![self.on(moved).medium(disk.id)])
    }

    fn declare(&mut self, who: usize) -> Option<Vec<Draft>> {
        self.machines[who].standing?;
        self.machines[who].listed = true;
        Some(vec![self.on(MediaDeclared { declared: Declared::Confirmed }).asset(self.machines[who].id)])
    }

    fn configure(&mut self, how: u8) -> Vec<Draft> {
        self.minimum = if how.is_multiple_of(2) { Minimum::Purge } else { Minimum::Clear };
        let value = self.minimum.code().to_owned();
        vec![self.on(Configured { key: "sanitization.minimum".to_owned(), value })]
    }

    /// Opens a lot, or puts something in, takes it out, gives an undertaking, cancels.
    fn fill(&mut self, world: &World, who: usize, how: u8) -> Option<Vec<Draft>> {
        let Some((lot, _)) = self.lot else {
            let channel = [Channel::Sale, Channel::Loss, Channel::Waste][usize::from(how) % 3];
            let lot = LotId(world.id());
            self.lot = Some((lot, channel));
            self.lots += 1;
            let facts = LotFacts { channel: Some(channel), ..LotFacts::default() };
            return Some(vec![self.on(LotOpened { facts, number: format!("LOT-{}", self.lots) }).lot(lot)]);
        };
        let change = |add: Vec<LotItem>, drop: Vec<LotItem>| LotChanged {
            add: add.into_iter().map(LotLine::of).collect(),
            drop,
            facts: LotFacts::default(),
        };
        let fact: Fact = match how {
            0..4 => {
                let machine = &mut self.machines[who];
                let standing = machine.standing.as_mut()?;
                standing.decide(Action::LotAdd, Terms { lot: Some(lot), ..Terms::default() }).ok()?;
                if standing.open_lot.replace(lot).is_some() {
                    return None;
                }
                change(vec![LotItem::Asset(machine.id)], Vec::new()).into()
            }
            4 => {
                let machine = &mut self.machines[who];
                machine.standing.as_mut()?.open_lot.take()?;
                change(Vec::new(), vec![LotItem::Asset(machine.id)]).into()
            }
            5 => {
                let disk = &mut self.disks[who];
                if !disk.added || disk.gone || disk.in_lot || disk.inside.is_some() {
                    return None;
                }
                disk.in_lot = true;
                change(vec![LotItem::Medium(disk.id)], Vec::new()).into()
            }
            6 => LotUndertaken { assets: self.waiting(lot), media: Vec::new() }.into(),
            _ => {
                let assets = self.waiting(lot);
                let media = self.loose();
                self.machines.iter_mut().filter_map(|m| m.standing.as_mut()).for_each(|s| s.open_lot = None);
                self.disks.iter_mut().for_each(|disk| disk.in_lot &= disk.gone);
                self.lot = None;
                LotCancelled { assets, media, reason: VoidReason::Other, voids: Vec::new() }.into()
            }
        };
        Some(vec![self.on(fact).lot(lot)])
    }

    fn waiting(&self, lot: LotId) -> Vec<AssetId> {
        let waits = |machine: &&Machine| machine.standing.is_some_and(|s| s.open_lot == Some(lot));
        self.machines.iter().filter(waits).map(|machine| machine.id).collect()
    }

    fn loose(&self) -> Vec<MediumId> {
        self.disks.iter().filter(|disk| disk.in_lot && !disk.gone).map(|disk| disk.id).collect()
    }

    /// Lets leave what may of the lot, decommissioned the same day; the gate has its word.
    fn ship(&mut self) -> Option<(Vec<Draft>, bool)> {
        let (lot, channel) = self.lot?;
        let mut drafts = Vec::new();
        let mut leaving = Vec::new();
        for at in 0..self.machines.len() {
            if let Some((next, needs)) = self.leaves(at, lot, channel) {
                if needs {
                    let today = self.day;
                    self.machines[at].standing.as_mut()?.decommissioned_on = Some(today);
                    drafts.push(self.on(decommissioned()).asset(self.machines[at].id));
                }
                leaving.push((at, next));
            }
        }
        let media = self.loose();
        if leaving.is_empty() && media.is_empty() {
            return None;
        }
        let mut refused = self.disks.iter().any(|d| media.contains(&d.id) && !self.cleared(d));
        let facts = LotFacts { channel: Some(channel), ..LotFacts::default() };
        let assets = leaving.iter().map(|(at, _)| self.machines[*at].id).collect();
        let shipped = LotShipped {
            assets,
            bulk: Vec::new(),
            facts,
            mass_g: None,
            media: media.clone(),
            weighed: false,
        };
        drafts.push(self.on(shipped).lot(lot));
        for (at, next) in leaving {
            let inside = self.inside(at);
            let held = self.disks.iter().filter(|d| d.inside == Some(at) && !d.gone);
            refused |= !self.machines[at].closed() || held.into_iter().any(|disk| !self.cleared(disk));
            drafts.push(self.on(departed(channel, inside.clone())).asset(self.machines[at].id).lot(lot));
            let today = self.day;
            let machine = &mut self.machines[at];
            (machine.departed_in, machine.left_on) = (Some(lot), Some(today));
            let standing = machine.standing.as_mut()?;
            if standing.state != State::Missing {
                standing.before = Some(standing.state);
            }
            if channel == Channel::Waste {
                standing.waste_since = standing.waste_since.or(Some(today));
            }
            (standing.state, standing.departed_by, standing.open_lot) = (next, Some(channel), None);
            standing.departed_in = Some(lot);
            standing.sent_to = None;
            self.disks.iter_mut().filter(|disk| inside.contains(&disk.id)).for_each(|disk| disk.gone = true);
        }
        self.disks.iter_mut().filter(|disk| media.contains(&disk.id)).for_each(|disk| disk.gone = true);
        if self.waiting(lot).is_empty() {
            self.lot = None;
        }
        Some((drafts, refused && channel != Channel::Loss))
    }

    /// A departure from before the record: of what has no lot and no medium, else the gate refuses.
    fn leave_before(&mut self, who: usize, how: u8) -> Option<(Vec<Draft>, bool)> {
        let refused = self.machines[who].had_medium;
        let waste = how.is_multiple_of(2);
        let today = self.day;
        let machine = &mut self.machines[who];
        let standing = machine.standing.as_mut()?;
        if standing.state != State::InStock || standing.open_lot.is_some() {
            return None;
        }
        let channel = [None, Some(Channel::Loss), Some(Channel::Waste)][usize::from(how) % 3];
        (standing.before, standing.state) = (Some(standing.state), State::Departed);
        standing.departed_by = channel;
        if waste {
            standing.waste_since = standing.waste_since.or(Some(today));
        }
        machine.left_on = Some(today);
        let precision = Precision::ALL[usize::from(how) % 4];
        let fact = DepartedBefore { channel, mass_g: None, mass_source: None, precision, waste };
        Some((vec![self.on(fact).asset(self.machines[who].id)], refused))
    }

    /// Whether a machine of the lot may leave: the state that follows, and whether it must be
    /// decommissioned first.
    fn leaves(&self, at: usize, lot: LotId, channel: Channel) -> Option<(State, bool)> {
        let standing = self.machines[at].standing.filter(|s| s.open_lot == Some(lot))?;
        let action = if channel == Channel::Loss { Action::WriteOff } else { Action::Ship };
        let terms = Terms { channel: Some(channel), lot: Some(lot), ..Terms::default() };
        let needs = channel != Channel::Loss && standing.decommissioned_on.is_none();
        let on = standing.decommissioned_on.or_else(|| needs.then_some(self.day));
        let next = Standing { decommissioned_on: on, ..standing }.decide(action, terms).ok()?;
        Some((next, needs))
    }

    /// A proof, a late undertaking, a return.
    fn after_shipping(&mut self, who: usize, how: u8) -> Option<Vec<Draft>> {
        let inside = self.inside(who);
        let machine = &mut self.machines[who];
        let (standing, lot) = (machine.standing.as_mut()?, machine.departed_in?);
        if standing.state != State::Departed {
            return None;
        }
        let assets = vec![machine.id];
        let fact: Fact = match how {
            0 | 1 => {
                let outcome = if how == 0 { Proof::Reused } else { Proof::Recycled };
                LotProved { assets, lines: Vec::new(), media: Vec::new(), operation: None, outcome }.into()
            }
            2 => LotUndertaken { assets, media: Vec::new() }.into(),
            _ => {
                standing.state = standing.decide(Action::Return, Terms::default()).ok()?;
                (standing.departed_by, standing.departed_in) = (None, None);
                let id = machine.id;
                self.come_back(who, &inside, true);
                let returned = Returned { media: inside, reason: VoidReason::Refused };
                return Some(vec![self.on(returned).asset(id).lot(lot)]);
            }
        };
        Some(vec![self.on(fact).lot(lot)])
    }

    /// What comes back: known again only if it was returned the day it left.
    fn come_back(&mut self, who: usize, media: &[MediumId], returned: bool) {
        let machine = &mut self.machines[who];
        let same_day = returned && machine.left_on == Some(self.day);
        (machine.departed_in, machine.left_on) = (None, None);
        machine.listed &= same_day;
        for disk in self.disks.iter_mut().filter(|disk| media.contains(&disk.id)) {
            disk.gone = false;
            if returned && !same_day && disk.claim != Some(Claim::Destroy) {
                disk.claim = None;
            }
        }
    }

    fn void(&mut self) -> Option<Vec<Draft>> {
        let (before, _) = *self.before.take()?;
        let seq = self.touches.len() as Seq;
        let (day, lots, touches) = (self.day, self.lots, std::mem::take(&mut self.touches));
        *self = Self { day, lots, touches, before: None, ..before };
        Some(vec![self.on(Voided { reason: VoidReason::Mistyped, seq })])
    }

    fn correct(&mut self, how: u8) -> Option<Vec<Draft>> {
        let (_, true) = *self.before.take()? else { return None };
        let set = Patch { service: Some(format!("S{how}")), ..Patch::default() };
        Some(vec![self.on(Corrected { seq: self.touches.len() as Seq, set })])
    }

    /// The actions of the table.
    fn live(&mut self, action: u8, who: usize, how: u8) -> Option<Vec<Draft>> {
        let action = match action {
            16 | 17 if self.machines[who].standing?.state == State::Deployed => Action::Move,
            16 | 17 => Action::Deploy,
            18 => Action::Collect,
            19 | 20 => [Action::Recondition, Action::Recycle, Action::Keep][usize::from(how) % 3],
            21 => [Action::Ready, Action::Reinstate][usize::from(how) % 2],
            22 => Action::Decommission,
            23 => [Action::Missing, Action::Found, Action::FoundInPlace][usize::from(how) % 3],
            _ => [Action::Work, Action::Work, Action::WorkBack][usize::from(how) % 3],
        };
        let media = self.inside(who);
        let today = self.day;
        let id = self.machines[who].id;
        let standing = self.machines[who].standing.as_mut()?;
        let next = standing.decide(action, Terms::default()).ok()?;
        let fact: Fact = match action {
            Action::Deploy => deployed("URBA", &media).into(),
            Action::Move => {
                Moved { holder: None, media: media.clone(), service: "VOIRIE".to_owned(), site: None }.into()
            }
            Action::Collect => {
                // In use until today: what was removed before may have been written again.
                let since = |disk: &&mut Disk| disk.wiped_on.is_some_and(|on| on < today);
                let inside = self.disks.iter_mut().filter(|disk| media.contains(&disk.id));
                inside.filter(since).for_each(|disk| disk.claim = None);
                Collected { media: media.clone(), site: None }.into()
            }
            Action::Recondition => triaged(Decision::Recondition).into(),
            Action::Recycle => {
                if how > 5 {
                    standing.waste_since = standing.waste_since.or(Some(today));
                }
                crate::model::fact::Triaged { waste: how > 5, ..triaged(Decision::Recycle) }.into()
            }
            Action::Keep => triaged(Decision::Keep).into(),
            Action::Work => {
                let sent_to = (how % 3 == 1).then_some(self.maker);
                standing.sent_to = sent_to;
                Worked { sent_to, media: media.clone(), ..worked() }.into()
            }
            Action::WorkBack => {
                let new_serial = (how > 5).then(|| format!("S-{today}"));
                standing.sent_to = None;
                let machine = &mut self.machines[who];
                machine.listed &= new_serial.is_none();
                Worked { back: true, media: media.clone(), new_serial, ..worked() }.into()
            }
            Action::Ready => readied().into(),
            Action::Reinstate => {
                standing.decommissioned_on = None;
                Reinstated {}.into()
            }
            Action::Decommission => {
                standing.decommissioned_on = Some(today);
                decommissioned().into()
            }
            Action::Missing if standing.open_lot.is_none() => {
                standing.before = Some(standing.state);
                Lost { cause: Cause::Lost }.into()
            }
            Action::Found | Action::FoundInPlace => {
                (standing.before, standing.departed_by, standing.departed_in) = (None, None, None);
                let in_place = action == Action::FoundInPlace;
                standing.sent_to = standing.sent_to.filter(|_| in_place);
                self.come_back(who, &media, false);
                Found { in_place, media: media.clone() }.into()
            }
            _ => return None,
        };
        let standing = self.machines[who].standing.as_mut()?;
        standing.state = next;
        if matches!(action, Action::Deploy | Action::Move) {
            self.disks.iter_mut().filter(|disk| media.contains(&disk.id)).for_each(|disk| disk.claim = None);
        }
        Some(vec![self.on(fact).asset(id)])
    }
}
