/** What attribute keys mean, as tables: one file per dialect, one list of them. */
@NullMarked
package dev.leeway.telemetry.convention;

import org.jspecify.annotations.NullMarked;
