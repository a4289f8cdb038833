/** JDBC connections for the reading side. */
@NullMarked
package dev.leeway.storage.pool;

import org.jspecify.annotations.NullMarked;
