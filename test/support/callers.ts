import { Context } from './policy-engine';
import { A } from './two-accounts';

/** A caller of AWS, with the context that AWS supplies for its calls. */
export interface Caller {
  /** Who signs the call: a user, or the session of a role. */
  readonly principal: string;
  /** `aws:PrincipalArn`: of a session, the role's ARN with its path. */
  readonly arn: string;
  readonly account: string;
  /** The user's or role's name, by which IAM attaches policies. */
  readonly name: string;
  readonly context: Context;
  /** Groups that the caller was added to by hand. */
  readonly groups: string[];
  /** Identity policies in addition to those of the templates. */
  readonly policies: object[];
}

/** The context that a user's way of signing in adds. */
export type SignIn = Record<string, string>;

/** A long-term access key: AWS sets neither MFA key, not even to false. */
export const ACCESS_KEY: SignIn = {};

/** The console without MFA: temporary credentials, with the MFA key set to false. */
export const PASSWORD_ONLY: SignIn = { 'aws:MultiFactorAuthPresent': 'false', 'aws:TokenIssueTime': '2026-01-01T12:00:00Z' };

/** The console, or `GetSessionToken`, with an MFA code that was entered the given number of seconds ago. */
export function mfa(seconds = 30): SignIn {
  return { 'aws:MultiFactorAuthPresent': 'true', 'aws:MultiFactorAuthAge': String(seconds), 'aws:TokenIssueTime': '2026-01-01T12:00:00Z' };
}

/**
 * A service, such as CloudFormation, that uses the credentials of a user who has called it with an access key.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
 */
export const KEY_THROUGH_SERVICE: SignIn = { 'aws:MultiFactorAuthPresent': 'false', 'aws:ViaAWSService': 'true' };

export const ADMINISTRATOR = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

export interface Details {
  readonly account?: string;
  readonly path?: string;
  readonly groups?: string[];
  readonly policies?: object[];
}

export function user(name: string, signIn: SignIn, details: Details = {}): Caller {
  const { account = A, path = '/' } = details;
  const arn = `arn:aws:iam::${account}:user${path}${name}`;
  return caller(arn, arn, name, { ...details, account }, {
    'aws:PrincipalType': 'User', 'aws:userid': 'AIDAEXAMPLE', 'aws:username': name, ...signIn,
  });
}

/** The session of a role. It carries no MFA, however its user signed in. */
export function session(roleName: string, details: Details = {}): Caller {
  const { account = A, path = '/' } = details;
  return caller(`arn:aws:sts::${account}:assumed-role/${roleName}/session`, `arn:aws:iam::${account}:role${path}${roleName}`, roleName,
    { ...details, account },
    { 'aws:PrincipalType': 'AssumedRole', 'aws:userid': 'AROAEXAMPLE:session', 'aws:TokenIssueTime': '2026-01-01T12:00:00Z' });
}

export interface PermissionSetDetails extends Omit<Details, 'path'> {
  readonly region?: string;
  readonly suffix?: string;
}

/** The session of a permission set, which is a role with a name and path that Identity Center chooses. */
export function permissionSet(name: string, { region = 'eu-west-1/', suffix = '0123456789abcdef', ...details }: PermissionSetDetails = {}): Caller {
  return session(`AWSReservedSSO_${name}_${suffix}`, { path: `/aws-reserved/sso.amazonaws.com/${region}`, ...details });
}

export function root(account: string): Caller {
  const arn = `arn:aws:iam::${account}:root`;
  return caller(arn, arn, 'root', { account, policies: [ADMINISTRATOR] }, { 'aws:PrincipalType': 'Account', 'aws:userid': account, ...mfa() });
}

/** The same caller in an account of an organization, in the unit at the end of the path. For other accounts AWS sets neither key. */
export function inOrganization(path: string, who: Caller): Caller {
  return withContext(who, { 'aws:PrincipalOrgID': path.split('/')[0], 'aws:PrincipalOrgPaths': [path] });
}

/** The same caller with principal tags: those of the user, role or session. */
export function tagged(tags: Record<string, string>, who: Caller): Caller {
  return withContext(who, Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:PrincipalTag/${key}`, value])));
}

export function withContext(who: Caller, context: Context): Caller {
  return { ...who, context: { ...who.context, ...context } };
}

function caller(principal: string, arn: string, name: string, details: Details & { account: string }, context: Context): Caller {
  return {
    principal,
    arn,
    name,
    account: details.account,
    groups: details.groups ?? [],
    policies: details.policies ?? [],
    context: {
      'aws:PrincipalArn': arn,
      'aws:PrincipalAccount': details.account,
      'aws:CurrentTime': '2026-01-01T12:30:00Z',
      'aws:EpochTime': '1767270600',
      'aws:SecureTransport': 'true',
      'aws:SourceIp': '203.0.113.7',
      'aws:UserAgent': 'aws-cli/2',
      'aws:ViaAWSService': 'false',
      ...context,
    },
  };
}
