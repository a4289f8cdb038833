/** Effect sizes, intervals and classical tests: evidence, never the alarm itself. */
@NullMarked
package dev.leeway.signals.drift.measure;

import org.jspecify.annotations.NullMarked;
