/** What evaluators and users say of runs, and where it counts. */
@NullMarked
package dev.leeway.signals.evaluation;

import org.jspecify.annotations.NullMarked;
