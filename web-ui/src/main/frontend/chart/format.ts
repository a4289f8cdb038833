/** How values of a unit are written on axes and in tooltips; the Java side says the same in `words`. */
export type Unit = 'ms' | 's' | 'tokens' | 'usd' | 'share' | 'count' | 'perMinute' | 'ratio';

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

export function format(value: number, unit: Unit): string {
  switch (unit) {
    case 'ms':
      return duration(value);
    case 's':
      return duration(value * 1000);
    case 'usd':
      return '$' + significant(value);
    case 'share':
      return significant(value * 100) + ' %';
    case 'ratio':
      return significant(value) + '×';
    case 'perMinute':
      return significant(value) + '/min';
    case 'tokens':
    case 'count':
      return significant(whole(value));
  }
}

/** A bucket stands for its values within 1 %: of things that are counted, the whole one. */
function whole(value: number): number {
  const nearest = Math.round(value);
  return Math.abs(value - nearest) <= 0.0101 * Math.abs(value) ? nearest : value;
}

function duration(millis: number): string {
  const size = Math.abs(millis);
  if (size < 1000) return significant(millis) + ' ms';
  if (size < 60_000) return significant(millis / 1000) + ' s';
  if (size < 3_600_000) return significant(millis / 60_000) + ' min';
  if (size < 86_400_000) return significant(millis / 3_600_000) + ' h';
  return significant(millis / 86_400_000) + ' d';
}

function significant(value: number): string {
  const size = Math.abs(value);
  if (size >= 1_000_000) return trimmed(value / 1_000_000) + ' M';
  if (size >= 100) return grouped.format(value);
  return trimmed(value);
}

function trimmed(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : Math.min(6, 1 - Math.floor(Math.log10(size)));
  return String(Number(value.toFixed(digits)));
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const full = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit',
});

export const timeOfDay = (at: number) => clock.format(at);
export const dayOfMonth = (at: number) => day.format(at);
export const moment = (at: number) => full.format(at);
