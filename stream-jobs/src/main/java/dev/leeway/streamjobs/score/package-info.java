/** Brings what evaluators and users say to the runs that they speak of. */
@NullMarked
package dev.leeway.streamjobs.score;

import org.jspecify.annotations.NullMarked;
