//! Which assets a list is of.

use rusqlite::types::Value;

use crate::store::AssetFilter;

/// The restrictions of a filter, as a condition and its values.
pub(super) fn conditions(filter: &AssetFilter) -> (String, Vec<Value>) {
    let mut parts: Vec<&str> = Vec::new();
    let mut values = Vec::new();
    let mut equal = |condition, value: Option<String>| {
        if let Some(value) = value {
            parts.push(condition);
            values.push(Value::from(value));
        }
    };
    equal("state = ?", filter.state.map(|s| s.code().to_owned()));
    equal("kind = ?", filter.kind.map(|k| k.code().to_owned()));
    equal("service = ?", filter.service.clone());
    equal("site = ?", filter.site.clone());
    equal(
        "coalesce(first_use_date, purchase_date, manufactured_on) < ?",
        filter.older_than.map(|day| day.to_string()),
    );
    if let Some(seq) = filter.changed_after {
        parts.push("version > ?");
        values.push(Value::from(i64::try_from(seq).unwrap_or(i64::MAX)));
    }
    if filter.decommissioned {
        parts.push("decommissioned_on IS NOT NULL AND state <> 'departed'");
    }
    let condition = if parts.is_empty() { String::new() } else { format!("WHERE {}", parts.join(" AND ")) };
    (condition, values)
}
