/** One dependency that fails first in many runs at once, and brings their callers down. */
@NullMarked
package dev.leeway.signals.condition.cascade;

import org.jspecify.annotations.NullMarked;
