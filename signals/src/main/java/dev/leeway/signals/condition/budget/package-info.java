/** Error budgets: how fast an agent uses up the failures that it may have. */
@NullMarked
package dev.leeway.signals.condition.budget;

import org.jspecify.annotations.NullMarked;
