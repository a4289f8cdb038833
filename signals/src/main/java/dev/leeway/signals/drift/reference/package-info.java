/**
 * What others alarm with: detectors of the literature, for comparison in benchmarks. None of them
 * opens a finding.
 */
@NullMarked
package dev.leeway.signals.drift.reference;

import org.jspecify.annotations.NullMarked;
