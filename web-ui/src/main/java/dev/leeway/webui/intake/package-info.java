/** What comes over the web port and goes the way of all telemetry. */
@NullMarked
package dev.leeway.webui.intake;

import org.jspecify.annotations.NullMarked;
