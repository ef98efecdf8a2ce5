import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { statementSize } from '../../core/policy-size';

/** What a policy has around its statements, and what stands between two of them. */
const AROUND_STATEMENTS = '{"Version":"2012-10-17","Statement":[]}'.length;
const BETWEEN = ','.length;

/**
 * Spreads statements over as few policies as hold them. A statement too long for the room that is left is cut in two between
 * its actions, so that every policy but the last is full.
 *
 * @param capacities the characters that the first policies have; the last of them holds for all further ones
 */
export function splitIntoPolicies(scope: Construct, statements: PolicyStatement[], capacities: number[]): PolicyStatement[][] {
  const policies: PolicyStatement[][] = [];
  let room = 0;
  const sizeOf = (statement: PolicyStatement) => statementSize(scope, statement) + BETWEEN;
  const open = () => {
    room = capacities[Math.min(policies.length, capacities.length - 1)] - AROUND_STATEMENTS;
    policies.push([]);
  };
  const put = (statement: PolicyStatement) => {
    policies[policies.length - 1].push(statement);
    room -= sizeOf(statement);
  };
  [...statements].sort(wholeFirst).forEach((statement) => {
    let rest: PolicyStatement | undefined = statement;
    while (rest) {
      if (policies.length === 0) {
        open();
      }
      const fitting = actionsThatFit(rest, room, sizeOf);
      if (fitting > 0) {
        put(withActions(rest, rest.actions.slice(0, fitting)));
        rest = fitting < rest.actions.length ? withActions(rest, rest.actions.slice(fitting)) : undefined;
      } else if (policies[policies.length - 1].length > 0) {
        open();
      } else {
        // Longer than any policy: its size is complained of where it is known what it is.
        put(rest);
        rest = undefined;
      }
    }
  });
  return policies;
}

/** What cannot be cut goes first, while there is room. */
function wholeFirst(one: PolicyStatement, other: PolicyStatement): number {
  return Number(one.actions.length > 1) - Number(other.actions.length > 1);
}

/** How many of a statement's actions fit: its size grows with each of them. */
function actionsThatFit(statement: PolicyStatement, room: number, sizeOf: (statement: PolicyStatement) => number): number {
  if (sizeOf(statement) <= room) {
    return statement.actions.length;
  }
  let [fits, doesNot] = [0, statement.actions.length];
  while (doesNot - fits > 1) {
    const half = Math.floor((fits + doesNot) / 2);
    [fits, doesNot] = sizeOf(withActions(statement, statement.actions.slice(0, half))) <= room ? [half, doesNot] : [fits, half];
  }
  return fits;
}

function withActions(statement: PolicyStatement, actions: string[]): PolicyStatement {
  return statement.copy({ actions });
}
