package dev.leeway.webui.parts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A plain table of values; at most a few hundred rows.
 *
 * @param <T> what a row is made from
 */
public final class Table<T> extends NativeTable {
  private record Column<T>(boolean number, Function<T, Component> cell) {}

  private final List<Column<T>> columns = new ArrayList<>();
  private final NativeTableRow titles = new NativeTableRow();
  private final NativeTableBody body = new NativeTableBody();

  public Table() {
    addClassName("lw-table");
    NativeTableHeader header = new NativeTableHeader();
    header.add(titles);
    add(header, body);
  }

  public Table<T> text(String title, Function<T, String> cell) {
    return column(title, false, row -> new Span(cell.apply(row)));
  }

  /** A column of numbers, right-aligned. */
  public Table<T> number(String title, Function<T, String> cell) {
    return column(title, true, row -> new Span(cell.apply(row)));
  }

  public Table<T> component(String title, Function<T, Component> cell) {
    return column(title, false, cell);
  }

  public Table<T> rows(List<T> rows) {
    body.removeAll();
    for (T row : rows) {
      NativeTableRow line = new NativeTableRow();
      for (Column<T> column : columns) {
        NativeTableCell cell = new NativeTableCell(column.cell().apply(row));
        cell.setClassName("lw-number", column.number());
        line.add(cell);
      }
      body.add(line);
    }
    return this;
  }

  private Table<T> column(String title, boolean number, Function<T, Component> cell) {
    columns.add(new Column<>(number, cell));
    NativeTableHeaderCell head = new NativeTableHeaderCell(title);
    head.getElement().setAttribute("scope", "col");
    head.setClassName("lw-number", number);
    titles.add(head);
    return this;
  }
}
