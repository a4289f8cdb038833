package dev.leeway.signals.catalogue;

import dev.leeway.signals.serving.ServingSample;
import dev.leeway.signals.window.Measurement;
import dev.leeway.signals.window.Observation;
import java.util.List;

/** A signal that metric points of model servers or GPUs say, of one canonical metric. */
public interface PointSignal {
  Signal signal();

  /** The canonical metric that it is read from. */
  String metric();

  /** What a sample of that metric says, minute by minute; nothing where it says another thing. */
  List<Observation> observed(ServingSample sample);

  /** A number that came so often, on the signal's grid. */
  default Measurement measured(double value, long times) {
    return Measurement.numbers(signal().name(), signal().unit().onGrid(value), times);
  }
}
