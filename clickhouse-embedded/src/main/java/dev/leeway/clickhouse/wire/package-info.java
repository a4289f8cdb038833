/** ClickHouse's compressed blocks: LZ4 with CityHash checksums. */
@NullMarked
package dev.leeway.clickhouse.wire;

import org.jspecify.annotations.NullMarked;
