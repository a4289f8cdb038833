/** The little of ClickHouse's SQL that the HTTP front must see for itself. */
@NullMarked
package dev.leeway.clickhouse.sql;

import org.jspecify.annotations.NullMarked;
