/** Which names metrics go by, and in which units, as tables. */
@NullMarked
package dev.leeway.telemetry.metric;

import org.jspecify.annotations.NullMarked;
