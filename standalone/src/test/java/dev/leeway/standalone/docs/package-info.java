/** Documents that are made from the product itself. */
@NullMarked
package dev.leeway.standalone.docs;

import org.jspecify.annotations.NullMarked;
