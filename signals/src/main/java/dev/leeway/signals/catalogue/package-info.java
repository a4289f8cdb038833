/** What is measured: each signal in a file of its own, and the list of them all. */
@NullMarked
package dev.leeway.signals.catalogue;

import org.jspecify.annotations.NullMarked;
