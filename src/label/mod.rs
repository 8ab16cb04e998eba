//! Labels: what the code says, and what is drawn around it.
