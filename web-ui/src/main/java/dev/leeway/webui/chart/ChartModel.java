package dev.leeway.webui.chart;

/** What a chart shows: values and meaning; the script in the browser adds pixels and colours. */
public sealed interface ChartModel permits TimeChart, DistributionChart, BarChart {}
