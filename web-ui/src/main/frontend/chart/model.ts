import type { Unit } from './format';

/** What the server says is to be drawn: values and meaning, no colours and no pixels. */
export type Model = TimeModel | DistributionModel | BarsModel;

export type Role = 'now' | 'high' | 'baseline' | 'good' | 'warn' | 'bad' | 'other';

export interface TimeModel {
  kind: 'time';
  unit: Unit;
  from: number;
  to: number;
  stepMillis: number;
  series: TimeSeries[];
  marks: Mark[];
  bands: Band[];
}

export interface TimeSeries {
  name: string;
  role: Role;
  style: 'line' | 'bar';
  stacked: boolean;
  /** A null value is a gap: nothing was seen, which is not zero. */
  points: [number, number | null][];
}

export interface Mark {
  at: number;
  label: string;
  role: Role;
}

export interface Band {
  from: number;
  to: number;
  label: string;
  role: Role;
}

export interface DistributionModel {
  kind: 'distribution';
  unit: Unit;
  logarithmic: boolean;
  x: number[];
  curves: Curve[];
}

export interface Curve {
  name: string;
  role: Role;
  density: number[];
  /** Share of all at or below each x. */
  below: number[];
  median: number;
}

export interface BarsModel {
  kind: 'bars';
  unit: Unit;
  labels: string[];
  groups: { name: string; role: Role; values: number[] }[];
}
