/** Contracts of which a single broken answer is told. */
@NullMarked
package dev.leeway.signals.condition.contract;

import org.jspecify.annotations.NullMarked;
