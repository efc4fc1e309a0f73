//! Source files, spans, line maps and diagnostics.
