/** The ledger of offsets: every item of every Kafka record is accounted for, exactly once. */
@NullMarked
package dev.leeway.streamjobs.ledger;

import org.jspecify.annotations.NullMarked;
