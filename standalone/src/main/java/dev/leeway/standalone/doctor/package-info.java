/** What senders lose, and what to change there. */
@NullMarked
package dev.leeway.standalone.doctor;

import org.jspecify.annotations.NullMarked;
