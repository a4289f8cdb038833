package dev.leeway.collector.otlp;

/**
 * Where an item keeps what may be large.
 *
 * @param attributes field of its key-values
 * @param nested field of messages that have key-values too, 0 if there are none
 * @param nestedAttributes field of those
 * @param body field of one value, 0 if there is none
 */
record ItemFields(int attributes, int nested, int nestedAttributes, int body) {
  private static final ItemFields SPAN = new ItemFields(9, 11, 3, 0);
  private static final ItemFields LOG_RECORD = new ItemFields(6, 0, 0, 5);
  private static final ItemFields NUMBER_POINT = new ItemFields(7, 0, 0, 0);
  private static final ItemFields HISTOGRAM_POINT = new ItemFields(9, 0, 0, 0);
  private static final ItemFields EXPONENTIAL_POINT = new ItemFields(1, 0, 0, 0);

  /** Of a signal's items; for data points the field of their list in the metric says which. */
  static ItemFields of(Signal signal, int parentField) {
    return switch (signal) {
      case TRACES -> SPAN;
      case LOGS -> LOG_RECORD;
      case METRICS ->
          switch (parentField) {
            case 9 -> HISTOGRAM_POINT;
            case 10 -> EXPONENTIAL_POINT;
            default -> NUMBER_POINT;
          };
    };
  }
}
