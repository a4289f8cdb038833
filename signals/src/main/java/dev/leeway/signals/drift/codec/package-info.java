/** How state becomes versioned bytes. */
@NullMarked
package dev.leeway.signals.drift.codec;

import org.jspecify.annotations.NullMarked;
