/** Receiving alone, measured beside other servers that receive spans. */
@NullMarked
package dev.leeway.standalone.bench.ingest;

import org.jspecify.annotations.NullMarked;
