//! Sentences: one small trait per area, implemented once per language. A missing sentence does not
//! compile. Codes are never translated.

mod en;
mod fr;
pub mod help;

use crate::model::codes::codes;

codes! {
    /// A language of the program.
    pub enum Lang {
        /// French.
        Fr = "fr",
        /// English.
        En = "en",
    }
}
