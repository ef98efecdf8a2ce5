import { IManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Token } from 'aws-cdk-lib/core';
import { hasWildcard, serviceOf } from './aws/action-patterns';
import { awsManagedPolicyName, JOB_FUNCTION_POLICIES } from './aws/aws-managed-policies';
import { actionsCoveredBy, covered, isKnownService, knownServices, knownSince } from './aws/known-actions';
import { isAllow } from './permission-level';
import { closestMatch } from '../core/did-you-mean';
import { validateStatement } from '../core/statement-validation';
import { quoted } from '../core/validate-names';
import { ErrorContext } from '../core/validation-error';

/** No known action is half as long. */
const MAX_PATTERN_LENGTH = 200;

/** Checks the prefix of a service. */
export function checkService(errors: ErrorContext, what: string, service: string): void {
  if (!isKnownService(service)) {
    errors.fail(`${what} ${quoted(service)}, which is not an IAM service prefix`, `did you mean "${closestMatch(service, knownServices())}"?`);
  }
}

/** Checks the form of an action pattern, and its service. */
export function checkActionPattern(errors: ErrorContext, what: string, pattern: string): void {
  if (!/^[^:*?]+:[A-Za-z0-9*]+$/.test(pattern) || pattern.length > MAX_PATTERN_LENGTH) {
    errors.fail(`${what} ${quoted(pattern)} is not an action`,
      'write SERVICE:ACTION, such as "s3:Get*"; IAM accepts no wildcard before the colon, and the CDK accepts only * after it');
  }
  checkService(errors, `${what} ${quoted(pattern)} of the service`, serviceOf(pattern));
}

/** Checks that a pattern matches a known action: a denial that matches nothing is a typing error. */
export function checkDenied(errors: ErrorContext, what: string, given: string): void {
  const pattern = errors.known(given);
  if (Token.isUnresolved(pattern)) {
    return;
  }
  checkActionPattern(errors, what, pattern);
  const { reads, others } = covered(pattern);
  if (reads.length + others.length === 0) {
    errors.fail(`${what} ${quoted(pattern)} matches no action known on ${knownSince()}`,
      `did you mean "${closestMatch(pattern, actionsCoveredBy(`${serviceOf(pattern)}:*`))}"?`);
  }
}

/** Checks an action that need not be a read action, and may be newer than this library. */
export function checkWriteAction(errors: ErrorContext, what: string, action: string): void {
  checkActionPattern(errors, what, action);
  if (hasWildcard(action)) {
    errors.fail(`${what} ${quoted(action)} with a wildcard`, 'name each action in full');
  }
}

/** Checks that an AWS managed policy is named with its path. */
export function checkManagedPolicy(errors: ErrorContext, what: string, policy: IManagedPolicy): void {
  const name = awsManagedPolicyName(policy) ?? '';
  if (JOB_FUNCTION_POLICIES.includes(name)) {
    errors.fail(`${what} has the managed policy "${name}", which has another path`, `use "job-function/${name}"`);
  }
}

/** Checks that a statement allows read actions only, except for `allowedWriteActions`, and that IAM accepts it. */
export function checkStatement(errors: ErrorContext, what: string, statement: PolicyStatement, allowedWriteActions: string[]): void {
  if (statement.notActions.length > 0) {
    errors.fail(`${what} has a statement with NotAction`, 'name the actions instead: NotAction also allows every action that AWS adds');
  }
  if (isAllow(statement)) {
    knownActions(errors, statement.actions).forEach((action) => checkReads(errors, what, action, allowedWriteActions));
  }
  errors.failWith(validateStatement(errors, what, statement.toStatementJson()));
}

/** Checks that sids are unique, because the statements may end up in one policy. */
export function checkSids(errors: ErrorContext, what: string, statements: PolicyStatement[]): void {
  const sids = statements.flatMap(({ sid }) => sid ?? []);
  const twice = sids.find((sid, i) => sids.indexOf(sid) < i);
  if (twice !== undefined) {
    errors.fail(`${what} has two statements with the sid ${quoted(twice)}`, 'give each a unique sid, or none');
  }
}

/** The actions that are known, each of which may be a token, as may be the list. */
function knownActions(errors: ErrorContext, actions: string[]): string[] {
  const known = errors.known(actions);
  return Token.isUnresolved(known) ? [] : known.map((action) => errors.known(action)).filter((action) => !Token.isUnresolved(action));
}

function checkReads(errors: ErrorContext, what: string, pattern: string, allowedWriteActions: string[]): void {
  if (pattern !== '*') {
    checkActionPattern(errors, `${what} statement`, pattern);
  }
  const { reads, others } = covered(pattern);
  const named = new Set(allowedWriteActions.map((action) => action.toLowerCase()));
  const writes = others.filter((action) => !named.has(action.toLowerCase()));
  if (writes.length > 0 && hasWildcard(pattern)) {
    errors.fail(`${what} has a statement with ${quoted(pattern)}, which matches ${writes.length} non-read actions, such as ${examples(writes)}`,
      'use a wildcard that matches read actions only, such as "s3:Get*"');
  }
  if (writes.length > 0) {
    errors.fail(`${what} has a statement with ${quoted(pattern)}, which is a non-read action`, 'leave it out, or add it to allowedWriteActions');
  }
  if (reads.length + others.length === 0 && !named.has(pattern.toLowerCase())) {
    errors.fail(`${what} has a statement with ${quoted(pattern)}, which matches no action known on ${knownSince()}`,
      `did you mean "${closestMatch(pattern, actionsCoveredBy(`${serviceOf(pattern)}:*`))}"? If it is newer, add it to allowedWriteActions`);
  }
}

/** The first three actions. */
export function examples(actions: string[]): string {
  return actions.slice(0, 3).join(', ');
}
