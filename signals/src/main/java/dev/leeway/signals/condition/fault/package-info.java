/** Faults that a single run has by itself, of which one, or more than usual, is told. */
@NullMarked
package dev.leeway.signals.condition.fault;

import org.jspecify.annotations.NullMarked;
