import { Role } from 'aws-cdk-lib/aws-iam';
import { ActionRequest, isInSameOrganization } from './action-request';
import { and, Formula, or } from './formula';
import { anything, literally, oneOf, oneOrMore, repeated, sequence } from './languages';
import { PromisedAction } from './prove-action';
import {
  AccountFilter, CrossAccountReadOnlyAccessProps, ReadOnlyPermissions, SessionTag, SourceIdentityRequirement, StackSetToOrganizationalUnitsOptions,
  TrustingTarget,
} from '../../src';
import { Caller, mfa, session, user } from '../support/callers';
import { AUDITORS, deployed } from '../support/decision-tables';
import { DeployedIam } from '../support/deployed-iam';
import { A, B, C } from '../support/two-accounts';

export const NAME = oneOrMore(oneOf('-a-zA-Z0-9_+=,.@'));
export const PATH = repeated(sequence(oneOrMore(oneOf('!-.0-~')), '/'));

/** Which roles callers may assume. */
export interface Assumable {
  /** The account of each role. */
  readonly where: (request: ActionRequest) => Formula;
  /** The default is the library's. */
  readonly role?: string;
  /** What callers may do with the role in addition to assuming it. */
  readonly actions?: string[];
}

export interface Access extends Assumable {
  readonly what: string;
  readonly props: Partial<CrossAccountReadOnlyAccessProps>;
}

const UNIT = 'o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/';
const units = (options: Partial<StackSetToOrganizationalUnitsOptions> = {}) =>
  ({ trusting: [TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['ou-ab12-11111111'], ...options })] });
const accounts = (...ids: string[]) => ({ trusting: ids.map((id) => TrustingTarget.account(id)) });
const MANY = Array.from({ length: 300 }, (_, i) => String(300_000_000_000 + i * 7919));

export const inAccounts = (...ids: string[]) => (request: ActionRequest) => or(...ids.map((id) => request.isOnAccount(id)));
const inUnit = (request: ActionRequest) => and(request.resourceInOrganization, request.resourceOrganizationPath.in(sequence(UNIT, anything)));

/** Each way to say which accounts trust, and what changes the name of the role or the actions. */
export const ACCESSES: Access[] = [
  { what: 'one account', props: {}, where: inAccounts(B) },
  { what: 'roles made elsewhere', props: accounts(B, C), where: inAccounts(B, C) },
  { what: 'another name and path', props: { roleName: 'Auditor', path: '/security/' }, where: inAccounts(B), role: 'security/Auditor' },
  {
    what: 'session tags and source identity',
    props: { sessionTags: [SessionTag.any()], sourceIdentity: SourceIdentityRequirement.optional() },
    where: inAccounts(B),
    actions: ['sts:TagSession', 'sts:SetSourceIdentity'],
  },
  { what: '300 accounts', props: accounts(...MANY), where: inAccounts(...MANY) },
  { what: 'listed accounts of a StackSet', props: { trusting: [TrustingTarget.stackSetToAccounts([B, C])] }, where: inAccounts(B, C) },
  { what: 'the caller\'s organization', props: units(), where: isInSameOrganization },
  { what: 'a unit of an organization', props: units({ organizationPaths: [`${UNIT}*`] }), where: inUnit },
  { what: 'some accounts of a unit', props: units({ accountFilter: AccountFilter.only(B, C) }), where: inAccounts(B, C) },
  {
    what: 'the organization and an account outside',
    props: { trusting: [...units({ accountFilter: AccountFilter.allExcept(C) }).trusting, TrustingTarget.account(C)] },
    where: (request) => or(isInSameOrganization(request), inAccounts(C)(request)),
  },
];

/** What a member of the group may do with roles. */
export function promisesToMember({ props, ...assumable }: Access): PromisedAction[] {
  const iam = deployed({ groupPermissions: ReadOnlyPermissions.readOnlyAccess(), ...props });
  return promisesTo(user('ann', mfa(), { groups: AUDITORS }), iam, assumable);
}

/** What the session of a role may do with roles, if the role has a grant. */
export function promisesToGrantee({ props, ...assumable }: Access): PromisedAction[] {
  const iam = deployed(props, (access, { a }) => access.grantAssumeRole(Role.fromRoleArn(a, 'Tool', `arn:aws:iam::${A}:role/Tool`)));
  return promisesTo(session('Tool'), iam, assumable);
}

/** A role that trusts the caller's account, so that only the caller's own policies decide, in that account too. */
const TRUSTS_ACCOUNT = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${A}:root` }, Action: 'sts:*' }] };

/** A caller may assume exactly these roles, of all roles there can be. */
export function promisesTo(caller: Caller, iam: DeployedIam, { where, role = 'SecurityReadOnlyRole', actions = [] }: Assumable): PromisedAction[] {
  const userName = caller.arn.includes(':user/') ? caller.name : undefined;
  const policies = iam.policiesOf(caller);
  return ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity', 'iam:PassRole'].map((action) => {
    const request = new ActionRequest({ resources: sequence('role/', PATH, NAME), userName });
    const isPromised = ['sts:AssumeRole', ...actions].includes(action);
    const promised = isPromised ? and(where(request), request.isOn(literally(`role/${role}`))) : 'false';
    return { action, request, policies, promised, principal: caller.principal, resourcePolicy: TRUSTS_ACCOUNT };
  });
}
