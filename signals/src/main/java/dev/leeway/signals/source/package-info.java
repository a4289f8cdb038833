/** How fresh the data is that agents stand on: what was seen of a source, and what follows. */
@NullMarked
package dev.leeway.signals.source;

import org.jspecify.annotations.NullMarked;
