import { canonicalJson } from './canonical-json';

/** A statement as in a template: its values can be intrinsic functions of CloudFormation. */
export type StatementJson = Readonly<Record<string, any>>;

/** What a statement says about one action and one principal. */
export interface PolicyGrant {
  /** The same for the same grant, in whichever statement and order it is written. */
  readonly key: string;
  readonly effect: string;
  /** `Action` or `NotAction`, and the action. */
  readonly action: [element: string, value: unknown];
  /** `Principal` or `NotPrincipal`, the kind of principal, such as `AWS`, and the principal. */
  readonly principal: [element: string, kind: string, value: unknown];
  readonly condition: Readonly<Record<string, Record<string, unknown>>>;
}

/** Splits a statement into its grants, because the CDK merges statements that differ in one element only. */
export function grantsOf(statement: StatementJson): PolicyGrant[] {
  const { Effect: effect, Condition: condition = {} } = statement;
  return actionsOf(statement).flatMap((action) => principalsOf(statement).map((principal) => (
    { key: keyOf({ effect, action, principal, condition }), effect, action, principal, condition })));
}

function keyOf({ effect, action: [about, action], principal: [who, kind, principal], condition }: Omit<PolicyGrant, 'key'>): string {
  return canonicalJson({ effect, [about]: action, [who]: { [kind]: principal }, condition });
}

export function oneOrMore(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}

function actionsOf(statement: StatementJson): PolicyGrant['action'][] {
  const element = 'NotAction' in statement ? 'NotAction' : 'Action';
  // Several excluded actions are one grant: of everything but all of them.
  return element === 'Action' ? oneOrMore(statement.Action).map((value) => [element, value]) : [[element, statement.NotAction]];
}

function principalsOf(statement: StatementJson): PolicyGrant['principal'][] {
  const element = 'NotPrincipal' in statement ? 'NotPrincipal' : 'Principal';
  const principals = statement[element] ?? {};
  if (typeof principals !== 'object') {
    return [[element, '', principals]];
  }
  return Object.entries(principals).flatMap(([kind, values]): PolicyGrant['principal'][] =>
    element === 'Principal' ? oneOrMore(values).map((value) => [element, kind, value]) : [[element, kind, values]]);
}
