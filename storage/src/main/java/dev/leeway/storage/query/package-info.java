/** Reading: what pages and the REST API ask of ClickHouse, one query a method, tenant first. */
@NullMarked
package dev.leeway.storage.query;

import org.jspecify.annotations.NullMarked;
