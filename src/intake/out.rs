//! Where a reader of JSON puts what it finds.

use crate::intake::{Fault, Faults, Item, Reason, Remark, RemarkCode, cell, table::Summary};

/// What was found so far, and who takes it.
pub(super) struct Out<'t> {
    pub(super) take: &'t mut dyn FnMut(Item),
    pub(super) summary: Summary,
    pub(super) faults: Faults,
}

impl Out<'_> {
    pub(super) fn take(&mut self, item: Item) {
        (self.take)(item);
    }

    /// Says that something cannot be taken.
    pub(super) fn fault(&mut self, line: u64, at: Option<&str>, value: Option<String>, reason: Reason) {
        self.faults.push(Fault { line, column: at.map(cell::excerpt), value, reason });
    }

    /// Says something worth it.
    pub(super) fn remark(&mut self, code: RemarkCode, line: u64, at: Option<&str>, value: Option<&str>) {
        let (column, value) = (at.map(cell::excerpt), value.map(cell::excerpt));
        self.summary.remarks.push(Remark { code, line, column, value });
    }

    /// Says why what was read gives nothing to take.
    pub(super) fn skip(&mut self, code: RemarkCode, line: u64, at: Option<&str>, value: Option<&str>) {
        self.summary.skipped += 1;
        self.remark(code, line, at, value);
    }
}
