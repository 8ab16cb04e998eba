//! What is said of the logs of what erases.

use crate::{
    intake::erasure::RemarkCode,
    model::sanitization::Method,
    ops::{BadLogWhy, LogCounts, LogRecord},
};

/// What is said of the logs of what erases.
pub trait Erasures {
    /// The pattern that was written.
    fn method(&self, method: Method) -> &'static str;
    /// Says what became of what a log says of a medium, which is named, with the asset it is in.
    fn log_record(&self, record: &LogRecord, medium: Option<&str>, asset: Option<&str>) -> String;
    /// Says what is worth saying of a record.
    fn log_remark(&self, code: RemarkCode) -> &'static str;
    /// Says that what a log tells was recorded before.
    fn log_known(&self) -> &'static str;
    /// Says where in a file a remark is from.
    fn log_line(&self, file: &str, line: u32, remark: &str) -> String;
    /// Says why nothing can be claimed of what a log says.
    fn log_without_claim(&self, record: &LogRecord) -> Option<String>;
    /// Says what an import of logs did, or would do.
    fn logs_imported(&self, counts: LogCounts, rehearsed: bool) -> String;
    /// Says why a log cannot be taken.
    fn bad_log(&self, why: &BadLogWhy) -> String;
}
