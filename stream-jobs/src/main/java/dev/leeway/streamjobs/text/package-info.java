/** What payload texts say, read alike where they come in and where they are read back. */
@NullMarked
package dev.leeway.streamjobs.text;

import org.jspecify.annotations.NullMarked;
