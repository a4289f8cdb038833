/** The real Kafka broker (KRaft) inside this JVM, which it can never end. */
@NullMarked
package dev.leeway.kafka;

import org.jspecify.annotations.NullMarked;
