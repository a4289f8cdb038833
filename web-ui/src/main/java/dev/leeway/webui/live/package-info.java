/** Loading off the UI thread, and pushing what is new. */
@NullMarked
package dev.leeway.webui.live;

import org.jspecify.annotations.NullMarked;
