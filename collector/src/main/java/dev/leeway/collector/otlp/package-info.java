/** OTLP's bytes: what they hold, what of it is refused, and how a request is cut in parts. */
@NullMarked
package dev.leeway.collector.otlp;

import org.jspecify.annotations.NullMarked;
