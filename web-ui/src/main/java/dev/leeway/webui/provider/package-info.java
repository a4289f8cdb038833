/** Providers over all agents: how their calls end, how long they take, and whose fault it is. */
@NullMarked
package dev.leeway.webui.provider;

import org.jspecify.annotations.NullMarked;
