/** The job's own numbers, read where the job runs. */
@NullMarked
package dev.leeway.streamjobs.metrics;

import org.jspecify.annotations.NullMarked;
