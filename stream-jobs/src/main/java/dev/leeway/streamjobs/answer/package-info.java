/** Answers of different runs beside each other. */
@NullMarked
package dev.leeway.streamjobs.answer;

import org.jspecify.annotations.NullMarked;
