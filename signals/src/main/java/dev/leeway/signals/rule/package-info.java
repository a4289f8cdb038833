/** Conditions that need no baseline: inside one run, or over a few minutes. */
@NullMarked
package dev.leeway.signals.rule;

import org.jspecify.annotations.NullMarked;
