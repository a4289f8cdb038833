/** From Kafka records to spans: decoded, set aside or recognised as stored before. */
@NullMarked
package dev.leeway.streamjobs.decode;

import org.jspecify.annotations.NullMarked;
