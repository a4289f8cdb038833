package dev.leeway.collector.otlp;

/**
 * Which fields of which message hold messages, as far as a request is looked into: small integers
 * and tables instead of objects, because the scanner asks for every field of every span.
 *
 * <p>A type is an index into {@link #CHILDREN}; a child of 0 is not looked into.
 */
final class Shape {
  static final int SKIP = 0;
  private static final int RESOURCE_SPANS = 1;
  private static final int RESOURCE_METRICS = 2;
  private static final int RESOURCE_LOGS = 3;
  private static final int SCOPE_SPANS = 4;
  private static final int SCOPE_METRICS = 5;
  private static final int SCOPE_LOGS = 6;
  private static final int RESOURCE = 7;
  private static final int SCOPE = 8;
  static final int SPAN = 9;
  static final int LOG_RECORD = 10;
  static final int METRIC = 11;
  static final int NUMBER_POINT = 12;
  static final int HISTOGRAM_POINT = 13;
  static final int EXPONENTIAL_POINT = 14;
  static final int SUMMARY_POINT = 15;
  private static final int EVENT = 16;
  private static final int LINK = 17;
  private static final int EXEMPLAR = 18;
  static final int KEY_VALUE = 19;
  static final int ANY_VALUE = 20;
  private static final int ARRAY = 21;
  private static final int KEY_VALUE_LIST = 22;
  private static final int GAUGE = 23;
  private static final int SUMMARY = 24;
  private static final int SUM = 25;
  private static final int HISTOGRAM = 26;
  private static final int EXPONENTIAL_HISTOGRAM = 27;
  private static final int TRACES_REQUEST = 28;
  private static final int METRICS_REQUEST = 29;
  private static final int LOGS_REQUEST = 30;
  private static final int TYPES = 31;

  /** The field of a sum or histogram that says it, and its two values that mean something. */
  static final int TEMPORALITY = 2;

  static final int DELTA = 1;
  static final int CUMULATIVE = 2;

  private static final int KEY_INDEX = 3;
  private static final int TEXT_INDEX = 8;

  /** Fields from this number on hold no message that is looked into. */
  static final int FIELDS = 16;

  static final byte[] CHILDREN = children();

  private Shape() {}

  static int request(Signal signal) {
    return switch (signal) {
      case TRACES -> TRACES_REQUEST;
      case METRICS -> METRICS_REQUEST;
      case LOGS -> LOGS_REQUEST;
    };
  }

  static int child(int type, int field) {
    return field < FIELDS ? CHILDREN[type * FIELDS + field] : SKIP;
  }

  static boolean isItem(int type) {
    return type == SPAN || type == LOG_RECORD || (type >= NUMBER_POINT && type <= SUMMARY_POINT);
  }

  static boolean hasTemporality(int type) {
    return type >= SUM && type <= EXPONENTIAL_HISTOGRAM;
  }

  /** Whether the field points into a dictionary, which only profiles have. */
  static boolean isIndex(int type, int field) {
    return type == ANY_VALUE ? field == TEXT_INDEX : type == KEY_VALUE && field == KEY_INDEX;
  }

  private static byte[] children() {
    byte[] table = new byte[TYPES * FIELDS];
    put(table, TRACES_REQUEST, 1, RESOURCE_SPANS);
    put(table, METRICS_REQUEST, 1, RESOURCE_METRICS);
    put(table, LOGS_REQUEST, 1, RESOURCE_LOGS);
    put(table, RESOURCE_SPANS, 1, RESOURCE, 2, SCOPE_SPANS);
    put(table, RESOURCE_METRICS, 1, RESOURCE, 2, SCOPE_METRICS);
    put(table, RESOURCE_LOGS, 1, RESOURCE, 2, SCOPE_LOGS);
    put(table, SCOPE_SPANS, 1, SCOPE, 2, SPAN);
    put(table, SCOPE_METRICS, 1, SCOPE, 2, METRIC);
    put(table, SCOPE_LOGS, 1, SCOPE, 2, LOG_RECORD);
    put(table, RESOURCE, 1, KEY_VALUE);
    put(table, SCOPE, 3, KEY_VALUE);
    put(table, SPAN, 9, KEY_VALUE, 11, EVENT, 13, LINK);
    put(table, EVENT, 3, KEY_VALUE);
    put(table, LINK, 4, KEY_VALUE);
    put(table, LOG_RECORD, 5, ANY_VALUE, 6, KEY_VALUE);
    put(table, METRIC, 5, GAUGE, 7, SUM, 9, HISTOGRAM);
    put(table, METRIC, 10, EXPONENTIAL_HISTOGRAM, 11, SUMMARY, 12, KEY_VALUE);
    put(table, GAUGE, 1, NUMBER_POINT);
    put(table, SUM, 1, NUMBER_POINT);
    put(table, HISTOGRAM, 1, HISTOGRAM_POINT);
    put(table, EXPONENTIAL_HISTOGRAM, 1, EXPONENTIAL_POINT);
    put(table, SUMMARY, 1, SUMMARY_POINT);
    put(table, NUMBER_POINT, 5, EXEMPLAR, 7, KEY_VALUE);
    put(table, HISTOGRAM_POINT, 8, EXEMPLAR, 9, KEY_VALUE);
    put(table, EXPONENTIAL_POINT, 1, KEY_VALUE, 11, EXEMPLAR);
    put(table, SUMMARY_POINT, 7, KEY_VALUE);
    put(table, EXEMPLAR, 7, KEY_VALUE);
    put(table, KEY_VALUE, 2, ANY_VALUE);
    put(table, ANY_VALUE, 5, ARRAY, 6, KEY_VALUE_LIST);
    put(table, ARRAY, 1, ANY_VALUE);
    put(table, KEY_VALUE_LIST, 1, KEY_VALUE);
    return table;
  }

  private static void put(byte[] table, int type, int... fieldsAndChildren) {
    for (int i = 0; i < fieldsAndChildren.length; i += 2) {
      table[type * FIELDS + fieldsAndChildren[i]] = (byte) fieldsAndChildren[i + 1];
    }
  }
}
