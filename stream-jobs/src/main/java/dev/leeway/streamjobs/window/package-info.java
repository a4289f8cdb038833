/** From observations to window partials. */
@NullMarked
package dev.leeway.streamjobs.window;

import org.jspecify.annotations.NullMarked;
