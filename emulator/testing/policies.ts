export type Conditions = Record<string, Record<string, string | string[]>>;

export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: unknown;
  readonly Action?: string | string[];
  readonly NotAction?: string | string[];
  readonly Resource?: string | string[];
  readonly NotResource?: string | string[];
  readonly Condition?: Conditions;
}

export function policy(...statements: Statement[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

export function allow(action: string | string[], resource: string | string[] = '*', condition?: Conditions): Statement {
  return { Effect: 'Allow', Action: action, Resource: resource, Condition: condition };
}

export function deny(action: string | string[], resource: string | string[] = '*', condition?: Conditions): Statement {
  return { ...allow(action, resource, condition), Effect: 'Deny' };
}

/** A statement of a trust policy. */
export function trust(principal: string | string[], condition?: Conditions): Statement {
  return { Effect: 'Allow', Principal: { AWS: principal }, Action: 'sts:AssumeRole', Condition: condition };
}

export function denyTrust(principal: string | string[], condition?: Conditions): Statement {
  return { ...trust(principal, condition), Effect: 'Deny' };
}

export function root(account: string): string {
  return `arn:aws:iam::${account}:root`;
}

export function managed(path: string): string {
  return `arn:aws:iam::aws:policy/${path}`;
}
