/** Traffic that is written down for scenarios, in less text than it has spans. */
@NullMarked
package dev.leeway.telemetry.scenario;

import org.jspecify.annotations.NullMarked;
