/** How an agent is connected, and the sign that it worked. */
@NullMarked
package dev.leeway.webui.connect;

import org.jspecify.annotations.NullMarked;
