/** When something will be used up, if it goes on as it does. */
@NullMarked
package dev.leeway.signals.condition.forecast;

import org.jspecify.annotations.NullMarked;
