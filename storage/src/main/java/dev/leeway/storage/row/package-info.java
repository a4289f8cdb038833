/** Domain values as RowBinary rows, and back. */
@NullMarked
package dev.leeway.storage.row;

import org.jspecify.annotations.NullMarked;
