/** ClickHouse's HTTP protocol, as far as this module speaks it. */
@NullMarked
package dev.leeway.storage.http;

import org.jspecify.annotations.NullMarked;
