/** What is put right in a data directory before the engine opens it. */
@NullMarked
package dev.leeway.clickhouse.recovery;

import org.jspecify.annotations.NullMarked;
