/** What is new among categories that were learned: shapes of answers, languages, models. */
@NullMarked
package dev.leeway.signals.condition.mix;

import org.jspecify.annotations.NullMarked;
