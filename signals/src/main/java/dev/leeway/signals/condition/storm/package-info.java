/** Retry storms: callers that add to the load that makes them fail. */
@NullMarked
package dev.leeway.signals.condition.storm;

import org.jspecify.annotations.NullMarked;
