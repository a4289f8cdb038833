/** One engine for the tests of a JVM. */
@NullMarked
package dev.leeway.clickhouse.testing;

import org.jspecify.annotations.NullMarked;
