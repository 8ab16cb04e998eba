//! Le français.
