/** The first page: agents, worst first. */
@NullMarked
package dev.leeway.webui.overview;

import org.jspecify.annotations.NullMarked;
