//! Shapes in millimetres.
