//! The types of events that are seldom in a log and looked for often.

use crate::model::codes::codes;

codes! {
    /// A type of which a store finds every event without reading the log.
    pub enum Seldom {
        /// Another event is as if it had not been.
        Voided = "voided",
        /// Another event is read with other values.
        Corrected = "corrected",
        /// A policy was set.
        Configured = "configured",
        /// Tags stand on labels already.
        Reserved = "reserved",
        /// A lot is as if it had never been.
        LotCancelled = "lot_cancelled",
        /// A name was erased.
        Forgotten = "forgotten",
        /// A head was signed.
        Sealed = "sealed",
        /// A backup was restored.
        Epoch = "epoch",
    }
}
