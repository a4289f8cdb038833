/** The conformal rule for counts and rates that have four weeks of history. */
@NullMarked
package dev.leeway.signals.drift.seasonal;

import org.jspecify.annotations.NullMarked;
