/** Numbers, durations and effects as people say them. */
@NullMarked
package dev.leeway.webui.words;

import org.jspecify.annotations.NullMarked;
