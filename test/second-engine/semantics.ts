import { AssumeRoleCall } from '../support/assume-role-call';
import { ACCESS_KEY, ADMINISTRATOR, Caller, PASSWORD_ONLY, session, user } from '../support/callers';
import { Decision } from '../support/policy-engine';
import { A, C } from '../support/two-accounts';

/** Rules of IAM's policy language that the library relies on, each as a role's trust policy, a call and AWS's documented decision. */
export interface Rule {
  readonly rule: string;
  /** AWS's page. */
  readonly see: string;
  readonly cases: RuleCase[];
}

export interface RuleCase {
  readonly name: string;
  readonly statements: object[];
  readonly caller: Caller;
  readonly call?: AssumeRoleCall;
  readonly aws: Decision;
  /** Where MiniStack decides otherwise. */
  readonly ministack?: Decision;
}

const GUIDE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide';
const OPERATORS = `${GUIDE}/reference_policies_elements_condition_operators.html`;
const SETS = `${GUIDE}/reference_policies_condition-single-vs-multi-valued-context-keys.html`;
const PRINCIPAL = `${GUIDE}/reference_policies_elements_principal.html`;
const KEYS = `${GUIDE}/reference_policies_condition-keys.html`;

const ALL = { policies: [ADMINISTRATOR] };
const ANN = user('ann', ACCESS_KEY, ALL);
const CI = session('Ci', ALL);
const ROOT = `arn:aws:iam::${A}:root`;

function trust(condition: object, Principal: unknown = { AWS: ROOT }, Effect = 'Allow'): object {
  return { Effect, Principal, Action: ['sts:AssumeRole', 'sts:TagSession'], Condition: condition };
}

function row(name: string, aws: Decision, condition: object, more: Partial<RuleCase> = {}): RuleCase {
  return { name, statements: [trust(condition)], caller: ANN, aws, ...more };
}

function principal(name: string, aws: Decision, named: unknown, more: Partial<RuleCase> = {}): RuleCase {
  return { name, statements: [{ Effect: 'Allow', Principal: named, Action: 'sts:AssumeRole' }], caller: ANN, aws, ...more };
}

const externalId = (operator: string, value = 'x') => ({ [operator]: { 'sts:ExternalId': value } });
const tagKeys = (operator: string) => ({ [operator]: { 'aws:TagKeys': ['ticket', 'team'] } });
const arn = (operator: string, pattern: string) => ({ [operator]: { 'aws:PrincipalArn': `arn:aws:iam::${A}:${pattern}` } });
const mfa = (operator: string) => ({ [operator]: { 'aws:MultiFactorAuthPresent': 'true' } });

export const RULES: Rule[] = [
  {
    rule: 'a key that the request lacks',
    see: OPERATORS,
    cases: [
      row('meets no StringEquals', 'denied', externalId('StringEquals')),
      row('meets StringNotEquals', 'allowed', externalId('StringNotEquals')),
      row('meets …IfExists', 'allowed', externalId('StringEqualsIfExists')),
      row('is compared by …IfExists if it is there', 'denied', externalId('StringEqualsIfExists'), { call: { externalId: 'y' } }),
      row('meets Null: true', 'allowed', { Null: { 'sts:ExternalId': 'true' } }),
      row('meets no Null: true if it is there', 'denied', { Null: { 'sts:ExternalId': 'true' } }, { call: { externalId: 'x' } }),
    ],
  },
  {
    rule: 'the MFA key, which a long-term access key lacks',
    see: `${KEYS}#condition-keys-multifactorauthpresent`,
    cases: [
      row('meets no Bool', 'denied', mfa('Bool')),
      row('meets BoolIfExists, which therefore requires no MFA', 'allowed', mfa('BoolIfExists')),
      row('is false in a session without MFA, which BoolIfExists denies', 'denied', mfa('BoolIfExists'), { caller: user('ann', PASSWORD_ONLY, ALL) }),
    ],
  },
  {
    rule: 'a key with several values',
    see: SETS,
    cases: [
      row('ForAllValues: all are listed', 'allowed', tagKeys('ForAllValues:StringEquals'), { call: { tags: { ticket: '7', team: 'a' } } }),
      row('ForAllValues: one is not listed', 'denied', tagKeys('ForAllValues:StringEquals'), { call: { tags: { ticket: '7', role: 'x' } } }),
      row('ForAllValues: there is none', 'allowed', tagKeys('ForAllValues:StringEquals')),
      row('ForAnyValue: one is listed', 'allowed', tagKeys('ForAnyValue:StringEquals'), { call: { tags: { ticket: '7', role: 'x' } } }),
      row('ForAnyValue: none is listed', 'denied', tagKeys('ForAnyValue:StringEquals'), { call: { tags: { role: 'x' } } }),
      row('ForAnyValue: there is none', 'denied', tagKeys('ForAnyValue:StringEquals')),
    ],
  },
  {
    rule: 'several keys and values of a condition',
    see: `${GUIDE}/reference_policies_condition-logic-multiple-context-keys-or-values.html`,
    cases: [
      row('one of the values is enough', 'allowed', { StringEquals: { 'sts:ExternalId': ['x', 'y'] } }, { call: { externalId: 'y' } }),
      row('a negated operator needs all to differ', 'denied', { StringNotEquals: { 'sts:ExternalId': ['x', 'y'] } }, { call: { externalId: 'y' } }),
      row('both keys are met', 'allowed', { StringEquals: { 'sts:ExternalId': 'x', 'sts:RoleSessionName': 'ann' } }, { call: { externalId: 'x', sessionName: 'ann' } }),
      row('one key of two is not enough', 'denied', { StringEquals: { 'sts:ExternalId': 'x', 'sts:RoleSessionName': 'ann' } }, { call: { externalId: 'x', sessionName: 'bob' } }),
    ],
  },
  {
    rule: 'wildcards and case',
    see: OPERATORS,
    cases: [
      row('ArnLike matches with a wildcard', 'allowed', arn('ArnLike', 'user/an*')),
      row('ArnEquals does the same', 'allowed', arn('ArnEquals', 'user/an*')),
      row('a question mark is one character', 'denied', arn('ArnLike', 'user/an??')),
      row('a wildcard crosses slashes', 'allowed', arn('ArnLike', 'user/*ann'), { caller: user('ann', ACCESS_KEY, { ...ALL, path: '/team/a/' }) }),
      row('StringEquals takes an asterisk for itself', 'denied', arn('StringEquals', 'user/an*')),
      row('StringLike matches with a wildcard', 'allowed', arn('StringLike', 'user/an*')),
      row('values have a case', 'denied', externalId('StringEquals'), { call: { externalId: 'X' } }),
      row('…IgnoreCase ignores it', 'allowed', externalId('StringEqualsIgnoreCase'), { call: { externalId: 'X' } }),
      row('keys have none', 'allowed', { StringEquals: { 'STS:externalid': 'x' } }, { call: { externalId: 'x' } }),
    ],
  },
  {
    rule: 'principals of a trust policy',
    see: PRINCIPAL,
    cases: [
      principal('an account', 'allowed', { AWS: ROOT }),
      principal('an account by its id', 'allowed', { AWS: A }),
      principal('another account', 'denied', { AWS: `arn:aws:iam::${C}:root` }),
      principal('a user', 'allowed', { AWS: `arn:aws:iam::${A}:user/ann` }),
      principal('another user', 'denied', { AWS: `arn:aws:iam::${A}:user/bob` }, {}),
      principal('everybody', 'allowed', { AWS: '*' }),
      principal('everybody, without a policy of the caller', 'denied', { AWS: '*' }, { caller: user('ann', ACCESS_KEY) }),
      principal('the account, without a policy of the caller', 'denied', { AWS: ROOT }, { caller: user('ann', ACCESS_KEY) }),
    ],
  },
  {
    rule: 'an explicit denial',
    see: `${GUIDE}/reference_policies_evaluation-logic.html`,
    cases: [
      { name: 'has precedence', aws: 'denied', caller: ANN, statements: [trust({}), trust(externalId('StringNotEquals'), { AWS: '*' }, 'Deny')] },
      {
        name: 'counts only if its condition is met',
        aws: 'allowed',
        caller: ANN,
        call: { externalId: 'x' },
        statements: [trust({}), trust(externalId('StringNotEquals'), { AWS: '*' }, 'Deny')],
      },
    ],
  },
  {
    rule: 'the session of a role, which assumes another one',
    see: `${KEYS}#condition-keys-principalarn`,
    cases: [
      row('aws:PrincipalArn is the role', 'allowed', arn('ArnEquals', 'role/Ci'), { caller: CI, ministack: 'denied' }),
      row('aws:PrincipalArn is not the session', 'denied', { ArnLike: { 'aws:PrincipalArn': `arn:aws:sts::${A}:assumed-role/Ci/*` } }, { caller: CI, ministack: 'allowed' }),
      principal('the role is the principal', 'allowed', { AWS: `arn:aws:iam::${A}:role/Ci` }, { caller: CI }),
      row('the session of another role', 'denied', arn('ArnEquals', 'role/Ci'), { caller: session('Admin', ALL) }),
    ],
  },
  {
    rule: 'policy variables',
    see: `${GUIDE}/reference_policies_variables.html`,
    cases: [
      row('are replaced', 'allowed', { StringEquals: { 'sts:RoleSessionName': '${aws:username}' } }, { call: { sessionName: 'ann' }, ministack: 'denied' }),
      row('match nothing else', 'denied', { StringEquals: { 'sts:RoleSessionName': '${aws:username}' } }, { call: { sessionName: 'bob' } }),
    ],
  },
];
