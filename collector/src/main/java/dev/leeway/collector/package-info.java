/** OTLP in, Kafka out. */
@NullMarked
package dev.leeway.collector;

import org.jspecify.annotations.NullMarked;
