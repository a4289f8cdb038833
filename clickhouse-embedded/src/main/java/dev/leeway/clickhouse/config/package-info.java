/** What the embedded engine is told: one record, its defaults, and where the library lies. */
@NullMarked
package dev.leeway.clickhouse.config;

import org.jspecify.annotations.NullMarked;
