//! Foreign files, read into neutral records.
