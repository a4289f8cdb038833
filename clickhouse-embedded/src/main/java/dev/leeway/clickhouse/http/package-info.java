/** The part of ClickHouse's HTTP protocol that JDBC, client-v2 and curl need. */
@NullMarked
package dev.leeway.clickhouse.http;

import org.jspecify.annotations.NullMarked;
