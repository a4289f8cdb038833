package dev.leeway.streamjobs.sink;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** How the writer's state is written into a checkpoint. */
final class StagedFilesSerializer implements SimpleVersionedSerializer<StagedFiles> {
  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(StagedFiles files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(files.names().size());
    for (String name : files.names()) {
      out.writeUTF(name);
    }
    return bytes.toByteArray();
  }

  @Override
  public StagedFiles deserialize(int version, byte[] serialized) throws IOException {
    if (version != VERSION) {
      throw new IOException("expected writer state of version " + VERSION + ", came " + version);
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
    int count = in.readInt();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < count; i++) {
      names.add(in.readUTF());
    }
    return new StagedFiles(names);
  }
}
