/** Runs: how the spans of a trace become the unit that is observed, judged and shown. */
@NullMarked
package dev.leeway.signals.run;

import org.jspecify.annotations.NullMarked;
