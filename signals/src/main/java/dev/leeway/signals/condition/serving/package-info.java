/** Model servers and GPUs: what fills up, what is saturated, what throws work away. */
@NullMarked
package dev.leeway.signals.condition.serving;

import org.jspecify.annotations.NullMarked;
