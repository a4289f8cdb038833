/** Where ClickHouse is, and how talking to it fails. */
@NullMarked
package dev.leeway.storage;

import org.jspecify.annotations.NullMarked;
