package dev.leeway.simulator.otlp;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;

/** Reads why a request was refused out of the {@code google.rpc.Status} that OTLP answers with. */
final class StatusMessage {
  private static final int MESSAGE = 2;
  private static final int CHARS_MAX = 300;

  private StatusMessage() {}

  /** The message, or the bare status code where the body says nothing readable. */
  static String of(int statusCode, byte[] body) {
    try {
      CodedInputStream in = CodedInputStream.newInstance(body);
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        if (tag >>> 3 == MESSAGE && (tag & 7) == 2) {
          String message = in.readStringRequireUtf8().strip();
          return statusCode + ": " + message.substring(0, Math.min(CHARS_MAX, message.length()));
        }
        in.skipField(tag);
      }
    } catch (IOException e) {
      // A proxy's page or somebody's JSON; the code must do.
      return "status " + statusCode;
    }
    return "status " + statusCode;
  }
}
