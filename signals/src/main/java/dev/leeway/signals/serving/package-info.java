/** Model servers and GPUs: what their metric points say, and what follows from it. */
@NullMarked
package dev.leeway.signals.serving;

import org.jspecify.annotations.NullMarked;
