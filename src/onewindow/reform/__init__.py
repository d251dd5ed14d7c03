"""改革: what the editions in force add up to, side by side and against the targets. Reads only; writes nothing."""
