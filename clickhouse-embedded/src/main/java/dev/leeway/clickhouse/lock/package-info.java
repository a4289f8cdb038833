/** Who holds the data directory. */
@NullMarked
package dev.leeway.clickhouse.lock;

import org.jspecify.annotations.NullMarked;
