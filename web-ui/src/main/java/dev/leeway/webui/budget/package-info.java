/** Error budgets of an agent: what is left of the month, and how fast it burns. */
@NullMarked
package dev.leeway.webui.budget;

import org.jspecify.annotations.NullMarked;
