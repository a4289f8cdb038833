/** Answers beside the earlier ones of their agent. */
@NullMarked
package dev.leeway.signals.answer;

import org.jspecify.annotations.NullMarked;
