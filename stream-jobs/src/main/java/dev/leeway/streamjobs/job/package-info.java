/** The job: its graph, its configuration, and how it is run on one machine. */
@NullMarked
package dev.leeway.streamjobs.job;

import org.jspecify.annotations.NullMarked;
