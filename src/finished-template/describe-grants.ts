import { oneOrMore, PolicyGrant } from './policy-grants';
import { joinWithAnd } from '../core/text';

/** Describes the grants of one statement, such as `Allow sts:AssumeRole to arn:aws:iam::999999999999:root`. */
export function describeGrants(grants: PolicyGrant[], render: (value: unknown) => string): string {
  const [{ effect, condition }] = grants;
  const actions = distinct(grants.map(({ action: [element, value] }) => described(element === 'NotAction', 'every action', value, render)));
  const principals = distinct(grants.map(({ principal: [element, kind, value] }) => {
    const named = described(element === 'NotPrincipal', 'every principal', value, render);
    return ['', 'AWS'].includes(kind) ? named : `${kind} ${named}`;
  }));
  const conditions = Object.entries(condition).flatMap(([operator, values]) =>
    Object.entries(values).map(([key, value]) => `${key} ${operator} ${listOf(value, render)}`));
  return [
    `${effect} ${joinWithAnd(actions)} to ${joinWithAnd(principals)}`,
    ...conditions.length > 0 ? [`if ${joinWithAnd(conditions)}`] : [],
  ].join(', ');
}

function described(isExcluded: boolean, all: string, value: unknown, render: (value: unknown) => string): string {
  return isExcluded ? `${all} but ${listOf(value, render)}` : value === '*' ? `${all} (*)` : render(value);
}

function listOf(value: unknown, render: (value: unknown) => string): string {
  return joinWithAnd(oneOrMore(value).map(render), 'or');
}

function distinct(texts: string[]): string[] {
  return [...new Set(texts)];
}
