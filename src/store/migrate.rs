//! Bringing a store to the present schema: an ordered list of scripts, the file's `user_version`
//! says how many of them it has had.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::connect::APPLICATION;
use super::error::{Result, StoreError};

/// Every step of the schema, in order; released ones are never changed.
const STEPS: [&str; 5] = [
    include_str!("schema/0001.sql"),
    include_str!("schema/0002.sql"),
    include_str!("schema/0003.sql"),
    include_str!("schema/0004.sql"),
    include_str!("schema/0005.sql"),
];

/// The schema's present version.
pub const VERSION: i64 = STEPS.len() as i64;

/// Brings the store to [`VERSION`]; says whether it was empty before. An older store is copied to
/// `FILE.vN` first. All steps are one transaction: the store is as it was, or it is of the new
/// version.
pub(super) fn run(connection: &mut Connection, path: &Path) -> Result<bool> {
    let found = version(connection)?;
    if found == VERSION {
        return Ok(false);
    }
    if found > 0 && found < VERSION {
        keep_copy(connection, path, found)?;
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Read again: another Dateline may have been quicker.
    let found = version(&transaction)?;
    if found > VERSION {
        return Err(StoreError::Newer {
            path: path.to_owned(),
            found,
            known: VERSION,
        });
    }
    let had = usize::try_from(found).map_err(|_| StoreError::NotALibrary { path: path.to_owned() })?;
    for step in STEPS.iter().skip(had) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    transaction.commit()?;
    Ok(found == 0)
}

/// Refuses a store of a newer program.
pub(super) fn check_version(connection: &Connection, path: &Path) -> Result<()> {
    let found = version(connection)?;
    if found > VERSION {
        return Err(StoreError::Newer {
            path: path.to_owned(),
            found,
            known: VERSION,
        });
    }
    Ok(())
}

fn version(connection: &Connection) -> Result<i64> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

fn keep_copy(connection: &Connection, path: &Path, version: i64) -> Result<()> {
    if path.as_os_str().is_empty() {
        return Ok(());
    }
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".v{version}"));
    let copy = Path::new(&name);
    if copy.exists() {
        Ok(())
    } else {
        super::care::copy_to(connection, copy)
    }
}
