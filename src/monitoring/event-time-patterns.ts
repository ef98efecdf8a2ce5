import { AccessWindow } from '../trust/conditions/access-window';
import { accessWindowLimits } from '../trust/conditions/access-window-condition';

const FIRST = '2000-01-01T00:00:00Z';
const LAST = '2099-12-31T23:59:59Z';

/** The highest value of each digit, whatever the others are. */
const HIGHEST = '2099-19-39T29:59:59Z';

/**
 * What times of this century within a window begin with: an event pattern compares texts, and of those that come one after the other
 * it can only say how they begin.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-anything-but-prefix
 */
export function timesInside(window: AccessWindow): string[] {
  const { from = FIRST, until = LAST } = accessWindowLimits(window._config);
  const differs = [...from].findIndex((digit, position) => digit !== until[position]);
  if (differs < 0) {
    return [from];
  }
  const first = withoutEnd(from, FIRST, differs + 1);
  const last = withoutEnd(until, LAST, differs + 1);
  return [
    ...beginnings(from.slice(0, differs), Number(from[differs]) + 1, Number(until[differs]) - 1),
    ...positions(first, differs + 1).flatMap((position) =>
      beginnings(first.slice(0, position), Number(first[position]) + 1, Number(HIGHEST[position]))),
    ...positions(last, differs + 1).flatMap((position) => beginnings(last.slice(0, position), 0, Number(last[position]) - 1)),
    first,
    last,
  ];
}

/** Without the end that is as low, or as high, as can be: a whole day, hour or minute is inside with all that is in it. */
function withoutEnd(time: string, extreme: string, shortest: number): string {
  const end = [...time].findIndex((character, position) =>
    position >= shortest && /\D/.test(character) && time.slice(position) === extreme.slice(position));
  return time.slice(0, end);
}

/** Where the digits are, from a position on. */
function positions(time: string, from: number): number[] {
  return Array.from(time, (_, position) => position).filter((position) => position >= from && /\d/.test(time[position]));
}

function beginnings(before: string, first: number, last: number): string[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => `${before}${first + i}`);
}
