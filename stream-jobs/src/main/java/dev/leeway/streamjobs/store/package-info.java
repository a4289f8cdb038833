/** The job's side of ClickHouse and of topics: rows encoded, blocks delivered, traces looked up. */
@NullMarked
package dev.leeway.streamjobs.store;

import org.jspecify.annotations.NullMarked;
