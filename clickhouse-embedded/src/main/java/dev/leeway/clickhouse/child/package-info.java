/** The process that holds the engine. */
@NullMarked
package dev.leeway.clickhouse.child;

import org.jspecify.annotations.NullMarked;
