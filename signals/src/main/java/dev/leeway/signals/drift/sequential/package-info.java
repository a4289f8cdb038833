/** E-detectors: sequential tests with a bounded rate of false alarms. */
@NullMarked
package dev.leeway.signals.drift.sequential;

import org.jspecify.annotations.NullMarked;
