/** What the process is told at start: read once, checked as a whole. */
@NullMarked
package dev.leeway.standalone.config;

import org.jspecify.annotations.NullMarked;
