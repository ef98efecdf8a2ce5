import { Caller } from '../../properties/who-may-assume/callers';
import { NOW } from '../../properties/who-may-assume/configuration';
import { Decision } from '../../support/policy-engine';
import { A, B, C } from '../../support/two-accounts';

/** What a rule of IAM decides in one case: a trust policy of a role in account B, and a caller. */
export interface Case {
  readonly rule: string;
  /** The page of AWS's IAM user guide that says so. */
  readonly page: string;
  readonly statement: object;
  readonly caller: Partial<Caller>;
  /** As the page says. */
  readonly aws: Decision;
  /** Where the engine decides otherwise. */
  readonly engine?: Decision;
  /** Where MiniStack decides otherwise. */
  readonly ministack?: Decision;
}

const OPERATORS = 'reference_policies_elements_condition_operators';
const LOGIC = 'reference_policies_condition-logic-multiple-context-keys-or-values';
const SETS = 'reference_policies_condition-single-vs-multi-valued-context-keys';
const KEYS = 'reference_policies_condition-keys';
const PRINCIPAL = 'reference_policies_elements_principal';
const CROSS_ACCOUNT = 'reference_policies_evaluation-logic-cross-account';
const VARIABLES = 'reference_policies_variables';
const LOGIC_OF_EVALUATION = 'reference_policies_evaluation-logic';

const ROOT = { AWS: `arn:aws:iam::${A}:root` };
const on = (Condition: object, Principal: unknown = ROOT) => ({ Effect: 'Allow', Principal, Action: 'sts:*', Condition });
const trusting = (Principal: unknown) => ({ Effect: 'Allow', Principal, Action: 'sts:*' });
const isAnn = (arn: string) => on({ ArnLike: { 'aws:PrincipalArn': arn } });
const date = (seconds: number) => new Date(NOW + seconds * 1000).toISOString().replace('.000', '');
const NOTHING = { ownPolicies: 'nothing' } as const;
const SESSION = { kind: 'session', name: 'Ci' } as const;

type Row = [rule: string, page: string, statement: object, caller: Partial<Caller>, aws: Decision, more?: Pick<Case, 'engine' | 'ministack'>];

const ROWS: Row[] = [
  ['a key that is absent matches no value', OPERATORS, on({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }), {}, 'denied'],
  ['`IfExists`: an absent key matches', OPERATORS, on({ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } }), {}, 'allowed'],
  ['a negated operator: an absent key matches', OPERATORS, on({ StringNotEquals: { 'sts:ExternalId': 'x1' } }), {}, 'allowed'],
  ['`Null` true: the key must be absent', OPERATORS, on({ Null: { 'sts:ExternalId': 'true' } }), {}, 'allowed'],
  ['`Null` false: the key must be there', OPERATORS, on({ Null: { 'sts:ExternalId': 'false' } }), {}, 'denied'],
  ['several values of a key: one is enough', LOGIC, on({ StringEquals: { 'sts:ExternalId': ['x1', 'x2'] } }), { externalId: 'x2' }, 'allowed'],
  ['several keys: all must match', LOGIC, on({ StringEquals: { 'sts:ExternalId': 'x2', 'sts:RoleSessionName': 'bob' } }), { externalId: 'x2' }, 'denied'],
  ['several operators: all must match', LOGIC, on({ StringEquals: { 'sts:ExternalId': 'x2' }, Bool: { 'aws:MultiFactorAuthPresent': 'true' } }), { externalId: 'x2' }, 'denied'],
  ['values have case', OPERATORS, on({ StringEquals: { 'sts:ExternalId': 'Ab' } }), { externalId: 'ab' }, 'denied'],
  ['condition keys have none, nor the tag key in them', KEYS, on({ StringEquals: { 'AWS:PrincipalTag/TEAM': 'red' } }), { ownTags: { Team: 'red' } }, 'allowed'],
  ['a set operator compares each value: all', SETS, on({ 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a', 'b'] } }), { passedTags: { a: '1', c: '2' } }, 'denied'],
  ['a set operator compares each value: any', SETS, on({ 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['a', 'b'] } }), { passedTags: { a: '1', c: '2' } }, 'allowed'],
  ['`ForAllValues`: an absent key matches', SETS, on({ 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a'] } }), {}, 'allowed'],
  ['`ForAnyValue`: an absent key does not', SETS, on({ 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['a'] } }), {}, 'denied'],
  ['a wildcard of an ARN crosses a slash', OPERATORS, isAnn(`arn:aws:iam::${A}:user/*/ann`), { path: '/team/eu/' }, 'allowed'],
  ['and not a colon before the last component', OPERATORS, isAnn('arn:aws:iam::*/ann'), {}, 'denied', { ministack: 'allowed' }],
  ['`?` is exactly one character', OPERATORS, isAnn(`arn:aws:iam::${A}:user/an?`), { name: 'an' }, 'denied'],
  ['`ArnEquals` has wildcards too', OPERATORS, on({ ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${A}:user/*` } }), {}, 'allowed'],
  ['a policy variable that the request lacks matches nothing', VARIABLES, on({ StringEquals: { 'sts:RoleSessionName': '${aws:username}' } }), SESSION, 'denied'],
  ['a policy variable is the request\'s value', VARIABLES, on({ StringEquals: { 'sts:RoleSessionName': '${aws:username}' } }), { sessionName: 'ann' }, 'allowed', { ministack: 'denied' }],
  ['a role session has the ARN of its role, with its path', KEYS, isAnn(`arn:aws:iam::${A}:role/team/Ci`), { ...SESSION, path: '/team/' }, 'allowed', { ministack: 'denied' }],
  ['role chaining: a session carries no MFA', KEYS, on({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }), { ...SESSION, signIn: 30 }, 'denied'],
  ['role chaining: a source identity stays', 'id_credentials_temp_control-access_monitor', on({ StringEquals: { 'aws:SourceIdentity': 'ann' } }), { ...SESSION, sourceIdentity: { brought: 'ann' } }, 'allowed'],
  ['a console session without MFA has the key, and it is false', KEYS, on({ Null: { 'aws:MultiFactorAuthPresent': 'false' } }), { signIn: 'password only' }, 'allowed'],
  ['an access key lacks the key', KEYS, on({ Null: { 'aws:MultiFactorAuthPresent': 'false' } }), {}, 'denied'],
  ['MFA of exactly the limit', OPERATORS, on({ NumericLessThanEquals: { 'aws:MultiFactorAuthAge': '3600' } }), { signIn: 3600 }, 'allowed'],
  ['MFA a second older', OPERATORS, on({ NumericLessThanEquals: { 'aws:MultiFactorAuthAge': '3600' } }), { signIn: 3601 }, 'denied'],
  ['the last second', OPERATORS, on({ DateLessThanEquals: { 'aws:CurrentTime': date(0) } }), {}, 'allowed'],
  ['the last address of a network', OPERATORS, on({ IpAddress: { 'aws:SourceIp': '203.0.113.0/25' } }), { sourceIp: '203.0.113.127' }, 'allowed'],
  ['the first address after it', OPERATORS, on({ IpAddress: { 'aws:SourceIp': '203.0.113.0/25' } }), { sourceIp: '203.0.113.128' }, 'denied'],
  ['a VPC endpoint: no `aws:SourceIp`', KEYS, on({ IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }), { sourceIp: undefined }, 'denied'],
  ['an IPv6 address in another notation', OPERATORS, on({ IpAddress: { 'aws:SourceIp': '2001:db8:0:0::7' } }), { sourceIp: '2001:db8::7' }, 'allowed', { engine: 'denied' }],
  ['another account needs its own policies, too', CROSS_ACCOUNT, trusting(ROOT), NOTHING, 'denied'],
  ['a wildcard principal, too', CROSS_ACCOUNT, trusting('*'), NOTHING, 'denied'],
  ['in the role\'s account, a wildcard principal is enough', PRINCIPAL, trusting('*'), { ...NOTHING, account: B }, 'allowed', { ministack: 'denied' }],
  ['there, the account as principal is not', PRINCIPAL, trusting({ AWS: `arn:aws:iam::${B}:root` }), { ...NOTHING, account: B }, 'denied'],
  ['an account by its id', PRINCIPAL, trusting({ AWS: A }), {}, 'allowed'],
  ['a third account', PRINCIPAL, trusting(ROOT), { account: C }, 'denied'],
  ['a service needs no policies', PRINCIPAL, trusting({ Service: 'account-access.amazonaws.com' }), { ...NOTHING, kind: 'service' }, 'allowed'],
  ['another service', PRINCIPAL, trusting({ Service: 'account-access.amazonaws.com' }), { ...NOTHING, kind: 'service', service: 'ec2.amazonaws.com' }, 'denied'],
  ['a deny without an allow', LOGIC_OF_EVALUATION, { ...trusting('*'), Effect: 'Deny' }, {}, 'denied'],
];

export const CASES: Case[] = ROWS.map(([rule, page, statement, caller, aws, more]) => ({ rule, page, statement, caller, aws, ...more }));
