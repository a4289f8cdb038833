/** How much more of today's runs could be met, and how much of the load a few of them make. */
@NullMarked
package dev.leeway.signals.condition.capacity;

import org.jspecify.annotations.NullMarked;
