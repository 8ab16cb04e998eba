//! Random lives that reach every outcome, every reason to be left out and every way to think better of it.

use proptest::{option, prelude::*, sample::select};

use crate::{
    model::{
        amount::{Cents, Grams},
        day::Day,
        edit::Attribute,
        event::Draft,
        fact::{
            Added, Collected, Corrected, Departed, DepartedBefore, Deployed, Destroyed, Edited, Fact, Found,
            Impact, Lost, LotCancelled, LotProved, MediaDeclared, MediumAdded, Patch, Readied, Returned,
            Triaged, Voided, Worked,
        },
        grade::Functional,
        id::{AssetId, LotId, MediumId, TextId},
        kind::{Acquired, Kind, Security},
        leaving::{Cause, Channel, Decision, Proof, VoidReason},
        lot::{LotItem, LotLine},
        precision::Precision,
        sanitization::{Claim, Declared, Encrypted, MediumKind, Technique, Verdict, Verify},
        work::WorkKind,
    },
    report::sample::{Sample, Way, added, back_in_use, day, set_down},
};

/// What one came in as.
#[derive(Clone, Debug)]
struct Origin {
    kind: Kind,
    /// The year it came in, the days into it, and its age then.
    came: (u8, u16),
    age: Option<i16>,
    security: Security,
    acquired: Acquired,
    service: Option<&'static str>,
    /// Days from its coming back to its purchase, and the price.
    bought: Option<(u16, Option<i64>)>,
    warranty: Option<u16>,
}

/// What one may go through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    /// In use, reconditioned, in use again.
    Reconditioned,
    /// In use, and in use elsewhere as it is.
    Redeployed,
    /// Triaged out once decommissioned.
    SetAside,
    /// Gone before anybody had looked into it, and never seen again.
    Vanished,
}

/// How one was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Absence {
    /// For good.
    Gone,
    /// Found where it should have been.
    InPlace,
    /// Found elsewhere.
    Elsewhere,
}

/// What was done with it before it left.
#[derive(Clone, Debug)]
struct Course {
    grade: Option<Functional>,
    turn: Option<Turn>,
    /// Decommissioned, reinstated, and decommissioned again.
    reinstated: bool,
    absent: Option<Absence>,
    gaps: [u16; 4],
}

/// How it left.
#[derive(Clone, Debug)]
struct End {
    channel: Channel,
    /// Days from the departure to each undertaking.
    undertaken: Vec<i32>,
    proof: Option<(Proof, Option<&'static str>)>,
    operation: Option<&'static str>,
    for_parts: bool,
    /// The factor that was frozen on it.
    factor: Option<i64>,
    /// Grams without a tag in the lot, and whether a medium on its own is in it.
    beside: Option<(i64, bool)>,
    returned: bool,
    /// Whether that was before the record, how exactly its day is known, and whether its channel is.
    before: Option<(Precision, bool)>,
}

/// What somebody thought better of afterwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Second {
    /// The departure never was.
    Cancelled,
    /// The proof, or the return, was an error.
    LastVoided,
    /// It was decommissioned later than was written.
    LaterDown,
    /// It was tested with another result.
    Graded,
    /// It came in five days earlier.
    EarlierIn,
    /// It held classified information all along.
    Classified,
    /// Nobody knows since when it was used.
    AgeForgotten,
}

/// A life in few words.
#[derive(Clone, Debug)]
pub(in crate::report) struct Plan {
    origin: Origin,
    course: Course,
    end: Option<End>,
    second: Option<Second>,
}

fn origin() -> impl Strategy<Value = Origin> {
    use Kind::{Desktop, Laptop, Monitor, Phone, Server, Tablet};
    let security = prop_oneof![5 => Just(Security::None), 1 => Just(Security::Classified), 1 => Just(Security::Specific)];
    let acquired = prop_oneof![
        5 => Just(Acquired::New), 2 => Just(Acquired::Reconditioned), 2 => Just(Acquired::Gift),
        1 => Just(Acquired::Leased), 1 => Just(Acquired::Lent),
    ];
    let what = (select(vec![Laptop, Laptop, Desktop, Monitor, Server, Phone, Tablet]), security, acquired);
    let when = ((0..4_u8, 0..365_u16), option::weighted(0.9, 1..14_i16));
    let price = option::weighted(0.8, 1..200_000_i64);
    let paid = (option::weighted(0.7, (0..300_u16, price)), option::of(1..80_u16));
    let service = option::of(select(vec!["ETATCIVIL", "URBA", "VOIRIE"]));
    (what, when, paid, service).prop_map(|(what, (came, age), (bought, warranty), service)| {
        let (kind, security, acquired) = what;
        Origin { kind, came, age, security, acquired, service, bought, warranty }
    })
}

fn course() -> impl Strategy<Value = Course> {
    let absent = option::weighted(0.2, select(vec![Absence::Gone, Absence::InPlace, Absence::Elsewhere]));
    let turn = select(vec![Turn::Reconditioned, Turn::Redeployed, Turn::SetAside, Turn::Vanished]);
    let turns = (option::weighted(0.6, turn), prop::bool::weighted(0.3), absent);
    (option::of(select(Functional::ALL)), turns, prop::array::uniform4(0..300_u16)).prop_map(
        |(grade, (turn, reinstated, absent), gaps)| Course { grade, turn, reinstated, absent, gaps },
    )
}

fn end() -> impl Strategy<Value = End> {
    let operation =
        || option::weighted(0.8, select(vec!["R 0", "R 1", "R 4", "R 12", "R 13", "D 10", "D 14"]));
    let real = option::weighted(0.3, select(vec!["R 0", "R 3", "R 11", "D 5"]));
    let undertaken = prop_oneof![
        3 => prop::collection::vec(-40..1_i32, 1),
        1 => prop::collection::vec(1..40_i32, 1),
        1 => prop::collection::vec(-40..40_i32, 2),
        3 => Just(vec![]),
    ];
    let proof = option::of((prop_oneof![2 => Just(Proof::Reused), 3 => select(Proof::ALL)], real));
    let terms = (undertaken, proof, operation(), prop::bool::weighted(0.15));
    let more = (
        option::of(1_000..40_000_i64),
        option::weighted(0.2, (1..50_000_i64, any::<bool>())),
        prop::bool::weighted(0.15),
        option::weighted(0.12, (select(Precision::ALL), prop::bool::weighted(0.7))),
    );
    (select(Channel::ALL), terms, more).prop_map(|(channel, terms, more)| {
        let (undertaken, proof, operation, for_parts) = terms;
        let (factor, beside, returned, before) = more;
        End { channel, undertaken, proof, operation, for_parts, factor, beside, returned, before }
    })
}

pub(in crate::report) fn plan() -> impl Strategy<Value = Plan> {
    use Second::{AgeForgotten, Cancelled, Classified, EarlierIn, Graded, LastVoided, LaterDown};
    let second = select(vec![Cancelled, LastVoided, LaterDown, Graded, EarlierIn, Classified, AgeForgotten]);
    (origin(), course(), option::weighted(0.85, end()), option::weighted(0.35, second))
        .prop_map(|(origin, course, end, second)| Plan { origin, course, end, second })
}

fn later(from: Day, days: u16) -> Day {
    from.plus_days(i32::from(days))
}

/// Lives it: what happened, then what somebody thought better of.
pub(super) fn live(sample: &mut Sample, number: usize, plan: &Plan) {
    let asset = AssetId(sample.id());
    let (mut drafts, now) = lived(asset, number, plan);
    if let Some(end) = plan.end.as_ref().filter(|_| plan.course.turn != Some(Turn::Vanished)) {
        leave(sample, &mut drafts, (asset, number), (plan, end), later(now, plan.course.gaps[3]));
    }
    let first = sample.read().head().unwrap().seq + 1;
    sample.record(&drafts);
    let at = |wanted: &dyn Fn(&Fact) -> bool| drafts.iter().rposition(|draft| wanted(&draft.fact));
    let seq = |at: usize| first + at as u64;
    let now = day("2029-01-10");
    let correct = |at: usize, set: Patch| Draft::new(now, Corrected { seq: seq(at), set }).asset(asset);
    let edit = |edited: Edited| Draft::new(now, edited).asset(asset);
    let void = |at: usize| {
        let fact = Voided { reason: VoidReason::Mistyped, seq: seq(at) };
        Draft { fact: fact.into(), on: now, ..drafts[at].clone() }
    };
    let down = at(&|fact| matches!(fact, Fact::Decommissioned(_)));
    let thought = plan.second.and_then(|second| match second {
        Second::Cancelled => {
            let shipped = at(&|fact| matches!(fact, Fact::LotShipped(_)))?;
            // It came back since, or was found: nothing is undone behind that.
            let stays = drafts[shipped..].iter().any(|draft| matches!(draft.fact, Fact::Returned(_)));
            let voids = (shipped..drafts.len()).filter(|at| drafts[*at].lot.is_some()).map(seq).collect();
            let undone =
                LotCancelled { assets: vec![asset], media: vec![], reason: VoidReason::WrongLot, voids };
            (!stays).then(|| Draft::new(now, undone).lot(drafts[shipped].lot.unwrap()))
        }
        Second::LastVoided => {
            let last = drafts.len() - 1;
            matches!(drafts[last].fact, Fact::LotProved(_) | Fact::Returned(_)).then(|| void(last))
        }
        Second::LaterDown => {
            let next = drafts.get(down? + 1)?.on;
            Some(correct(down?, Patch { on: Some(next), ..Patch::default() }))
        }
        Second::Graded => {
            let functional = Some(Functional::F0);
            let tested = at(&|fact| matches!(fact, Fact::Triaged(_)))?;
            Some(correct(tested, Patch { functional, ..Patch::default() }))
        }
        Second::EarlierIn => {
            Some(correct(0, Patch { on: Some(drafts[0].on.plus_days(-5)), ..Patch::default() }))
        }
        Second::Classified => {
            Some(edit(Edited { security: Some(Security::Classified), ..Edited::default() }))
        }
        Second::AgeForgotten => Some(edit(Edited { clear: vec![Attribute::FirstUse], ..Edited::default() })),
    });
    sample.record(&thought.into_iter().collect::<Vec<_>>());
}

/// What happened up to its departure, and the last day of that.
fn lived(asset: AssetId, number: usize, plan: &Plan) -> (Vec<Draft>, Day) {
    let (Origin { came, .. }, course) = (&plan.origin, &plan.course);
    let mut now = later(Day::new(2023 + i16::from(came.0), 1, 1).unwrap(), came.1);
    let mut drafts = vec![Draft::new(now, new(number, plan, now))];
    let owned = plan.origin.acquired.owned();
    if let Some(turn) = course.turn {
        now = later(now, course.gaps[0]);
        drafts.extend(turned(turn, now, asset));
        now = drafts[drafts.len() - 1].on;
    }
    if course.turn == Some(Turn::Vanished) {
        return (drafts.into_iter().map(|draft| draft.asset(asset)).collect(), now);
    }
    now = later(now, course.gaps[1]);
    drafts.extend(set_down(now, course.grade).into_iter().take(if owned { 3 } else { 2 }));
    if course.reinstated && owned {
        now = later(now, course.gaps[2]);
        drafts.extend(back_in_use(now));
        now = later(now, 30);
        drafts.extend(set_down(now, None));
    }
    if course.turn == Some(Turn::SetAside) {
        drafts.push(Draft::new(now, triaged(Decision::Recycle)));
    }
    if let Some(absence) = course.absent {
        now = later(now, 10);
        drafts.push(Draft::new(now, Lost { cause: Cause::Unknown }));
        if absence != Absence::Gone {
            let in_place = absence == Absence::InPlace;
            drafts.push(Draft::new(now, Found { in_place, media: vec![] }));
            // Who sends it away looked into it first; who keeps it may not have.
            if plan.end.is_some() {
                drafts.push(Draft::new(now, MediaDeclared { declared: Declared::Confirmed }));
            }
        }
    }
    (drafts.into_iter().map(|draft| draft.asset(asset)).collect(), now)
}

fn triaged(decision: Decision) -> Triaged {
    Triaged { cosmetic: None, decision, functional: None, waste: false }
}

/// What happens in a turn of a life that begins on a day.
fn turned(turn: Turn, now: Day, asset: AssetId) -> Vec<Draft> {
    let deployed =
        |service: &str| Deployed { holder: None, media: vec![], service: service.into(), site: None };
    let part = Worked {
        back: false,
        cost_cents: Some(Cents(4_500)),
        data_clause: None,
        from: None,
        kind: WorkKind::Replace,
        media: vec![],
        minutes: Some(40),
        new_serial: None,
        old_serial: None,
        part: Some(TextId(asset.0)),
        sent_to: None,
        with_data: false,
    };
    match turn {
        Turn::Reconditioned => vec![
            Draft::new(now, deployed("VOIRIE")),
            Draft::new(now, triaged(Decision::Recondition)),
            Draft::new(now, part),
            Draft::new(
                later(now, 90),
                Readied { cosmetic: None, functional: Functional::F5, no_system: false },
            ),
            Draft::new(later(now, 180), deployed("ETATCIVIL")),
        ],
        Turn::Redeployed => vec![
            Draft::new(now, deployed("VOIRIE")),
            Draft::new(later(now, 9), Collected { media: vec![], site: None }),
            Draft::new(later(now, 9), triaged(Decision::Keep)),
            Draft::new(later(now, 12), deployed("URBA")),
        ],
        Turn::SetAside => vec![Draft::new(now, part)],
        Turn::Vanished => vec![Draft::new(now, Lost { cause: Cause::Stolen })],
    }
}

fn new(number: usize, plan: &Plan, now: Day) -> Added {
    let Origin { kind, age, security, acquired, service, bought, warranty, .. } = &plan.origin;
    Added {
        security: *security,
        service: service.map(ToOwned::to_owned),
        acquired: *acquired,
        purchase_date: bought.map(|(days, _)| now.plus_days(-i32::from(days))),
        price_ht_cents: bought.and_then(|(_, price)| price).map(Cents),
        warranty_months: *warranty,
        ..added(&format!("T{number:03}"), *kind, age.map(|years| now.plus_years(-years)))
    }
}

fn leave(
    sample: &mut Sample,
    drafts: &mut Vec<Draft>,
    (asset, number): (AssetId, usize),
    (plan, end): (&Plan, &End),
    on: Day,
) {
    let mass = new(number, plan, on).mass_g;
    let gone = plan.course.absent == Some(Absence::Gone);
    if let Some((precision, known)) = end.before.filter(|_| !gone) {
        let waste = matches!(end.channel, Channel::Waste | Channel::EcoOrganism);
        let channel = known.then_some(end.channel);
        let fact = DepartedBefore { channel, mass_g: mass, mass_source: None, precision, waste };
        drafts.push(Draft::new(precision.last(on), fact).asset(asset));
        return;
    }
    let lot = LotId(sample.id());
    let way = Way {
        on,
        channel: if gone { Channel::Loss } else { end.channel },
        undertaken_on: end.undertaken.first().map(|days| on.plus_days(*days)),
        proved: None,
        operation: end.operation.map(ToOwned::to_owned),
        for_parts: end.for_parts,
    };
    let mut left = way.drafts(asset, lot, number, mass);
    let impact = end.factor.map(|g_per_year| Impact { g_per_year, rules: "2026.1".into(), years: 3 });
    let beside = end.beside.map(|(grams, loose)| (grams, loose.then(|| MediumId(sample.id()))));
    if let Some((_, Some(medium))) = beside {
        drafts.extend(shredded(on).map(|draft| draft.medium(medium)));
    }
    for draft in &mut left {
        match (&mut draft.fact, beside) {
            (Fact::Departed(departed), _) => {
                *departed = Departed { impact: impact.clone(), ..departed.clone() }
            }
            (Fact::LotChanged(changed), Some((grams, medium))) => {
                changed.add.push(bulk(TextId(lot.0), grams));
                changed.add.extend(medium.map(|medium| LotLine::of(LotItem::Medium(medium))));
            }
            (Fact::LotShipped(shipped), Some((grams, medium))) => {
                shipped.bulk = vec![bulk(TextId(lot.0), grams)];
                shipped.media = medium.into_iter().collect();
            }
            _ => {}
        }
    }
    if let Some(days) = end.undertaken.get(1) {
        let again = left.iter().find(|draft| matches!(draft.fact, Fact::LotUndertaken(_))).cloned();
        left.extend(again.map(|draft| Draft { on: on.plus_days(*days), ..draft }));
    }
    if let Some((outcome, operation)) = end.proof {
        let operation = operation.map(ToOwned::to_owned);
        let proved = LotProved { assets: vec![asset], lines: vec![], media: vec![], operation, outcome };
        left.push(Draft::new(later(on, 20), proved).lot(lot));
    }
    if end.returned {
        let returned = Returned { media: vec![], reason: VoidReason::Refused };
        left.push(Draft::new(later(on, 60), returned).asset(asset).lot(lot));
    }
    drafts.extend(left);
}

/// A disk on its own that was shredded.
fn shredded(on: Day) -> [Draft; 2] {
    let disk = MediumAdded {
        capacity_bytes: None,
        encrypted: Encrypted::Unknown,
        kind: MediumKind::Hdd,
        model: None,
        seen: false,
        serial: None,
        used_by: None,
    };
    let destroyed = Destroyed {
        action: Technique::Shred,
        claim: Claim::Destroy,
        result: Verdict::Pass,
        rules: "2026.1".into(),
        tool: None,
        verify: Verify::None,
    };
    [Draft::new(on, disk), Draft::new(on, destroyed)]
}

fn bulk(what: TextId, grams: i64) -> LotLine {
    LotLine {
        bulk: Some(what),
        count: Some(3),
        for_parts: false,
        item: None,
        mass_g: Some(Grams(grams)),
        unit_value_cents: None,
        waste_code: None,
    }
}
