/** Runs: the filterable list and one run's waterfall. */
@NullMarked
package dev.leeway.webui.run;

import org.jspecify.annotations.NullMarked;
