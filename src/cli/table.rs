//! Tables on the screen: columns aligned, nothing more.

/// Lays out rows under their header. Columns are as wide as their widest cell.
pub(super) fn table(header: &[&str], rows: &[Vec<String>]) -> String {
    let width = |text: &str| text.chars().count();
    let mut widths: Vec<usize> = header.iter().map(|cell| width(cell)).collect();
    for row in rows {
        for (wide, cell) in widths.iter_mut().zip(row) {
            *wide = (*wide).max(width(cell));
        }
    }
    let mut text = String::new();
    let header: Vec<String> = header.iter().map(ToString::to_string).collect();
    for row in std::iter::once(&header).chain(rows) {
        let mut line = String::new();
        for (cell, wide) in row.iter().zip(&widths) {
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', wide - width(cell) + 2));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
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
