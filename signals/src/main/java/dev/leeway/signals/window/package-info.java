/** One-minute additive windows: the contract between the stages. */
@NullMarked
package dev.leeway.signals.window;

import org.jspecify.annotations.NullMarked;
