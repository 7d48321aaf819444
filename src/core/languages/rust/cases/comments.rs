//! Module.
/// Documentation.
// A line.
fn f() {} /* behind */
