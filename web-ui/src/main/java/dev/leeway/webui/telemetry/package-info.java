/** How much of what agents did is known. */
@NullMarked
package dev.leeway.webui.telemetry;

import org.jspecify.annotations.NullMarked;
