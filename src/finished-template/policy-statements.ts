import { IResolvable, Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { canonicalJson } from './canonical-json';
import { withTexts } from './finished-text';
import { possibleStatementsOf, statementsInEveryCaseOf } from './policy-documents';
import { WrittenPolicy } from '../core/written-policy';

/** A resolved statement of a policy, with texts instead of intrinsic functions. */
export type Statement = Readonly<Record<string, any>>;

/** The statements of a policy in the finished template. */
export interface FinishedStatements {
  /** Those that the policy has, whatever the conditions of the template are. */
  readonly inEveryCase: Statement[];
  /** Those, and the ones that the policy has only under a condition of the template. */
  readonly possible: Statement[];
}

/** The statements of a resolved policy. */
export function finishedStatements(scope: IConstruct, document: unknown): FinishedStatements {
  const asRead = hasVariables(document) ? (value: unknown) => value : withVariablesAsText;
  const rendered = (statements: Statement[]) => statements.map((statement) =>
    Object.fromEntries(Object.entries(statement).map(([element, value]) => [element, withTexts(scope, asRead(value))])));
  return { inEveryCase: rendered(statementsInEveryCaseOf(document)), possible: rendered(possibleStatementsOf(document)) };
}

/** The version of the policy language that has variables, such as `${aws:username}`. Without a version, a policy is of an older one. */
const VERSION = '2012-10-17';

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
function hasVariables(document: unknown): boolean {
  return (document as { Version?: unknown } | undefined)?.Version === VERSION;
}

/** A value in which IAM reads a variable as text, written as such. */
function withVariablesAsText(value: any): any {
  if (typeof value === 'string') {
    return value.replaceAll('${', '${$}{');
  }
  if (Array.isArray(value)) {
    return value.map(withVariablesAsText);
  }
  // In `Fn::Sub`, they are variables of CloudFormation.
  return isMap(value) && !('Fn::Sub' in value)
    ? Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withVariablesAsText(entry)]))
    : value;
}

/** The statements of a policy as the library has made it. */
export function renderedStatements(scope: IConstruct, document: IResolvable): Statement[] {
  return finishedStatements(scope, Stack.of(scope).resolve(document)).inEveryCase;
}

/** The statements that the library has written into a policy, without those that others have added to its document. */
export function writtenStatements(scope: IConstruct, { statements }: Pick<WrittenPolicy, 'statements'>): Statement[] {
  return finishedStatements(scope, Stack.of(scope).resolve({ Version: VERSION, Statement: statements })).inEveryCase;
}

/**
 * The statements of which others do not have every part, whatever statements the parts are in: the CDK and others may merge or split
 * statements without changing what they mean.
 *
 * @param isEnough Whether a condition is enough, where the statement has another one.
 */
export function missingFrom(others: Statement[], statements: Statement[], isEnough: IsEnough = () => false): Statement[] {
  const exact = new Set(others.map(canonicalStatement));
  return statements.filter((statement) => !exact.has(canonicalStatement(statement)) && !isCovered(statement, others, isEnough));
}

/** Whether a statement with the condition `found` may stand for one with the condition `wanted`. */
export type IsEnough = (found: unknown, wanted: unknown) => boolean;

/** Whether a condition requires all that another one requires, and possibly more. */
export function requiresAtLeast(found: any = {}, wanted: any = {}): boolean {
  return Object.entries<any>(wanted).every(([operator, keys]) => Object.entries(keys)
    .every(([key, values]) => found[operator] !== undefined && canonicalJson(found[operator][key]) === canonicalJson(values)));
}

/** The elements that list what a statement is about; those with `Not` mean the rest, so that only the whole list can be compared. */
const LISTS = ['Action', 'Resource', 'Principal'];
const RESTS = ['NotAction', 'NotResource', 'NotPrincipal'];

function isCovered(statement: Statement, others: Statement[], isEnough: IsEnough): boolean {
  const candidates = others.filter((other) => other.Effect === statement.Effect
    && RESTS.every((element) => canonicalJson(other[element]) === canonicalJson(statement[element]))
    && (canonicalJson(other.Condition) === canonicalJson(statement.Condition) || isEnough(other.Condition, statement.Condition)))
    .map((other) => LISTS.map((element) => new Set(entriesOf(other[element]))));
  return combinations(LISTS.map((element) => entriesOf(statement[element])))
    .every((entries) => candidates.some((lists) => entries.every((entry, i) => entry === undefined ? lists[i].size === 0 : lists[i].has(entry))));
}

/** The entries of an element, one by one; a principal with its type. */
function entriesOf(element: any): string[] {
  if (element === undefined) {
    return [];
  }
  if (isMap(element)) {
    return Object.entries(element).flatMap(([type, values]) => [values].flat().map((value) => `${type} ${canonicalJson(withoutRoot(value))}`));
  }
  return [element].flat().map((entry) => element === '*' ? 'AWS "*"' : canonicalJson(entry));
}

/** IAM reads the ARN of an account's root user in `Principal` as the account. */
function withoutRoot(principal: unknown): unknown {
  return typeof principal === 'string' ? principal.replace(/^arn:(\$\{AWS::Partition\}|[^:]+):iam::(\d{12}):root$/, '$2') : principal;
}

/** Each combination of one entry of each list; undefined for an empty list. */
function combinations(lists: string[][]): (string | undefined)[][] {
  return lists.reduce<(string | undefined)[][]>((all, list) =>
    all.flatMap((entries) => (list.length > 0 ? list : [undefined]).map((entry) => [...entries, entry])), [[]]);
}

function canonicalStatement({ Sid, ...statement }: Statement): string {
  return canonicalJson(statement);
}

/** A statement for messages. */
export function describeStatement({ Effect, Principal, Action, ...others }: Statement): string {
  const text = JSON.stringify({ Effect, Principal, Action, ...others });
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}

/** Longer statements are cut off in messages. */
const SHOWN_CHARACTERS = 300;

function isMap(value: any): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
