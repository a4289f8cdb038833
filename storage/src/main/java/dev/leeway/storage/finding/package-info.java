/** Findings as JSON, the form in which they travel over Kafka. */
@NullMarked
package dev.leeway.storage.finding;

import org.jspecify.annotations.NullMarked;
