/**
 * {@code leeway bench detection}: how fast and how falsely drift detectors alarm, ours and others'.
 */
@NullMarked
package dev.leeway.standalone.detection;

import org.jspecify.annotations.NullMarked;
