/** Recent calls, minute by minute, as conditions compare them with the hour before. */
@NullMarked
package dev.leeway.signals.condition.traffic;

import org.jspecify.annotations.NullMarked;
