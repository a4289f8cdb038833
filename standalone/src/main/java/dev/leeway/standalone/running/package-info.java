/** All parts started in one process, in the order in which they need each other. */
@NullMarked
package dev.leeway.standalone.running;

import org.jspecify.annotations.NullMarked;
