/** What the receiver answers to what: a table to read against OTLP, and the test that asks it. */
@NullMarked
package dev.leeway.collector.matrix;

import org.jspecify.annotations.NullMarked;
