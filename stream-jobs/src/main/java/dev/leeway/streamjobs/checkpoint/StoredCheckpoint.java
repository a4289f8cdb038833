package dev.leeway.streamjobs.checkpoint;

import java.nio.file.Path;

/**
 * A complete checkpoint on disk.
 *
 * @param readable whether its metadata can be read; if not, it cannot be restored, but what it held
 *     may have been stored
 */
public record StoredCheckpoint(Path path, boolean readable) {}
