/** Whether what is known of an agent is enough to go by: what was lost, late, unknown or folded. */
@NullMarked
package dev.leeway.signals.condition.telemetry;

import org.jspecify.annotations.NullMarked;
