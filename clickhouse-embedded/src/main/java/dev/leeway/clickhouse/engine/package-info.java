/**
 * The ClickHouse engine in this process: libchdb's functions, connections, and the pools of them.
 */
@NullMarked
package dev.leeway.clickhouse.engine;

import org.jspecify.annotations.NullMarked;
