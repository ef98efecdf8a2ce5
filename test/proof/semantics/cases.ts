import { Caller } from '../../properties/who-may-assume/callers';
import { NOW } from '../../properties/who-may-assume/configuration';
import { Decision } from '../../support/policy-engine';
import { A, B, C } from '../../support/two-accounts';

/** What a rule of IAM decides in one case: a trust policy of a role in account B, and a caller of account A. */
export interface Case {
  readonly rule: string;
  /** The section of AWS's IAM user guide that says so. */
  readonly page: string;
  readonly statements: object[];
  readonly caller: Partial<Caller>;
  /** As the page says. */
  readonly aws: Decision;
  /** Where the engine decides otherwise. */
  readonly engine?: Decision;
  /** Where MiniStack decides otherwise. */
  readonly ministack?: Decision;
}

const OPERATORS = 'reference_policies_elements_condition_operators.html';
const STRINGS = `${OPERATORS}#Conditions_String`;
const NUMBERS = `${OPERATORS}#Conditions_Numeric`;
const DATES = `${OPERATORS}#Conditions_Date`;
const ADDRESSES = `${OPERATORS}#Conditions_IPAddress`;
const ARNS = `${OPERATORS}#Conditions_ARN`;
const IF_EXISTS = `${OPERATORS}#Conditions_IfExists`;
const NULL = `${OPERATORS}#Conditions_Null`;
const LOGIC = 'reference_policies_condition-logic-multiple-context-keys-or-values.html';
const SETS = 'reference_policies_condition-single-vs-multi-valued-context-keys.html';
const CONDITION = 'reference_policies_elements_condition.html';
const KEYS = 'reference_policies_condition-keys.html';
const MFA_PRESENT = `${KEYS}#condition-keys-multifactorauthpresent`;
const PRINCIPAL_ARN = `${KEYS}#condition-keys-principalarn`;
const PRINCIPAL = 'reference_policies_elements_principal.html';
const ACCOUNTS = `${PRINCIPAL}#principal-accounts`;
const USERS = `${PRINCIPAL}#principal-users`;
const ANYBODY = `${PRINCIPAL}#principal-anonymous`;
const SERVICES = `${PRINCIPAL}#principal-services`;
const CROSS_ACCOUNT = 'reference_policies_evaluation-logic-cross-account.html';
const VARIABLES = 'reference_policies_variables.html';
const DENIES = 'reference_policies_evaluation-logic_AccessPolicyLanguage_Interplay.html';
const SOURCE_IDENTITY = 'id_credentials_temp_control-access_monitor.html#id_credentials_temp_control-access_monitor-chain';

const ROOT = { AWS: `arn:aws:iam::${A}:root` };
const on = (Condition: object, Principal: unknown = ROOT) => ({ Effect: 'Allow', Principal, Action: 'sts:*', Condition });
const trusting = (Principal: unknown) => ({ Effect: 'Allow', Principal, Action: 'sts:*' });
const denied = (statement: object) => ({ ...statement, Effect: 'Deny' });
const isAnn = (arn: string) => on({ ArnLike: { 'aws:PrincipalArn': arn } });
const isUser = (arn: string) => trusting({ AWS: `arn:aws:iam::${A}:${arn}` });
const hasMfa = (operator: string) => on({ [operator]: { 'aws:MultiFactorAuthPresent': 'true' } });
const passes = (operator: string, ...ids: string[]) => on({ [operator]: { 'sts:ExternalId': ids } });
const tagKeys = (operator: string, ...keys: string[]) => on({ [operator]: { 'aws:TagKeys': keys } });
const named = (operator: string, name: string) => on({ [operator]: { 'sts:RoleSessionName': name } });
const from = (network: string) => on({ IpAddress: { 'aws:SourceIp': network } });
const isMfaYounger = on({ NumericLessThanEquals: { 'aws:MultiFactorAuthAge': '3600' } });
const bothKeys = on({ StringEquals: { 'sts:ExternalId': 'x2', 'sts:RoleSessionName': 'bob' } });
const date = (seconds: number) => new Date(NOW + seconds * 1000).toISOString().replace('.000', '');
const NOTHING = { ownPolicies: 'nothing' } as const;
const SESSION = { kind: 'session', name: 'Ci' } as const;
const KEEPS_ANN = { ...SESSION, sourceIdentity: { brought: 'ann' } };
const EXCEPT_X1 = [trusting(ROOT), denied(on({ StringNotEquals: { 'sts:ExternalId': 'x1' } }, '*'))];

type Row = [rule: string, page: string, statements: object | object[], caller: Partial<Caller>, aws: Decision, more?: Pick<Case, 'engine' | 'ministack'>];

/** The caller is the user ann with an access key and AdministratorAccess, except for what a row says. */
const ROWS: Row[] = [
  ['a key that is absent matches no value', OPERATORS, hasMfa('Bool'), {}, 'denied'],
  ['`IfExists`: an absent key matches', IF_EXISTS, hasMfa('BoolIfExists'), {}, 'allowed'],
  ['`IfExists`: a key that is there is compared', IF_EXISTS, passes('StringEqualsIfExists', 'x1'), { externalId: 'y1' }, 'denied'],
  ['a negated operator: an absent key matches', OPERATORS, passes('StringNotEquals', 'x1'), {}, 'allowed'],
  ['`Null` true: the key must be absent', NULL, passes('Null', 'true'), {}, 'allowed'],
  ['`Null` true, and the key is there', NULL, passes('Null', 'true'), { externalId: 'x1' }, 'denied'],
  ['`Null` false: the key must be there', NULL, passes('Null', 'false'), {}, 'denied'],
  ['several values of a key: one is enough', LOGIC, passes('StringEquals', 'x1', 'x2'), { externalId: 'x2' }, 'allowed'],
  ['a negated operator: all values must differ', LOGIC, passes('StringNotEquals', 'x1', 'x2'), { externalId: 'x2' }, 'denied'],
  ['several keys: all match', LOGIC, bothKeys, { externalId: 'x2', sessionName: 'bob' }, 'allowed'],
  ['several keys: one does not', LOGIC, bothKeys, { externalId: 'x2' }, 'denied'],
  ['several operators: all must match', LOGIC, on({ StringEquals: { 'sts:ExternalId': 'x2' }, Bool: { 'aws:MultiFactorAuthPresent': 'true' } }), { externalId: 'x2' }, 'denied'],
  ['values have case', STRINGS, passes('StringEquals', 'Ab'), { externalId: 'ab' }, 'denied'],
  ['`StringEqualsIgnoreCase` ignores it', STRINGS, passes('StringEqualsIgnoreCase', 'Ab'), { externalId: 'ab' }, 'allowed'],
  ['condition keys have none, nor the tag key in them', CONDITION, on({ StringEquals: { 'AWS:PrincipalTag/TEAM': 'red' } }), { ownTags: { Team: 'red' } }, 'allowed'],
  ['`StringLike` has wildcards', STRINGS, named('StringLike', 'sess*'), {}, 'allowed'],
  ['`StringEquals` takes a wildcard for itself', STRINGS, named('StringEquals', 'sess*'), {}, 'denied'],
  ['`ForAllValues`: all values match', SETS, tagKeys('ForAllValues:StringEquals', 'a', 'b'), { passedTags: { a: '1', b: '2' } }, 'allowed'],
  ['`ForAllValues`: one does not', SETS, tagKeys('ForAllValues:StringEquals', 'a', 'b'), { passedTags: { a: '1', c: '2' } }, 'denied'],
  ['`ForAllValues`: an absent key matches', SETS, tagKeys('ForAllValues:StringEquals', 'a'), {}, 'allowed'],
  ['`ForAnyValue`: one value matches', SETS, tagKeys('ForAnyValue:StringEquals', 'a', 'b'), { passedTags: { a: '1', c: '2' } }, 'allowed'],
  ['`ForAnyValue`: none does', SETS, tagKeys('ForAnyValue:StringEquals', 'a', 'b'), { passedTags: { c: '2' } }, 'denied'],
  ['`ForAnyValue`: an absent key does not match', SETS, tagKeys('ForAnyValue:StringEquals', 'a'), {}, 'denied'],
  ['`ArnLike` has wildcards', ARNS, isAnn(`arn:aws:iam::${A}:user/an*`), {}, 'allowed'],
  ['`ArnEquals` has wildcards too', ARNS, on({ ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${A}:user/*` } }), {}, 'allowed'],
  ['a wildcard of an ARN crosses a slash', ARNS, isAnn(`arn:aws:iam::${A}:user/*/ann`), { path: '/team/eu/' }, 'allowed'],
  ['and not a colon before the last component', ARNS, isAnn('arn:aws:iam::*/ann'), {}, 'denied', { ministack: 'allowed' }],
  ['`?` is exactly one character', ARNS, isAnn(`arn:aws:iam::${A}:user/an?`), { name: 'an' }, 'denied'],
  ['a policy variable is the request\'s value', VARIABLES, named('StringEquals', '${aws:username}'), { sessionName: 'ann' }, 'allowed', { ministack: 'denied' }],
  ['a policy variable matches nothing else', VARIABLES, named('StringEquals', '${aws:username}'), { sessionName: 'bob' }, 'denied'],
  ['a policy variable that the request lacks matches nothing', `${VARIABLES}#policy-vars-no-value`, named('StringEquals', '${aws:username}'), SESSION, 'denied'],
  ['a role session has the ARN of its role, with its path', PRINCIPAL_ARN, isAnn(`arn:aws:iam::${A}:role/team/Ci`), { ...SESSION, path: '/team/' }, 'allowed', { ministack: 'denied' }],
  ['and not the ARN of the session', PRINCIPAL_ARN, isAnn(`arn:aws:sts::${A}:assumed-role/Ci/*`), SESSION, 'denied', { ministack: 'allowed' }],
  ['nor that of another role', PRINCIPAL_ARN, isAnn(`arn:aws:iam::${A}:role/Ci`), { kind: 'session', name: 'Admin' }, 'denied'],
  ['role chaining: a session carries no MFA', 'id_credentials_mfa_configure-api-require.html', hasMfa('Bool'), { ...SESSION, signIn: 30 }, 'denied'],
  ['role chaining: a source identity stays', SOURCE_IDENTITY, on({ StringEquals: { 'aws:SourceIdentity': 'ann' } }), KEEPS_ANN, 'allowed'],
  ['role chaining: the call passes it, too', SOURCE_IDENTITY, on({ StringEquals: { 'sts:SourceIdentity': 'ann' } }), KEEPS_ANN, 'allowed'],
  ['a console session without MFA has the key, and it is false', MFA_PRESENT, on({ Null: { 'aws:MultiFactorAuthPresent': 'false' } }), { signIn: 'password only' }, 'allowed'],
  ['so that `BoolIfExists` denies it', MFA_PRESENT, hasMfa('BoolIfExists'), { signIn: 'password only' }, 'denied'],
  ['an access key lacks the key', MFA_PRESENT, on({ Null: { 'aws:MultiFactorAuthPresent': 'false' } }), {}, 'denied'],
  ['MFA of exactly the limit', NUMBERS, isMfaYounger, { signIn: 3600 }, 'allowed'],
  ['MFA a second older', NUMBERS, isMfaYounger, { signIn: 3601 }, 'denied'],
  ['the last second', DATES, on({ DateLessThanEquals: { 'aws:CurrentTime': date(0) } }), {}, 'allowed'],
  ['the last address of a network', ADDRESSES, from('203.0.113.0/25'), { sourceIp: '203.0.113.127' }, 'allowed'],
  ['the first address after it', ADDRESSES, from('203.0.113.0/25'), { sourceIp: '203.0.113.128' }, 'denied'],
  ['a VPC endpoint: no `aws:SourceIp`', `${KEYS}#condition-keys-sourceip`, from('0.0.0.0/0'), { sourceIp: undefined }, 'denied'],
  ['an IPv6 address in another notation', ADDRESSES, from('2001:db8:0:0::7'), { sourceIp: '2001:db8::7' }, 'allowed', { engine: 'denied' }],
  ['another account needs its own policies, too', CROSS_ACCOUNT, trusting(ROOT), NOTHING, 'denied'],
  ['a wildcard principal', ANYBODY, trusting('*'), {}, 'allowed'],
  ['a wildcard principal of another account needs its own policies', ANYBODY, trusting('*'), NOTHING, 'denied'],
  ['in the role\'s account, a wildcard principal is enough', ANYBODY, trusting('*'), { ...NOTHING, account: B }, 'allowed', { ministack: 'denied' }],
  ['there, the account as principal is not', ACCOUNTS, trusting({ AWS: `arn:aws:iam::${B}:root` }), { ...NOTHING, account: B }, 'denied'],
  ['an account by its ARN', ACCOUNTS, trusting(ROOT), {}, 'allowed'],
  ['an account by its id', ACCOUNTS, trusting({ AWS: A }), {}, 'allowed'],
  ['a third account', ACCOUNTS, trusting(ROOT), { account: C }, 'denied'],
  ['a user as principal', USERS, isUser('user/ann'), {}, 'allowed'],
  ['another user', USERS, isUser('user/bob'), {}, 'denied'],
  ['the role of a session as principal', `${PRINCIPAL}#principal-roles`, isUser('role/Ci'), SESSION, 'allowed'],
  ['a service needs no policies', SERVICES, trusting({ Service: 'account-access.amazonaws.com' }), { ...NOTHING, kind: 'service' }, 'allowed'],
  ['another service', SERVICES, trusting({ Service: 'account-access.amazonaws.com' }), { ...NOTHING, kind: 'service', service: 'ec2.amazonaws.com' }, 'denied'],
  ['a deny without an allow', DENIES, denied(trusting('*')), {}, 'denied'],
  ['a deny has precedence', DENIES, EXCEPT_X1, {}, 'denied'],
  ['a deny counts only if its condition is met', DENIES, EXCEPT_X1, { externalId: 'x1' }, 'allowed'],
];

export const CASES: Case[] = ROWS.map(([rule, page, statements, caller, aws, more]) =>
  ({ rule, page, statements: [statements].flat(), caller, aws, ...more }));
