/** Histories and baselines: what is normal for a signal of a slice. */
@NullMarked
package dev.leeway.signals.drift.baseline;

import org.jspecify.annotations.NullMarked;
