/** OTLP's two transports, gRPC and HTTP, on one Armeria server. */
@NullMarked
package dev.leeway.collector.receive;

import org.jspecify.annotations.NullMarked;
