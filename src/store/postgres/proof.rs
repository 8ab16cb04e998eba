//! What a verification asks of the server: every row, the engine's own opinion.

use tokio_postgres::Row;

use super::{Session, link::value};
use crate::store::{Error, Flow, Result, ground::Table, row::RowText, rows::Cells as _};

/// Every projection, with the key that orders it.
pub(super) const PROJECTIONS: [(Table, &str); 16] = [
    (Table::Policy, "key"),
    (Table::Asset, "id"),
    (Table::Alias, "folded"),
    (Table::ReservedTag, "tag, seq"),
    (Table::Stay, "asset, seq"),
    (Table::Work, "asset, seq"),
    (Table::Decommissioning, "asset, seq"),
    (Table::Departure, "asset, seq"),
    (Table::Medium, "id"),
    (Table::Attribution, "asset, seq"),
    (Table::Sanitisation, "medium, seq"),
    (Table::Reading, "medium"),
    (Table::Lot, "id"),
    (Table::LotLine, "lot, place"),
    (Table::Party, "id"),
    (Table::Search, "seq"),
];

/// Streams every row of every projection but touches.
pub(super) fn projections(
    session: &Session<'_>,
    each: &mut dyn FnMut(&'static str, &str) -> Flow,
) -> Result<()> {
    let mut text = RowText::default();
    for (table, key) in PROJECTIONS {
        let mut flow = Flow::Continue(());
        let sql = format!("SELECT {} FROM {} ORDER BY {key}", table.listed(), table.name());
        session.stream(&sql, &[], |row| {
            text.clear();
            for column in 0..row.len() {
                text.value(&value(row, column)?);
            }
            flow = each(table.name(), text.as_str());
            Ok(flow)
        })?;
        if flow.is_break() {
            break;
        }
    }
    Ok(())
}

/// Streams what the engine finds wrong: an index that it does not trust itself, and, where whoever keeps
/// the server has installed `amcheck`, each index against its table.
pub(super) fn engine(session: &Session<'_>, each: &mut dyn FnMut(&str) -> Flow) -> Result<()> {
    let name = |row: &Row| row.cell::<String>(0);
    let invalid = "SELECT c.relname::text FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid \
                   WHERE c.relnamespace = 'rebond'::regnamespace AND NOT (i.indisvalid AND i.indisready) ORDER BY 1";
    for index in session.all(invalid, &[], name)? {
        if each(&format!("{index}: invalid")).is_break() {
            return Ok(());
        }
    }
    let check = "SELECT quote_ident(n.nspname) FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace \
                 JOIN pg_proc p ON p.pronamespace = n.oid AND p.proname = 'bt_index_check' AND p.pronargs = 2 \
                 WHERE e.extname = 'amcheck' AND has_function_privilege(p.oid, 'EXECUTE')";
    let Some(schema) = session.one(check, &[], name)? else { return Ok(()) };
    let indexes = "SELECT c.relname::text FROM pg_class c JOIN pg_am a ON a.oid = c.relam \
                   WHERE c.relnamespace = 'rebond'::regnamespace AND c.relkind = 'i' AND a.amname = 'btree' ORDER BY 1";
    for index in session.all(indexes, &[], name)? {
        let sql = format!("SELECT {schema}.bt_index_check('rebond.{index}'::regclass, true)::text");
        match session.rows(&sql, &[]) {
            Ok(_) => {}
            // The transaction ends with it: nothing more can be asked.
            Err(Error::Corrupt(found)) => {
                let _ = each(&found);
                return Ok(());
            }
            Err(e) => return Err(e),
        }
    }
    Ok(())
}
