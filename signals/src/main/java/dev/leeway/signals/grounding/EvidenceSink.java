package dev.leeway.signals.grounding;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Enters what a text says into a run's evidence, with the sums that a reader would make: of the
 * values under one label, and of price times quantity. Used again; not thread-safe.
 */
final class EvidenceSink implements FactSink {
  private static final int LABELS_MAX = 64;
  private static final CodeTable MULTIPLICANDS = multiplicands();
  private final Map<Long, Sum> sums = new HashMap<>();
  private final LongConsumer addValue = this::addValue;
  private @Nullable RunGrounding run;
  private int role;
  private int source;
  private long before;
  private long beforeThat;
  private double quantity;
  private double price;
  private int priceUnit;

  void begin(RunGrounding into, EvidenceRole as, int from) {
    run = into;
    role = as.bit();
    source = from;
    before = 0;
    beforeThat = 0;
    sums.clear();
    forgetItem();
  }

  private RunGrounding run() {
    return Objects.requireNonNull(run, "begin comes first");
  }

  private void addValue(long key) {
    run().known().addValue(key, role, source);
  }

  /** The text is at its end. */
  void end() {
    sums.forEach((label, sum) -> {
      if (sum.count > 1) {
        run().known().addNumber(sum.total, sum.unit, 0, role, source, true);
      }
    });
  }

  @Override
  public void value(Value value, long[] labels, boolean stated) {
    value.stored(addValue);
    boolean moment = value.unit() == Unit.DATE || value.unit() == Unit.TIME;
    if (!value.kind().addable() && !moment) {
      return;
    }
    long label = stated ? longest(labels) : 0;
    run().known().addNumber(value.number(), value.unit(), (int) label, role, source, false);
    if (label != 0 && value.kind().addable()) {
      sum(label, value.number(), value.unit());
      item(labels[0], value);
    }
  }

  private static long longest(long[] labels) {
    for (int i = labels.length - 1; i >= 0; i--) {
      if (labels[i] != 0) {
        return labels[i];
      }
    }
    return 0;
  }

  private void sum(long label, double number, int unit) {
    Sum sum = sums.get(label);
    if (sum == null && sums.size() < LABELS_MAX) {
      sums.put(label, new Sum(unit, number, 1));
    } else if (sum != null && sum.unit == unit) {
      sums.put(label, new Sum(unit, Decimal.tidy(sum.total + number), sum.count + 1));
    }
  }

  private void item(long label, Value value) {
    int code = MULTIPLICANDS.code(label);
    if (code == 1) {
      quantity = value.number();
    } else if (code == 2) {
      price = value.number();
      priceUnit = value.unit();
    }
  }

  @Override
  public void objectEnds() {
    if (quantity > 1 && price > 0) {
      double product = Decimal.tidy(quantity * price);
      run().known().addNumber(product, priceUnit, 0, role, source, true);
      sum(2, product, priceUnit);
    } else if (price > 0) {
      sum(2, price, priceUnit);
    }
    forgetItem();
  }

  private void forgetItem() {
    quantity = 0;
    price = 0;
    priceUnit = Unit.NONE;
  }

  @Override
  public void leafBegins(int place) {
    before = 0;
    beforeThat = 0;
  }

  @Override
  public void word(long hash, boolean content, int start, int end) {
    if (content) {
      run().known().addWord(hash, role, source);
      if (role == EvidenceRole.TOOL_RESULT.bit()) {
        run().actionDone(hash);
      }
    }
    if (beforeThat != 0) {
      run()
          .known()
          .addShingle(FactHash.then(FactHash.then(beforeThat, before), hash), role, source);
    }
    beforeThat = before;
    before = hash;
  }

  @Override
  public void name(long[] words, int count, int start, int end) {}

  @Override
  public void quotation(int start, int end) {}

  private static CodeTable multiplicands() {
    Map<Long, Integer> codes = new HashMap<>();
    for (String word :
        List.of("quantity", "qty", "count", "units", "menge", "anzahl", "cantidad")) {
      codes.put(FactHash.then(0, Stem.of(word)), 1);
    }
    for (String word : List.of("price", "cost", "preis", "prix", "precio", "prezzo")) {
      codes.put(FactHash.then(0, Stem.of(word)), 2);
    }
    return new CodeTable(codes);
  }

  private record Sum(int unit, double total, int count) {}
}
