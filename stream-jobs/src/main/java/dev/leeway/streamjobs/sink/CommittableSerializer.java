package dev.leeway.streamjobs.sink;

import dev.leeway.streamjobs.edge.Destination;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** How a committable is written into a checkpoint. Destinations go by name, never by position. */
final class CommittableSerializer implements SimpleVersionedSerializer<Committable> {
  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(Committable committable) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256 + committable.inline().length);
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(committable.token());
    out.writeUTF(committable.destination().name());
    out.writeUTF(committable.layout().target());
    out.writeInt(committable.layout().columns().size());
    for (String column : committable.layout().columns()) {
      out.writeUTF(column);
    }
    out.writeInt(committable.rows());
    out.writeInt(committable.inline().length);
    out.write(committable.inline());
    out.writeUTF(committable.stagedFile());
    out.writeInt(committable.sizeBytes());
    out.writeInt(committable.checksum());
    return bytes.toByteArray();
  }

  @Override
  public Committable deserialize(int version, byte[] serialized) throws IOException {
    if (version != VERSION) {
      throw new IOException("expected a committable of version " + VERSION + ", came " + version);
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
    String token = in.readUTF();
    Destination destination = Destination.valueOf(in.readUTF());
    String target = in.readUTF();
    int columnCount = in.readInt();
    List<String> columns = new ArrayList<>(columnCount);
    for (int i = 0; i < columnCount; i++) {
      columns.add(in.readUTF());
    }
    int rows = in.readInt();
    byte[] inline = in.readNBytes(in.readInt());
    return new Committable(
        token,
        destination,
        new Layout(target, columns),
        rows,
        inline,
        in.readUTF(),
        in.readInt(),
        in.readInt());
  }
}
