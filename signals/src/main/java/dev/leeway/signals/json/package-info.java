/**
 * Reading JSON payloads leniently and without trees: what strangers sent is never to be trusted.
 */
@NullMarked
package dev.leeway.signals.json;

import org.jspecify.annotations.NullMarked;
