/**
 * What payload and attributes of a span say, read once at decode. A new fact is one reader, its
 * test and a line in {@link dev.leeway.signals.fact.FactReaders#standard}; the reader's doc says
 * each name, its unit and what it means.
 */
@NullMarked
package dev.leeway.signals.fact;

import org.jspecify.annotations.NullMarked;
