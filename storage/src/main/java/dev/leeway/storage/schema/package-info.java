/** The tables, as versioned SQL that is applied in order. */
@NullMarked
package dev.leeway.storage.schema;

import org.jspecify.annotations.NullMarked;
