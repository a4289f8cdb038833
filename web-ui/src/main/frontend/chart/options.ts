import type { EChartsCoreOption } from 'echarts/core';
import { dayOfMonth, format, moment, timeOfDay } from './format';
import type { BarsModel, DistributionModel, Model, Role, TimeModel } from './model';
import type { Palette } from './palette';

/** Turns a model into what ECharts draws, in the given colours. */
export function optionsOf(model: Model, palette: Palette): EChartsCoreOption {
  switch (model.kind) {
    case 'time':
      return timeOptions(model, palette);
    case 'distribution':
      return distributionOptions(model, palette);
    case 'bars':
      return barsOptions(model, palette);
  }
}

const GRID = { left: 8, right: 14, top: 14, bottom: 4, containLabel: true };

function timeOptions(model: TimeModel, palette: Palette): EChartsCoreOption {
  const days = model.to - model.from > 2 * 86_400_000;
  const nearWhole = model.unit === 'share' && model.series.some((s) => s.points.some(([, v]) => (v ?? 0) > 0.75));
  return {
    ...frame(palette),
    grid: GRID,
    xAxis: {
      type: 'time',
      min: model.from,
      max: model.to,
      axisLine: { lineStyle: { color: palette.line } },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLabel: { color: palette.muted, hideOverlap: true, formatter: (at: number) => (days ? dayOfMonth(at) : timeOfDay(at)) },
    },
    yAxis: valueAxis(palette, (value) => format(value, model.unit), nearWhole),
    tooltip: tooltip(palette, 'line', (params) => {
      const rows = params
        .filter((p) => p.value[1] !== null && p.value[1] !== undefined)
        .map((p) => row(p.color, p.seriesName, format(p.value[1], model.unit)));
      return rows.length ? heading(moment(params[0].value[0])) + rows.join('') : '';
    }),
    series: model.series.map((series, index) => {
      const colour = series.role === 'other' ? palette.series[index % palette.series.length] : colourOf(series.role, palette);
      const bar = series.style === 'bar';
      return {
        name: series.name,
        type: bar ? 'bar' : 'line',
        stack: series.stacked ? 'all' : undefined,
        data: bar ? series.points.map(([at, v]) => [at + model.stepMillis / 2, v]) : series.points,
        symbol: 'circle',
        symbolSize: 4,
        // A value between two gaps has no line; its point must still be seen.
        showSymbol: series.points.length < 3 || lonely(series.points),
        connectNulls: false,
        color: colour,
        barCategoryGap: '15%',
        barMaxWidth: 22,
        itemStyle: bar ? { borderRadius: series.stacked ? 0 : [2, 2, 0, 0] } : undefined,
        lineStyle: { width: series.role === 'baseline' ? 1.4 : 1.8, type: series.role === 'baseline' ? 'dashed' : 'solid' },
        areaStyle: !bar && series.role === 'now' ? { opacity: 0.1 } : undefined,
        emphasis: { disabled: true },
        markLine: index === 0 && model.marks.length ? markLine(model, palette) : undefined,
        markArea: index === 0 && model.bands.length ? markArea(model, palette) : undefined,
      };
    }),
  };
}

function lonely(points: [number, number | null][]): boolean {
  return points.some(([, v], i) => v !== null && (points[i - 1]?.[1] ?? null) === null && (points[i + 1]?.[1] ?? null) === null);
}

function markLine(model: TimeModel, palette: Palette) {
  return {
    silent: true,
    symbol: 'none',
    animation: false,
    data: model.marks.map((mark) => ({
      xAxis: mark.at,
      lineStyle: { color: colourOf(mark.role, palette), type: 'dashed', width: 1.2 },
      label: {
        formatter: mark.label,
        color: colourOf(mark.role, palette),
        position: 'insideEndTop',
        distance: 4,
        rotate: 0,
        align: mark.at > (model.from + model.to) / 2 ? 'right' : 'left',
        fontSize: 11,
      },
    })),
  };
}

function markArea(model: TimeModel, palette: Palette) {
  return {
    silent: true,
    animation: false,
    data: model.bands.map((band) => [
      { xAxis: band.from, name: band.label, itemStyle: { color: colourOf(band.role, palette), opacity: 0.08 }, label: { show: false } },
      { xAxis: band.to },
    ]),
  };
}

function distributionOptions(model: DistributionModel, palette: Palette): EChartsCoreOption {
  // Drawn over the logarithm on a plain axis: a logarithmic one labels powers of ten only.
  const place = (value: number) => (model.logarithmic ? Math.log10(value) : value);
  const value = (at: number) => (model.logarithmic ? 10 ** at : at);
  const low = place(model.x[0]);
  const high = place(model.x[model.x.length - 1]);
  return {
    ...frame(palette),
    grid: GRID,
    xAxis: {
      type: 'value',
      min: low,
      max: high,
      axisLine: { lineStyle: { color: palette.line } },
      axisTick: { show: false },
      splitLine: { show: false },
      minorTick: { show: false },
      axisLabel: {
        color: palette.muted,
        hideOverlap: true,
        customValues: model.logarithmic ? roundNumbers(low, high) : undefined,
        formatter: (at: number) => format(value(at), model.unit),
      },
    },
    yAxis: { type: 'value', show: false, min: 0 },
    tooltip: tooltip(palette, 'line', (params) => {
      const index = params[0].dataIndex as number;
      const rows = params.map((p) => row(p.color, p.seriesName, `${percent(model.curves[p.seriesIndex].below[index])} at or below`));
      return heading(format(model.x[index], model.unit)) + rows.join('');
    }),
    series: model.curves.map((curve) => {
      const colour = colourOf(curve.role, palette);
      const now = curve.role === 'now';
      return {
        name: curve.name,
        type: 'line',
        data: curve.density.map((height, index) => [place(model.x[index]), height]),
        color: colour,
        showSymbol: false,
        smooth: 0.25,
        z: now ? 3 : 2,
        lineStyle: { width: now ? 2.2 : 1.6, type: now ? 'solid' : 'dashed' },
        areaStyle: { opacity: now ? 0.18 : 0.1 },
        emphasis: { disabled: true },
        markLine: {
          silent: true,
          symbol: 'none',
          animation: false,
          data: [{
            xAxis: place(curve.median),
            lineStyle: { color: colour, width: 1, type: 'solid', opacity: 0.8 },
            label: { show: false },
          }],
        },
      };
    }),
  };
}

/** Where 1, 2 and 5 times powers of ten lie, as logarithms; powers alone over a wide range. */
function roundNumbers(low: number, high: number): number[] {
  const steps = high - low > 4 ? [1] : high - low > 2 ? [1, 3] : [1, 2, 5];
  const found: number[] = [];
  for (let power = Math.floor(low); power <= Math.ceil(high); power++) {
    for (const step of steps) {
      const at = power + Math.log10(step);
      if (at >= low && at <= high) found.push(at);
    }
  }
  return found;
}

function barsOptions(model: BarsModel, palette: Palette): EChartsCoreOption {
  return {
    ...frame(palette),
    grid: GRID,
    xAxis: {
      type: 'category',
      data: model.labels,
      axisLine: { lineStyle: { color: palette.line } },
      axisTick: { show: false },
      axisLabel: { color: palette.muted, hideOverlap: true, interval: model.labels.length > 16 ? 'auto' : 0 },
    },
    yAxis: valueAxis(palette, (value) => format(value, model.unit), model.unit === 'share' && model.groups.some((g) => g.values.some((v) => v > 0.75))),
    tooltip: tooltip(palette, 'shadow', (params) =>
      heading(params[0].name) + params.map((p) => row(p.color, p.seriesName, format(p.value as number, model.unit))).join(''),
    ),
    series: model.groups.map((group) => ({
      name: group.name,
      type: 'bar',
      data: group.values,
      color: colourOf(group.role, palette),
      barMaxWidth: 26,
      barGap: '8%',
      itemStyle: { borderRadius: [2, 2, 0, 0], opacity: group.role === 'baseline' ? 0.65 : 1 },
      emphasis: { disabled: true },
    })),
  };
}

function frame(palette: Palette) {
  return {
    animation: false,
    textStyle: { color: palette.text, fontFamily: palette.font },
    aria: { enabled: true },
  };
}

function valueAxis(palette: Palette, label: (value: number) => string, nearWhole: boolean) {
  return {
    type: 'value',
    min: 0,
    // No axis of shares goes on beyond the whole.
    max: nearWhole ? 1 : undefined,
    interval: nearWhole ? 0.25 : undefined,
    splitNumber: 3,
    axisLabel: { color: palette.muted, formatter: label },
    splitLine: { lineStyle: { color: palette.line, opacity: 0.6 } },
  };
}

type Param = { value: any; color: string; seriesName: string; seriesIndex: number; dataIndex: number; name: string };

function tooltip(palette: Palette, pointer: 'line' | 'shadow', html: (params: Param[]) => string) {
  return {
    trigger: 'axis',
    confine: true,
    axisPointer: { type: pointer, lineStyle: { color: palette.muted, width: 1 }, label: { show: false } },
    backgroundColor: palette.surface,
    borderColor: palette.line,
    padding: [8, 10],
    textStyle: { color: palette.text, fontSize: 12 },
    formatter: (params: Param | Param[]) => html(Array.isArray(params) ? params : [params]),
  };
}

const heading = (text: string) => `<div class="lw-tip-head">${escaped(text)}</div>`;

// Names come from telemetry: they are text, whatever they look like.
const row = (colour: string, name: string, value: string) =>
  `<div class="lw-tip-row"><i style="background:${colour}"></i><span>${escaped(name)}</span><b>${escaped(value)}</b></div>`;

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

const percent = (share: number) => format(share, 'share');

function colourOf(role: Role, palette: Palette): string {
  switch (role) {
    case 'now':
      return palette.now;
    case 'high':
      return palette.high;
    case 'baseline':
      return palette.baseline;
    case 'good':
      return palette.good;
    case 'warn':
      return palette.warn;
    case 'bad':
      return palette.bad;
    case 'other':
      return palette.series[0];
  }
}
