/** Rate limits: how much is left of them, and whether clients wait as they are asked to. */
@NullMarked
package dev.leeway.signals.condition.limit;

import org.jspecify.annotations.NullMarked;
