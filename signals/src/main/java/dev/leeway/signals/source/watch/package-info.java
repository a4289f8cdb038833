/** What is wrong with a data source, and which answers it reached: the detectors of stale data. */
@NullMarked
package dev.leeway.signals.source.watch;

import org.jspecify.annotations.NullMarked;
