/** Numbers that leave the range that was learned of them. */
@NullMarked
package dev.leeway.signals.condition.range;

import org.jspecify.annotations.NullMarked;
