package dev.leeway.streamjobs.run;

/**
 * A row that was written of a run which is still open: what its next revision must outrank and
 * carry on.
 */
record EmittedRun(long runId, long revision, long firstAppendMillis) {}
