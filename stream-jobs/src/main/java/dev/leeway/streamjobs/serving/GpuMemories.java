package dev.leeway.streamjobs.serving;

import dev.leeway.signals.serving.GpuMemory;
import dev.leeway.signals.serving.ServingSample;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The GPUs of the owner that is the current key, of which used, free and whole memory are told by
 * points of their own. Series are bounded before they come here; what nobody tells of for an hour
 * is forgotten.
 */
final class GpuMemories {
  static final MapStateDescriptor<String, byte[]> STATE = descriptor();

  private final MapState<String, byte[]> memories;

  GpuMemories(MapState<String, byte[]> memories) {
    this.memories = memories;
  }

  /** What a part of a GPU's memory says of the share that is left; nothing where parts lack. */
  List<Observation> add(ServingSample part, Function<ServingSample, List<Observation>> observe)
      throws Exception {
    String gpu = part.dimensions().getOrDefault(Dimensions.GPU, "");
    String key = gpu + '\n' + part.dimensions().getOrDefault(Dimensions.REPLICA, "");
    GpuMemory memory = GpuMemory.of(memories.get(key));
    List<GpuMemory.Told> told = memory.add(part.metric(), part.atMillis(), part.value());
    memories.put(key, memory.bytes());
    List<Observation> observations = new ArrayList<>();
    for (GpuMemory.Told share : told) {
      for (Observation one : observe.apply(part.withLevel(GpuMemory.HEADROOM, share.share()))) {
        observations.add(share.weight() > 0 ? one : one.retracted());
      }
    }
    return observations;
  }

  private static MapStateDescriptor<String, byte[]> descriptor() {
    MapStateDescriptor<String, byte[]> state =
        new MapStateDescriptor<>(
            "gpu-memories", Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    state.enableTimeToLive(StateTtlConfig.newBuilder(Duration.ofHours(1)).build());
    return state;
  }
}
