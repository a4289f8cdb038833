/** What a stream job asks the store: which spans are known, what a trace and its runs were. */
@NullMarked
package dev.leeway.storage.lookup;

import org.jspecify.annotations.NullMarked;
