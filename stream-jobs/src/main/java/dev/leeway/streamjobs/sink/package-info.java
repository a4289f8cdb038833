/** The one two-phase sink of all streams: blocks travel in checkpoints and are committed after. */
@NullMarked
package dev.leeway.streamjobs.sink;

import org.jspecify.annotations.NullMarked;
