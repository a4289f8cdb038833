/** What telemetry says of data sources: {@code data_source.*} on any signal, and known metrics. */
@NullMarked
package dev.leeway.telemetry.freshness;

import org.jspecify.annotations.NullMarked;
