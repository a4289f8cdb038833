package dev.leeway.webui.range;

import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A page's whole state as its URL has it: path and parameters, one value each. */
public record PageQuery(String path, Map<String, String> parameters) {
  public PageQuery {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  public static PageQuery of(Location location) {
    Map<String, String> single = new LinkedHashMap<>();
    location
        .getQueryParameters()
        .getParameters()
        .forEach((name, values) -> single.put(name, values.isEmpty() ? "" : values.getFirst()));
    return new PageQuery(location.getPath(), single);
  }

  public String get(String name) {
    return parameters.getOrDefault(name, "");
  }

  public RangeChoice range() {
    return RangeChoice.of(parameters);
  }

  /** The same page with a parameter set, or removed where the value is empty. */
  public PageQuery with(String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(parameters);
    if (value.isEmpty()) {
      changed.remove(name);
    } else {
      changed.put(name, value);
    }
    return new PageQuery(path, changed);
  }

  public PageQuery with(RangeChoice range) {
    Map<String, String> changed = new LinkedHashMap<>(parameters);
    changed.putAll(range.parameters());
    return new PageQuery(path, changed);
  }

  /** Another page that keeps this one's range and nothing else. */
  public PageQuery to(String otherPath) {
    Map<String, String> kept = new LinkedHashMap<>();
    for (String name : List.of("from", "to")) {
      if (parameters.containsKey(name)) {
        kept.put(name, parameters.get(name));
      }
    }
    return new PageQuery(otherPath, kept);
  }

  public QueryParameters queryParameters() {
    return QueryParameters.simple(parameters);
  }

  /** Path and parameters as the target of a link. */
  public String href() {
    String query = queryParameters().getQueryString();
    return query.isEmpty() ? path : path + "?" + query;
  }
}
