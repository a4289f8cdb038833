/** What was set aside: told to others, and read back to be sent again. */
@NullMarked
package dev.leeway.storage.letter;

import org.jspecify.annotations.NullMarked;
