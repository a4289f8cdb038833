/** Which conditions there are. */
@NullMarked
package dev.leeway.signals.condition.standard;

import org.jspecify.annotations.NullMarked;
