/**
 * Drift detection: the state machine from window partials to findings. Pure; time is an argument.
 */
@NullMarked
package dev.leeway.signals.drift;

import org.jspecify.annotations.NullMarked;
