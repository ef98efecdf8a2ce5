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
  checkPatternForm(errors, what, pattern);
  checkService(errors, `${what} ${quoted(pattern)} of the service`, serviceOf(pattern));
}

function checkPatternForm(errors: ErrorContext, what: string, pattern: string): void {
  if (!/^[^:*?]+:[A-Za-z0-9*]+$/.test(pattern) || pattern.length > MAX_PATTERN_LENGTH) {
    errors.fail(`${what} ${quoted(pattern)} is not an action`,
      'write SERVICE:ACTION, such as "s3:Get*"; IAM accepts no wildcard before the colon, and the CDK accepts only * after it');
  }
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

/** Actions that statements may allow although they are not known reads. */
export interface AllowedExceptions {
  readonly writeActions: string[];
  /** Patterns. */
  readonly unknownReads: string[];
}

/** Checks that a statement has the form that the library handles, and that IAM accepts it. */
export function checkStatement(errors: ErrorContext, what: string, statement: PolicyStatement): void {
  checkNotActions(errors, what, statement);
  errors.failWith(validateStatement(errors, what, statement.toStatementJson()));
}

function checkNotActions(errors: ErrorContext, what: string, { notActions }: PolicyStatement): void {
  if (notActions.length > 0) {
    errors.fail(`${what} has a statement with NotAction`, 'name the actions instead: NotAction also allows every action that AWS adds');
  }
}

/** Checks that a managed policy of the app allows read actions only, as statements must. What it denies is its own affair. */
export function checkPolicyOfApp(errors: ErrorContext, what: string, statements: PolicyStatement[], exceptions: AllowedExceptions): void {
  const allowed = statements.filter(isAllow);
  allowed.forEach((statement) => checkNotActions(errors, what, statement));
  checkReads(errors, what, allowed, exceptions);
}

/** Checks that statements allow read actions only, with few exceptions. The message has the first problem and the number of the others. */
export function checkReads(errors: ErrorContext, what: string, statements: PolicyStatement[], exceptions: AllowedExceptions): void {
  const patterns = [...new Set(statements.filter(isAllow).flatMap(({ actions }) => knownActions(errors, actions)))];
  const [first, ...others] = patterns.flatMap((pattern) => readProblem(errors, what, pattern, exceptions) ?? []);
  if (first) {
    errors.fail(first.problem + furtherProblems(others), first.remedy);
  }
}

function furtherProblems(others: ReadProblem[]): string {
  const are = others.length > 1 ? 'actions are' : 'action is';
  return others.length > 0 ? `; ${others.length} more ${are} refused, such as ${examples(others.map(({ pattern }) => pattern))}` : '';
}

/** Checks a pattern of reads that this library does not know. */
export function checkUnknownRead(errors: ErrorContext, what: string, pattern: string): void {
  checkPatternForm(errors, what, pattern);
  if (!/^[^:]+:(?:BatchGet|Describe|Get|List|Lookup|Query|Search|View)/i.test(pattern)) {
    errors.fail(`${what} ${quoted(pattern)}, whose name does not begin like a read`, 'if you are sure that the role needs it, add it to allowedWriteActions');
  }
  const { others } = covered(pattern);
  if (others.length > 0) {
    errors.fail(`${what} ${quoted(pattern)}, which matches the non-read action ${others[0]}`, 'use a wildcard that matches read actions only, or add the action to allowedWriteActions');
  }
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

interface ReadProblem {
  readonly pattern: string;
  readonly problem: string;
  readonly remedy: string;
}

function readProblem(errors: ErrorContext, what: string, pattern: string, exceptions: AllowedExceptions): ReadProblem | undefined {
  const { writeActions, unknownReads } = exceptions;
  const isUnknownRead = unknownReads.some((each) => each.toLowerCase() === pattern.toLowerCase());
  if (pattern !== '*') {
    (isUnknownRead ? checkPatternForm : checkActionPattern)(errors, `${what} statement`, pattern);
  }
  const { reads, others } = covered(pattern);
  const named = new Set(writeActions.map((action) => action.toLowerCase()));
  const writes = others.filter((action) => !named.has(action.toLowerCase()));
  const isWrongWildcard = writes.length > 0 && hasWildcard(pattern);
  const isUnknown = reads.length + others.length === 0 && !isUnknownRead && !named.has(pattern.toLowerCase());
  if (isWrongWildcard) {
    return {
      pattern,
      problem: `${what} has a statement with ${quoted(pattern)}, which matches ${writes.length} non-read actions, such as ${examples(writes)}`,
      remedy: 'use a wildcard that matches read actions only, such as "s3:Get*"',
    };
  }
  if (writes.length > 0) {
    return {
      pattern,
      problem: `${what} has a statement with ${quoted(pattern)}, which is a non-read action`,
      remedy: 'leave it out, or add it to allowedWriteActions',
    };
  }
  return isUnknown ? {
    pattern,
    problem: `${what} has a statement with ${quoted(pattern)}, which matches no action known on ${knownSince()}`,
    remedy: remedyOfUnknown(pattern),
  } : undefined;
}

function remedyOfUnknown(pattern: string): string {
  const match = closestMatch(pattern, actionsCoveredBy(`${serviceOf(pattern)}:*`));
  return `did you mean "${match}"? If it is newer, add it to allowedUnknownReads if it reads, otherwise to allowedWriteActions`;
}

/** The first three actions, and the number of the others. */
export function examples(actions: string[]): string {
  const others = actions.length - 3;
  return actions.slice(0, 3).join(', ') + (others > 0 ? ` and ${others} more` : '');
}
