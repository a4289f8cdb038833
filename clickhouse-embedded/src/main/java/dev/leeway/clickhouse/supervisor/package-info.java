/** The engine as a child process: started, watched, restarted, ended. */
@NullMarked
package dev.leeway.clickhouse.supervisor;

import org.jspecify.annotations.NullMarked;
