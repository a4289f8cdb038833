/** The watch over data sources, by tenant. */
@NullMarked
package dev.leeway.streamjobs.source;

import org.jspecify.annotations.NullMarked;
