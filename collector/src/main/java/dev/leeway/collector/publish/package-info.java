/** Kafka, as the collector needs it: acknowledged, or refused in time. */
@NullMarked
package dev.leeway.collector.publish;

import org.jspecify.annotations.NullMarked;
