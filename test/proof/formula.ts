/**
 * A formula of propositional logic with comparisons of whole numbers, as text of SMT-LIB 2.6.
 *
 * @see https://smt-lib.org/language.shtml
 */
export type Formula = string;

/** How facts are combined: in the promise for one request these are booleans, in the promise for all requests formulas. */
export interface Logic<F> {
  readonly all: (facts: F[]) => F;
  readonly any: (facts: F[]) => F;
  readonly not: (fact: F) => F;
}

export const BOOLEANS: Logic<boolean> = {
  all: (facts) => facts.every(Boolean),
  any: (facts) => facts.some(Boolean),
  not: (fact) => !fact,
};

export const FORMULAS: Logic<Formula> = { all: (facts) => and(...facts), any: (facts) => or(...facts), not };

export function and(...formulas: Formula[]): Formula {
  return combined('and', 'true', 'false', formulas);
}

export function or(...formulas: Formula[]): Formula {
  return combined('or', 'false', 'true', formulas);
}

export function not(formula: Formula): Formula {
  switch (formula) {
    case 'true': return 'false';
    case 'false': return 'true';
    default: return `(not ${formula})`;
  }
}

export function implies(condition: Formula, consequence: Formula): Formula {
  return or(not(condition), consequence);
}

/** One of two formulas, depending on a condition. */
export function choose(condition: Formula, one: Formula, other: Formula): Formula {
  return or(and(condition, one), and(not(condition), other));
}

export function constant(fact: boolean): Formula {
  return fact ? 'true' : 'false';
}

export function equal(variable: Formula, value: bigint | number): Formula {
  return `(= ${variable} ${value})`;
}

/** Whether a variable is between two values, both included. */
export function between(least: bigint | number, variable: Formula, most: bigint | number): Formula {
  return and(atLeast(variable, least), atMost(variable, most));
}

export function atLeast(variable: Formula, value: bigint | number): Formula {
  return `(<= ${numeral(value)} ${variable})`;
}

export function atMost(variable: Formula, value: bigint | number): Formula {
  return `(<= ${variable} ${numeral(value)})`;
}

/** SMT-LIB has no negative numerals. */
function numeral(value: bigint | number): string {
  return value < 0 ? `(- ${-value})` : `${value}`;
}

function combined(operator: string, neutral: Formula, decisive: Formula, formulas: Formula[]): Formula {
  const rest = [...new Set(formulas)].filter((formula) => formula !== neutral);
  if (rest.includes(decisive)) {
    return decisive;
  }
  return rest.length > 1 ? `(${operator} ${rest.join(' ')})` : rest[0] ?? neutral;
}
