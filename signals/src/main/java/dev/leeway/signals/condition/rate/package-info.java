/** How much an agent does and spends per minute: shifts of it, and what it may be at most. */
@NullMarked
package dev.leeway.signals.condition.rate;

import org.jspecify.annotations.NullMarked;
