//! Tables on the screen: columns aligned, nothing more.

/// The widths of columns: those of their widest cells. What is too long to be held is read twice from
/// one snapshot, first for the widths, then line by line.
pub(super) struct Columns(Vec<usize>);

impl Columns {
    /// Columns that are as wide as their headings.
    pub(super) fn new(header: &[impl AsRef<str>]) -> Self {
        Self(header.iter().map(|cell| width(cell.as_ref())).collect())
    }

    /// Makes room for a row.
    pub(super) fn widen(&mut self, row: &[impl AsRef<str>]) {
        for (wide, cell) in self.0.iter_mut().zip(row) {
            *wide = (*wide).max(width(cell.as_ref()));
        }
    }

    /// Lays out a row, or the header.
    pub(super) fn line(&self, row: &[impl AsRef<str>]) -> String {
        let mut line = String::new();
        for (cell, wide) in row.iter().zip(&self.0) {
            let cell = cell.as_ref();
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', (wide + 2).saturating_sub(width(cell))));
        }
        line.truncate(line.trim_end().len());
        line
    }
}

fn width(text: &str) -> usize {
    text.chars().count()
}

/// Lays out rows under their header. Columns are as wide as their widest cell.
pub(super) fn table(header: &[&str], rows: &[Vec<String>]) -> String {
    let mut columns = Columns::new(header);
    for row in rows {
        columns.widen(row);
    }
    let mut text = columns.line(header);
    for row in rows {
        text.push('\n');
        text.push_str(&columns.line(row));
    }
    text.push('\n');
    text
}

/// Lays out labels and values, one a line; what has no value is left out.
pub(super) fn facts(rows: &[(&str, Option<String>)]) -> String {
    let width = rows.iter().filter(|row| row.1.is_some()).map(|row| row.0.chars().count()).max().unwrap_or(0);
    let mut text = String::new();
    for (label, value) in rows {
        if let Some(value) = value {
            text.push_str(label);
            text.extend(std::iter::repeat_n(' ', width - label.chars().count() + 2));
            text.push_str(value);
            text.push('\n');
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{facts, table};

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let rows = vec![vec!["é".to_owned(), "b".to_owned()], vec!["long".to_owned(), String::new()]];
        assert_eq!(table(&["A", "B"], &rows), "A     B\né     b\nlong\n");
        assert_eq!(
            facts(&[("a", Some("1".into())), ("bcd", None), ("ef", Some("2".into()))]),
            "a   1\nef  2\n"
        );
    }
}
