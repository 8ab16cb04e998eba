//! What stands under reports: the law, and what a reader must know.

use crate::report::{Article, Note};

pub(super) fn article(article: Article) -> &'static str {
    match article {
        Article::Reen16 => "Loi n° 2021-1485 of 15 November 2021 (REEN), art. 16.",
        Article::Decree1 => "Décret n° 2023-266 of 12 April 2023, art. 1: what counts, and exclusions.",
        Article::Decree2 => {
            "Décret n° 2023-266 of 12 April 2023, art. 2: channels; for what is sold or taken back, the \
             taker’s undertaking before and proof after."
        }
        Article::Decree3 => {
            "Décret n° 2023-266 of 12 April 2023, art. 3: yearly targets and the formula “Résultat = A/B × \
             100”."
        }
        Article::R543172 => {
            "Code de l’environnement, art. R. 543-172, II, 2° and 6°: categories of electrical and \
             electronic equipment."
        }
        Article::L5411 => "Code de l’environnement, art. L. 541-1, II: the waste hierarchy.",
        Article::L54111 => {
            "Code de l’environnement, art. L. 541-1-1: definitions of waste, reuse, recycling, recovery and \
             disposal."
        }
        Article::R54143 => {
            "Code de l’environnement, R. 541-43, I: chronological register of outgoing waste, kept for three years."
        }
        Article::Registers2 => "Order of 31 May 2021 on the content of registers, art. 2: outgoing waste.",
        Article::WasteList => {
            "Decision 2000/532/EC: European list of waste; a code with a star is that of hazardous waste."
        }
        Article::Nist80088 => {
            "NIST SP 800-88 Rev. 2 (September 2025), 4.5: verification and validation; 4.6: documentation of what was \
             done to each medium."
        }
        Article::Gdpr32 => "Regulation (EU) 2016/679 (GDPR), art. 32: security of processing.",
        Article::Ademe5241 => {
            "ADEME, Évaluation environnementale et économique de la filière de reconditionnement, September 2022 (librairie \
             5241): laptops and smartphones, net gain for each year of use."
        }
        Article::ImpactCo2 => {
            "Impact CO2 (ADEME and Arcep), June 2026, Licence Ouverte: other devices, manufacture and distribution divided \
             by the life (computed values)."
        }
        Article::Agec58 => {
            "Loi n° 2020-105 of 10 February 2020 (AGEC), art. 58: share of purchases that is second-hand or recycled."
        }
        Article::Decree2024 => {
            "Décret n° 2024-134 of 21 February 2024: targets of 20% in 2024, 25% in 2027 and 30% in 2030 for computers and \
             telephones, of the yearly spending before tax."
        }
        Article::Gifts2024 => {
            "Arrêté of 29 February 2024 (NOR TRED2403742A): flat values of gifts, of which €200 for a laptop of less than five \
             years."
        }
        Article::Waste => "Directive 2008/98/EC, Annexes I and II: treatment operations (D and R).",
    }
}

#[expect(clippy::too_many_lines, reason = "one sentence after another")]
pub(super) fn report_note(note: Note) -> &'static str {
    match note {
        Note::NothingYet => {
            "Nothing is known of that day: all that is recorded happened later, and a figure of 0 here counts nothing."
        }
        Note::UnderWay => "The period is not over: the figures are what is known on the as-of day.",
        Note::AgeStart => {
            "The decree does not say from when age counts. Here it counts from the first use, else from the \
             purchase, else from the manufacture."
        }
        Note::AgeThen => {
            "Age is that on the day of decommissioning or, where there was none or its day is not known, on the day it left. It \
             counts from the first use, else from the purchase, else from the manufacture; where one of these days \
             is not known well enough, the age is unknown."
        }
        Note::WholeYears => {
            "The legal rate is that of the whole calendar year, even where the period is shorter."
        }
        Note::NoAge => "Equipment of unknown age is counted in scope; it is listed above.",
        Note::Internal => {
            "Equipment decommissioned and then put back in use is not counted in A: that is none of the \
             channels of article 2. If it was in stock on 1 January, it stays in B."
        }
        Note::Estimates => "The mass of equipment that nobody weighed is an estimate for its kind.",
        Note::NoMass => "Equipment of unknown mass weighs nothing here; it is listed above.",
        Note::Planned => {
            "Equipment collected as waste is counted under the treatment planned, as long as the treatment \
             carried out is not proved."
        }
        Note::Imported => {
            "Departures from before the record are counted as the imported file tells them: imported, not \
             checked. No lot, no medium and no proof of them is known."
        }
        Note::Undated => {
            "Some departures from before the record are dated by their month or year alone: they are counted \
             only in a period that holds all of it."
        }
        Note::NotDecommissioned => {
            "Departures from before the record, imported and not checked, are in no figure here unless the \
             day of their decommissioning was imported too: the decree counts decommissioned equipment."
        }
        Note::OfAPart => {
            "This is one service, the last to use each thing. The legal rate is that of the whole organisation, and \
             what left in bulk is of no service: neither is told here."
        }
        Note::WorksOfAPart => {
            "Works are those done on what is of this service or on this site on that evening, even if it was of \
             another when they were done."
        }
        Note::BeforeRecord => {
            "What left before the record was opened is only in it if it was taken over from elsewhere."
        }
        Note::Incomplete => {
            "Lines lack what the national register asks for: each is named above with what it lacks."
        }
        Note::PublicService => {
            "What a public waste service collects need not be in this register (order of 31 May 2021, art. 14)."
        }
        Note::AtDeparture => {
            "What can be claimed of a medium is told as of its departure; a certificate recorded later ends an \
             exception and changes no claim here."
        }
        Note::LeftWithData => {
            "The exceptions left without being accounted for. One under a data clause ends with the certificate of the \
             contractor (sanitize), a loss never."
        }
        Note::Unlisted => {
            "Of what was lost before its media were listed, no medium is counted: it is named above."
        }
        Note::NoMedia => {
            "Of departures taken over from before the record, no media are known: they are in no figure here."
        }
        Note::Stayed => {
            "A destroyed medium is counted if the asset it was in left; one that stayed did not leave. What came back is not counted."
        }
        Note::OnHand => {
            "What is lost or stolen is not on hand: it is counted beside. What left is not counted."
        }
        Note::AgeUnknown => "What is of unknown age is not in the median age.",
        Note::Purchase => {
            "The value is the purchase price before tax, without depreciation; an unknown price counts as zero."
        }
        Note::Warranty => {
            "A warranty is counted in months from the purchase; it is unknown where either is missing."
        }
        Note::Waits => {
            "What waits is what is in one of these states on the last evening of the period, or on the as-of day if that is \
             earlier, since it came into it; to decide the same again begins no new wait."
        }
        Note::Works => {
            "Time and cost are those entered; what was not entered counts as zero. Work sent out counts on the day it was sent, \
             and what its return adds to time and cost on the day of the return."
        }
        Note::ToReady => {
            "The time to reconditioned counts from the last return from use; what did not come back from use is not in the median."
        }
        Note::Substitution => {
            "No public measure says how many receivers would have bought a new device: the maximum supposes all of them, the \
             hypothesis one in two. Masses and their differences are rounded to ten \
             kilograms."
        }
        Note::NotTheRate => {
            "These emissions are avoided outside the perimeter of the organisation: they are never subtracted from its own \
             footprint, and are no part of the legal rate."
        }
        Note::Frozen => {
            "A factor is that of the day of the departure, recorded with it. What worked, without data and not handed over \
             for parts counts, once each; redeployments inside and recycling do not."
        }
        Note::LeftOut => {
            "A second life without a known factor for its kind, or that does not meet this, counts as zero: they are listed \
             above."
        }
        Note::PartsFitted => {
            "The footprint of new parts is not subtracted, for want of a checked value: one new SSD can cancel the gain of a \
             device."
        }
        Note::Category => {
            "Counted are computers, servers, terminals, screens, telephones, tablets and projectors bought in the year, new or \
             reconditioned; not what is leased or lent. A purchase of unknown date is in no year."
        }
        Note::GiftsBeside => {
            "Gifts received are added to the second-hand spending and to the whole: the text does not say so expressly. For \
             these goods the target is read in the column of second-hand goods."
        }
        Note::GiftsWithoutValue => {
            "No flat value is known here for some gifts, or their age is missing: they count as zero."
        }
        Note::WithoutPrice => "A purchase at an unknown price counts as zero; they are listed above.",
        Note::Unheld => "This inventory names no person: who uses what is on its own page (show).",
        Note::Typed => {
            "The hash names one exact state of the record; it does not say whether what was typed is true."
        }
    }
}
