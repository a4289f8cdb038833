/** Encoded blocks into tables, exactly once in effect. */
@NullMarked
package dev.leeway.storage.insert;

import org.jspecify.annotations.NullMarked;
