import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { statementSize } from '../../core/policy-size';

/** The characters of a policy without its statements, and between two statements. */
const EMPTY_POLICY_SIZE = '{"Version":"2012-10-17","Statement":[]}'.length;
const SEPARATOR_SIZE = ','.length;

/**
 * Splits statements into as few policies as possible. A statement that does not fit into the rest of a policy is split between its
 * actions, so that every policy except the last is full. A statement with `NotAction` cannot be split: two of them would match everything.
 *
 * @param capacities the sizes of the first policies, in characters; the last size also applies to all further policies
 */
export function splitIntoPolicies(scope: Construct, statements: PolicyStatement[], capacities: number[]): PolicyStatement[][] {
  const policies: PolicyStatement[][] = [];
  let available = 0;
  const sizeOf = (statement: PolicyStatement) => statementSize(scope, statement) + SEPARATOR_SIZE;
  const startPolicy = () => {
    available = capacities[Math.min(policies.length, capacities.length - 1)] - EMPTY_POLICY_SIZE;
    policies.push([]);
  };
  const add = (statement: PolicyStatement) => {
    policies[policies.length - 1].push(statement);
    available -= sizeOf(statement);
  };
  [...statements].sort(indivisibleFirst).forEach((statement) => {
    let rest: PolicyStatement | undefined = statement;
    while (rest) {
      if (policies.length === 0) {
        startPolicy();
      }
      const fitting = actionsThatFit(rest, available, sizeOf);
      if (fitting === rest.actions.length) {
        add(rest);
        rest = undefined;
      } else if (fitting > 0) {
        add(withActions(rest, rest.actions.slice(0, fitting)));
        rest = withActions(rest, rest.actions.slice(fitting));
      } else if (policies[policies.length - 1].length > 0) {
        startPolicy();
      } else {
        // Longer than any policy: validateRolePolicies reports it.
        add(rest);
        rest = undefined;
      }
    }
  });
  return policies;
}

/** Statements that cannot be split come first, while there is space for them. */
function indivisibleFirst(one: PolicyStatement, other: PolicyStatement): number {
  return Number(one.actions.length > 1) - Number(other.actions.length > 1);
}

/** How many actions of a statement fit: its size grows with each. A statement with `NotAction` fits as a whole or not at all. */
function actionsThatFit(statement: PolicyStatement, available: number, sizeOf: (statement: PolicyStatement) => number): number {
  if (sizeOf(statement) <= available) {
    return statement.actions.length;
  }
  if (statement.notActions.length > 0) {
    return -1;
  }
  let [fits, doesNotFit] = [0, statement.actions.length];
  while (doesNotFit - fits > 1) {
    const half = Math.floor((fits + doesNotFit) / 2);
    [fits, doesNotFit] = sizeOf(withActions(statement, statement.actions.slice(0, half))) <= available ? [half, doesNotFit] : [fits, half];
  }
  return fits;
}

function withActions(statement: PolicyStatement, actions: string[]): PolicyStatement {
  return statement.copy({ actions });
}
