/** One agent's pages: activity, complexity, quality, latency and cost, versions. */
@NullMarked
package dev.leeway.webui.agent;

import org.jspecify.annotations.NullMarked;
