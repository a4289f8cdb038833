/**
 * D8, one version against another while both run: no history, no season, and a verdict that may be
 * asked for as often as one likes.
 */
@NullMarked
package dev.leeway.signals.drift.canary;

import org.jspecify.annotations.NullMarked;
