/** From spans to runs: keyed by trace, closed by the clocks of their agents. */
@NullMarked
package dev.leeway.streamjobs.run;

import org.jspecify.annotations.NullMarked;
