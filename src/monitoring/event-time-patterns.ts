import { AccessWindow } from '../trust/conditions/access-window';
import { accessWindowLimits } from '../trust/conditions/access-window-condition';

const FIRST = '2000-01-01T00:00:00Z';
const LAST = '2099-12-31T23:59:59Z';

/** The highest value of each digit, whatever the other digits are. */
const HIGHEST = '2099-19-39T29:59:59Z';

/**
 * The prefixes of all times of this century inside a window.
 *
 * An event pattern compares text. It cannot compare the order of two texts, but it can match the prefix of a text.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-anything-but-prefix
 */
export function prefixesInside(window: AccessWindow): string[] {
  const { from = FIRST, until = LAST } = accessWindowLimits(window._config);
  const differs = [...from].findIndex((digit, position) => digit !== until[position]);
  if (differs < 0) {
    return [from];
  }
  const first = withoutExtremeEnd(from, FIRST, differs + 1);
  const last = withoutExtremeEnd(until, LAST, differs + 1);
  return [
    ...prefixes(from.slice(0, differs), Number(from[differs]) + 1, Number(until[differs]) - 1),
    ...digitPositions(first, differs + 1).flatMap((position) =>
      prefixes(first.slice(0, position), Number(first[position]) + 1, Number(HIGHEST[position]))),
    ...digitPositions(last, differs + 1).flatMap((position) => prefixes(last.slice(0, position), 0, Number(last[position]) - 1)),
    first,
    last,
  ];
}

/** The time without an end that is the lowest or highest possible: a whole day, hour or minute is inside. */
function withoutExtremeEnd(time: string, extreme: string, shortest: number): string {
  const end = [...time].findIndex((character, position) =>
    position >= shortest && /\D/.test(character) && time.slice(position) === extreme.slice(position));
  return time.slice(0, end);
}

/** The positions of the digits, starting at one position. */
function digitPositions(time: string, from: number): number[] {
  return Array.from(time, (_, position) => position).filter((position) => position >= from && /\d/.test(time[position]));
}

function prefixes(before: string, first: number, last: number): string[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => `${before}${first + i}`);
}
