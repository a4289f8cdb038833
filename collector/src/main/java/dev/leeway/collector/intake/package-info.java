/** The way of a request from its body to Kafka's acknowledgement, whatever transport brought it. */
@NullMarked
package dev.leeway.collector.intake;

import org.jspecify.annotations.NullMarked;
