//! What stands under a report: the law behind it, and what its reader must know.

use crate::model::codes::codes;

codes! {
    /// A source of law, by its number.
    pub enum Article {
        /// Loi n° 2021-1485 (REEN), art. 16.
        Reen16 = "loi-2021-1485:16",
        /// Décret n° 2023-266, art. 1.
        Decree1 = "decret-2023-266:1",
        /// Décret n° 2023-266, art. 2.
        Decree2 = "decret-2023-266:2",
        /// Décret n° 2023-266, art. 3.
        Decree3 = "decret-2023-266:3",
        /// Code de l'environnement, R. 543-172.
        R543172 = "code-environnement:R543-172",
        /// Code de l'environnement, L541-1.
        L5411 = "code-environnement:L541-1",
        /// Code de l'environnement, L541-1-1.
        L54111 = "code-environnement:L541-1-1",
        /// Directive 2008/98/EC, Annexes I and II.
        Waste = "directive-2008-98:I-II",
        /// Code de l'environnement, R541-43.
        R54143 = "code-environnement:R541-43",
        /// Arrêté du 31 mai 2021, art. 2.
        Registers2 = "arrete-2021-05-31:2",
        /// Decision 2000/532/EC.
        WasteList = "decision-2000-532",
        /// NIST SP 800-88 Rev. 2, 4.5 and 4.6.
        Nist80088 = "nist-sp-800-88r2:4.5-4.6",
        /// Regulation (EU) 2016/679 (GDPR), art. 32.
        Gdpr32 = "reglement-2016-679:32",
        /// ADEME, study of reconditioning (September 2022), librairie 5241.
        Ademe5241 = "ademe:librairie-5241",
        /// ADEME and Arcep, Impact CO2 (June 2026).
        ImpactCo2 = "impactco2:2026-06",
        /// Loi n° 2020-105 (AGEC), art. 58.
        Agec58 = "loi-2020-105:58",
        /// Décret n° 2024-134.
        Decree2024 = "decret-2024-134",
        /// Arrêté of 29 February 2024, what gifts are worth.
        Gifts2024 = "arrete-2024-02-29:TRED2403742A",
    }
}

codes! {
    /// What a reader of a report must know.
    pub enum Note {
        /// All that is recorded came after the day from which the report is seen.
        NothingYet = "nothing_yet",
        /// The period is not over on the day from which the report is seen.
        UnderWay = "under_way",
        /// How an age is counted is a choice: the decree does not say.
        AgeStart = "age_start",
        /// Of which day the age is of what left.
        AgeThen = "age_then",
        /// The report is of one service: the legal rate is that of the organisation, and what left in bulk of none.
        OfAPart = "of_a_part",
        /// Works are told by what is of the part on the evening, whatever it was of when they were done.
        WorksOfAPart = "works_of_a_part",
        /// The legal rate is that of whole calendar years, though the period is not.
        WholeYears = "whole_years",
        /// Some assets of unknown age are counted in scope.
        NoAge = "no_age",
        /// A redeployment inside the organisation is not in A: a choice.
        Internal = "internal",
        /// Masses that nobody weighed are estimates.
        Estimates = "estimates",
        /// Some assets left without a mass being known, and weigh nothing here.
        NoMass = "no_mass",
        /// A waste departure counts under the operation planned until another is proved.
        Planned = "planned",
        /// Some departures were taken over from before the record: imported, not checked.
        Imported = "imported",
        /// Some departures taken over are dated by a month or year that only overlaps the period.
        Undated = "undated",
        /// Departures taken over from before the record are in no figure of the decree, for nothing is
        /// known of their decommissioning.
        NotDecommissioned = "not_decommissioned",
        /// Departures from before the record are only known if they were taken over.
        BeforeRecord = "before_record",
        /// Some lines lack what the national register asks for.
        Incomplete = "incomplete",
        /// Waste that a public waste service collects is in no register of whoever hands it over.
        PublicService = "public_service",
        /// What may be claimed of a medium is told as of its departure.
        AtDeparture = "at_departure",
        /// Some media left without being accounted for.
        LeftWithData = "left_with_data",
        /// Something was lost before its media were listed.
        Unlisted = "unlisted",
        /// Some departures were taken over from before the record, without their media.
        NoMedia = "no_media",
        /// A medium that was destroyed and did not leave is not counted.
        Stayed = "stayed",
        /// What is missing is not on hand, and counted beside.
        OnHand = "on_hand",
        /// What is of unknown age is not in the median.
        AgeUnknown = "age_unknown",
        /// A value is what was paid, not written down.
        Purchase = "purchase",
        /// From when a warranty counts.
        Warranty = "warranty",
        /// How many receivers would have had a new device is not known: a maximum and a hypothesis.
        Substitution = "substitution",
        /// What is avoided is in no legal rate, nor in the footprint of the organisation.
        NotTheRate = "not_the_rate",
        /// A factor is that of the day of the departure.
        Frozen = "frozen",
        /// Some second lives are not counted.
        LeftOut = "left_out",
        /// New parts were fitted, of which the footprint is not known.
        PartsFitted = "parts_fitted",
        /// Which goods are in the category, and which purchases are counted.
        Category = "category",
        /// Gifts stand in both parts of the share: a choice.
        GiftsBeside = "gifts_beside",
        /// Some gifts have no value laid down.
        GiftsWithoutValue = "gifts_without_value",
        /// Some purchases have no price.
        WithoutPrice = "without_price",
        /// Who uses what is not in it.
        Unheld = "unheld",
        /// From when a wait counts.
        Waits = "waits",
        /// What the time and the cost of works are made of.
        Works = "works",
        /// From when the days to the end of reconditioning count.
        ToReady = "to_ready",
        /// What was typed may be wrong: no log can show it.
        Typed = "typed",
    }
}
