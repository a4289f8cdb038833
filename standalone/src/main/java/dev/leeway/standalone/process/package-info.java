/** Leeway seen from outside: as processes that are started, asked, measured and ended. */
@NullMarked
package dev.leeway.standalone.process;

import org.jspecify.annotations.NullMarked;
