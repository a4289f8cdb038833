/** What crosses the edges of the job's graph: public records of primitives, text and bytes. */
@NullMarked
package dev.leeway.streamjobs.edge;

import org.jspecify.annotations.NullMarked;
