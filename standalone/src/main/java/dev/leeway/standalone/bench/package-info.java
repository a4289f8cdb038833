/** Measurements of the whole, from separate processes. */
@NullMarked
package dev.leeway.standalone.bench;

import org.jspecify.annotations.NullMarked;
