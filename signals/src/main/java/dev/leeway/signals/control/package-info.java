/** What people and pipelines tell the stages upstream: the values of the topic of controls. */
@NullMarked
package dev.leeway.signals.control;

import org.jspecify.annotations.NullMarked;
