/** What operators know of checkpoints, and how a start finds the one to restore. */
@NullMarked
package dev.leeway.streamjobs.checkpoint;

import org.jspecify.annotations.NullMarked;
