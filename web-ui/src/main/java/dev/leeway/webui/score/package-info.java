/** What evaluators and users say of runs: taken over the API, shown on pages. */
@NullMarked
package dev.leeway.webui.score;

import org.jspecify.annotations.NullMarked;
