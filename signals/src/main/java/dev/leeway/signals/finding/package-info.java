/** Findings: one detector's statement about one signal of one slice. */
@NullMarked
package dev.leeway.signals.finding;

import org.jspecify.annotations.NullMarked;
