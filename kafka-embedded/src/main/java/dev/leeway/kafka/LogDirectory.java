package dev.leeway.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** The broker's data directory on disk. */
record LogDirectory(Path path) {

  DirectoryLock lock() throws IOException {
    Files.createDirectories(path);
    return DirectoryLock.take(path);
  }

  /** Makes the directory a broker's; leaves one alone that was formatted before. */
  void format() throws Exception {
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .setClusterId(clusterId())
        .setNodeId(BrokerProperties.NODE_ID)
        .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
        .addDirectory(path.toAbsolutePath().toString())
        .setMetadataLogDirectory(path.toAbsolutePath().toString())
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setIgnoreFormatted(true)
        .run();
  }

  /** Bytes that the disk has left, -1 if that cannot be told. */
  long bytesFree() {
    try {
      return Files.getFileStore(path).getUsableSpace();
    } catch (IOException e) {
      return -1;
    }
  }

  private String clusterId() throws IOException {
    Path metaProperties = path.resolve("meta.properties");
    if (!Files.exists(metaProperties)) {
      return Uuid.randomUuid().toString();
    }
    Properties meta = new Properties();
    try (InputStream in = Files.newInputStream(metaProperties)) {
      meta.load(in);
    }
    return meta.getProperty("cluster.id", Uuid.randomUuid().toString());
  }
}
