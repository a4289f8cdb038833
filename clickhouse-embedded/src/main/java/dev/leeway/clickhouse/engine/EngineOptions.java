package dev.leeway.clickhouse.engine;

import dev.leeway.clickhouse.config.ByteSize;
import dev.leeway.clickhouse.config.ClickHouseConfig;
import java.util.LinkedHashMap;
import java.util.Map;

/** The options that the engine is started with and that its connections are opened with. */
final class EngineOptions {
  /** Heap, code and threads of the JVM around the engine; the rest of the limit is the engine's. */
  private static final ByteSize JVM = ByteSize.ofMebibytes(224);

  private EngineOptions() {}

  /** Read by the process's first connection; the engine's own log tables exist only on demand. */
  static Map<String, String> server(ClickHouseConfig config) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("path", config.dataDirectory().toAbsolutePath().toString());
    options.put("max_server_memory_usage", String.valueOf(engineMemory(config).bytes()));
    options.put("mark_cache_size", String.valueOf(config.markCache().bytes()));
    // Their defaults are shares of a server's memory: 1 to 5 GiB each.
    options.put("primary_index_cache_size", mebibytes(64));
    options.put("index_mark_cache_size", mebibytes(16));
    options.put("vector_similarity_index_cache_size", mebibytes(1));
    options.put("text_index_tokens_cache_size", mebibytes(8));
    options.put("text_index_header_cache_size", mebibytes(8));
    options.put("text_index_postings_cache_size", mebibytes(8));
    options.put("unique_key_index_cache_size_bytes", mebibytes(8));
    options.put("parquet_metadata_cache_size", mebibytes(4));
    options.put("iceberg_metadata_files_cache_size", mebibytes(1));
    options.put("compiled_expression_cache_size", mebibytes(32));
    options.put("background_pool_size", String.valueOf(config.mergeThreads()));
    options.put("background_merges_mutations_concurrency_ratio", "1");
    options.put("background_schedule_pool_size", "8");
    options.put("background_common_pool_size", "2");
    options.put("background_move_pool_size", "1");
    options.put("background_fetches_pool_size", "1");
    options.put("max_thread_pool_size", "1000");
    options.put("max_thread_pool_free_size", "32");
    options.put("max_io_thread_pool_size", "16");
    return options;
  }

  /** Settings of the connections that belong to holders of the token. */
  static Map<String, String> owner(ClickHouseConfig config) {
    Map<String, String> settings = common(config);
    settings.put("max_memory_usage", String.valueOf(engineMemory(config).percent(70).bytes()));
    settings.put(
        "max_bytes_before_external_group_by",
        String.valueOf(engineMemory(config).percent(35).bytes()));
    settings.put(
        "max_bytes_before_external_sort", String.valueOf(engineMemory(config).percent(35).bytes()));
    return settings;
  }

  static Map<String, String> reader(ClickHouseConfig config) {
    Map<String, String> settings = owner(config);
    settings.put("max_execution_time", String.valueOf(config.readTimeout().toSeconds()));
    return settings;
  }

  /** Settings of everybody else's connections, which no statement can change. */
  static Map<String, String> guest(ClickHouseConfig config) {
    Map<String, String> settings = common(config);
    settings.put("max_memory_usage", String.valueOf(engineMemory(config).percent(25).bytes()));
    settings.put(
        "max_bytes_before_external_group_by",
        String.valueOf(engineMemory(config).percent(12).bytes()));
    settings.put(
        "max_bytes_before_external_sort", String.valueOf(engineMemory(config).percent(12).bytes()));
    settings.put("max_execution_time", String.valueOf(config.readTimeout().toSeconds()));
    settings.put("readonly", "1");
    return settings;
  }

  private static Map<String, String> common(ClickHouseConfig config) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("max_query_size", String.valueOf(config.statementLimit().bytes()));
    settings.put("async_insert", "0");
    // The engine opens with these two on, which a server has off.
    settings.put("implicit_select", "0");
    settings.put("allow_introspection_functions", "0");
    return settings;
  }

  private static ByteSize engineMemory(ClickHouseConfig config) {
    return new ByteSize(config.memoryLimit().bytes() - JVM.bytes());
  }

  private static String mebibytes(int count) {
    return String.valueOf(ByteSize.ofMebibytes(count).bytes());
  }
}
