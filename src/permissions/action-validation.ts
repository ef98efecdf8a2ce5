import { IManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Token } from 'aws-cdk-lib/core';
import { hasWildcard, serviceOf } from './aws/action-patterns';
import { awsManagedPolicyName, JOB_FUNCTION_POLICIES } from './aws/aws-managed-policies';
import { actionsCoveredBy, covered, isKnownService, knownServices, knownSince } from './aws/known-actions';
import { isAllow } from './permission-level';
import { closestMatch } from '../core/did-you-mean';
import { quoted } from '../core/validate-names';
import { ErrorContext } from '../core/validation-error';

/** Of the actions known, none has half as many characters. */
const LONGEST = 200;

/** Checks a service by the prefix that its actions have. */
export function checkService(errors: ErrorContext, what: string, service: string): void {
  if (!isKnownService(service)) {
    errors.fail(`${what} ${quoted(service)}, which is no service prefix of IAM`, `did you mean "${closestMatch(service, knownServices())}"?`);
  }
}

/** Checks the form of an action pattern, and its service. */
export function checkActionPattern(errors: ErrorContext, what: string, pattern: string): void {
  if (!/^[^:*?]+:[A-Za-z0-9*]+$/.test(pattern) || pattern.length > LONGEST) {
    errors.fail(`${what} ${quoted(pattern)} is not an action`,
      'write SERVICE:ACTION, such as "s3:Get*"; IAM takes no wildcard before the colon, and the CDK none but * after it');
  }
  checkService(errors, `${what} ${quoted(pattern)} of the service`, serviceOf(pattern));
}

/** Checks that a pattern takes something away: a denial of nothing is a typing error that leaves a door open. */
export function checkDenied(errors: ErrorContext, what: string, pattern: string): void {
  if (Token.isUnresolved(pattern)) {
    return;
  }
  checkActionPattern(errors, what, pattern);
  const { reads, others } = covered(pattern);
  if (reads.length + others.length === 0) {
    errors.fail(`${what} ${quoted(pattern)} covers no action known on ${knownSince()}`,
      `did you mean "${closestMatch(pattern, actionsCoveredBy(`${serviceOf(pattern)}:*`))}"?`);
  }
}

/** Checks an action that may do more than read, or be too new to be known. */
export function checkWriteAction(errors: ErrorContext, what: string, action: string): void {
  checkActionPattern(errors, what, action);
  if (hasWildcard(action)) {
    errors.fail(`${what} ${quoted(action)} with a wildcard`, 'name each action in full');
  }
}

/** Checks that an AWS managed policy is named by the path it has. */
export function checkManagedPolicy(errors: ErrorContext, what: string, policy: IManagedPolicy): void {
  const name = awsManagedPolicyName(policy) ?? '';
  if (JOB_FUNCTION_POLICIES.includes(name)) {
    errors.fail(`${what} has the managed policy "${name}", which AWS has under another path`, `use "job-function/${name}"`);
  }
}

/** Checks that a statement allows reads only, but for the writes that are named beside it. */
export function checkStatement(errors: ErrorContext, what: string, statement: PolicyStatement, allowedWriteActions: string[]): void {
  if (statement.notActions.length > 0) {
    errors.fail(`${what} has a statement with NotAction`, 'name the actions that are meant: what NotAction allows grows with AWS');
  }
  if (isAllow(statement)) {
    statement.actions.filter((action) => !Token.isUnresolved(action)).forEach((action) => checkReads(errors, what, action, allowedWriteActions));
  }
}

/** Checks that statements that may come to stand in one policy have names of their own there. */
export function checkSids(errors: ErrorContext, what: string, statements: PolicyStatement[]): void {
  const sids = statements.flatMap(({ sid }) => sid ?? []);
  const twice = sids.find((sid, i) => sids.indexOf(sid) < i);
  if (twice !== undefined) {
    errors.fail(`${what} has two statements with the sid ${quoted(twice)}`, 'give each a sid of its own, or none');
  }
}

function checkReads(errors: ErrorContext, what: string, pattern: string, allowedWriteActions: string[]): void {
  if (pattern !== '*') {
    checkActionPattern(errors, `${what} statement`, pattern);
  }
  const { reads, others } = covered(pattern);
  const named = new Set(allowedWriteActions.map((action) => action.toLowerCase()));
  const writes = others.filter((action) => !named.has(action.toLowerCase()));
  if (writes.length > 0 && hasWildcard(pattern)) {
    errors.fail(`${what} has a statement with ${quoted(pattern)}, which reaches ${writes.length} actions that do more than read, such as ${examples(writes)}`,
      'use a wildcard that covers reads only, such as "s3:Get*"');
  }
  if (writes.length > 0) {
    errors.fail(`${what} has a statement with ${quoted(pattern)}, which does more than read`, 'leave it out, or name it in allowedWriteActions too');
  }
  if (reads.length + others.length === 0 && !named.has(pattern.toLowerCase())) {
    errors.fail(`${what} has a statement with ${quoted(pattern)}, which covers no action known on ${knownSince()}`,
      `did you mean "${closestMatch(pattern, actionsCoveredBy(`${serviceOf(pattern)}:*`))}"? If it is newer, name it in allowedWriteActions too`);
  }
}

/** A few of many. */
export function examples(actions: string[]): string {
  return actions.slice(0, 3).join(', ');
}
