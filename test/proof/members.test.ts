import { ActionRequest, isInSameOrganization } from './action-request';
import { and, Formula, or } from './formula';
import { anything, literally, oneOf, oneOrMore, repeated, sequence } from './languages';
import { faultsOfAction } from './prove-action';
import {
  AccountFilter, CrossAccountReadOnlyAccessProps, ReadOnlyPermissions, SelfManagedMfa, SessionTag, SourceIdentityRequirement,
  StackSetToOrganizationalUnitsOptions, TrustingTarget,
} from '../../src';
import { AUDITORS, deployed } from '../support/decision-tables';
import { A, B, C, TwoAccounts } from '../support/two-accounts';

const NAME = oneOrMore(oneOf('-a-zA-Z0-9_+=,.@'));
const PATH = repeated(sequence(oneOrMore(oneOf('!-.0-~')), '/'));
const ANN = `arn:aws:iam::${A}:user/ann`;

/** The policies of the members of the group. */
function policiesOf(props: Partial<CrossAccountReadOnlyAccessProps>, accounts = new TwoAccounts()): object[] {
  return deployed(props, undefined, accounts).policiesOfGroup(AUDITORS[0]);
}

describe('members may assume exactly the configured roles, of all roles there can be', () => {
  const unit = 'o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/';
  const units = (options: Partial<StackSetToOrganizationalUnitsOptions> = {}) => TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['ou-ab12-11111111'], ...options });
  /** A role that trusts the member's account, so that only the member's own policies decide, in that account too. */
  const trustsAccount = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${A}:root` }, Action: 'sts:*' }] };
  const EVERY_ACTION = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity', 'iam:PassRole'];

  const inAccounts = (...ids: string[]) => (request: ActionRequest) => or(...ids.map((id) => request.isOnAccount(id)));
  const inOrganization = (request: ActionRequest) => isInSameOrganization(request);
  const inUnit = (request: ActionRequest) => and(request.resourceInOrganization, request.resourceOrganizationPath.in(sequence(unit, anything)));

  type Where = (request: ActionRequest) => Formula;

  test.each<[what: string, props: Partial<CrossAccountReadOnlyAccessProps>, name: string, where: Where, actions: string[]]>([
    ['one account', {}, 'SecurityReadOnlyRole', inAccounts(B), []],
    ['roles made elsewhere', { trusting: [B, C].map((id) => TrustingTarget.account(id)) }, 'SecurityReadOnlyRole', inAccounts(B, C), []],
    ['another name and path', { roleName: 'Auditor', path: '/security/' }, 'security/Auditor', inAccounts(B), []],
    ['session tags and source identity', { sessionTags: [SessionTag.any()], sourceIdentity: SourceIdentityRequirement.optional() }, 'SecurityReadOnlyRole', inAccounts(B),
      ['sts:TagSession', 'sts:SetSourceIdentity']],
    ['300 accounts', { trusting: Array.from({ length: 300 }, (_, i) => TrustingTarget.account(String(300_000_000_000 + i * 7919))) }, 'SecurityReadOnlyRole',
      inAccounts(...Array.from({ length: 300 }, (_, i) => String(300_000_000_000 + i * 7919))), []],
    ['listed accounts of a StackSet', { trusting: [TrustingTarget.stackSetToAccounts([B, C])] }, 'SecurityReadOnlyRole', inAccounts(B, C), []],
    ['the caller\'s organization', { trusting: [units()] }, 'SecurityReadOnlyRole', inOrganization, []],
    ['a unit of an organization', { trusting: [units({ organizationPaths: [`${unit}*`] })] }, 'SecurityReadOnlyRole', inUnit, []],
    ['the organization and an account outside', { trusting: [units({ accountFilter: AccountFilter.allExcept(C) }), TrustingTarget.account(C)] }, 'SecurityReadOnlyRole', (request) => or(inOrganization(request), inAccounts(C)(request)), []],
  ])('%s', async (_, props, name, where, more) => {
    const policies = policiesOf({ groupPermissions: ReadOnlyPermissions.readOnlyAccess(), ...props });
    for (const action of EVERY_ACTION) {
      const request = new ActionRequest({ resources: sequence('role/', PATH, NAME), userName: 'ann' });
      const isPromised = ['sts:AssumeRole', ...more].includes(action);
      const promised = isPromised ? and(where(request), request.isOn(literally(`role/${name}`))) : 'false';
      expect(await faultsOfAction({ action, request, policies, promised, principal: ANN, resourcePolicy: trustsAccount }, isPromised)).toEqual([]);
    }
  });
});

describe('members may manage exactly their own MFA devices', () => {
  type Condition = 'always' | 'fromConsole' | 'withMfa' | 'never';
  const holds = (condition: Condition, { hasMfa, mfaKeyPresent, isViaService }: ActionRequest): Formula => ({
    always: 'true', never: 'false', withMfa: hasMfa, fromConsole: or(hasMfa, and(mfaKeyPresent, `(not ${isViaService})`)),
  })[condition];

  const USERS = sequence('user/', PATH, NAME);
  const DEVICES = sequence('mfa/', PATH, NAME);
  const OWN = ['iam:ChangePassword', 'iam:GetMFADevice', 'iam:GetUser', 'iam:ListMFADevices'];
  const FOREIGN = ['iam:CreateAccessKey', 'iam:UpdateLoginProfile', 'iam:AttachUserPolicy', 'iam:DeleteUser'];

  describe.each<[string, SelfManagedMfa, Condition, Condition]>([
    ['fromConsole()', SelfManagedMfa.fromConsole(), 'fromConsole', 'withMfa'],
    ['requireMfa()', SelfManagedMfa.requireMfa(), 'withMfa', 'withMfa'],
    ['none()', SelfManagedMfa.none(), 'never', 'never'],
  ])('%s', (_, selfManagedMfa, toRegister, toManage) => {
    const policies = policiesOf({ groupPermissions: ReadOnlyPermissions.none(), selfManagedMfa });
    const own: Condition = toManage === 'never' ? 'never' : 'always';

    // Policies put the name into resources; one with every special character stands for all.
    test.each(['ann', 'a+=,.@_-n'])('the user %s', async (userName) => {
      const isOwn = (request: ActionRequest) => request.isOn(sequence('user/', PATH, userName));
      const faults = await Promise.all([
        ...OWN.map((action) => [action, USERS, own] as const),
        ['iam:CreateVirtualMFADevice', DEVICES, toRegister] as const,
        ['iam:EnableMFADevice', USERS, toRegister] as const,
        ...['iam:DeactivateMFADevice', 'iam:ResyncMFADevice'].map((action) => [action, USERS, toManage] as const),
        ['iam:DeleteVirtualMFADevice', DEVICES, 'never'] as const,
        ...FOREIGN.map((action) => [action, USERS, 'never'] as const),
      ].map(async ([action, resources, condition]) => {
        const request = new ActionRequest({ resources, account: A, userName });
        const promised = and(holds(condition, request), resources === DEVICES ? 'true' : isOwn(request));
        return faultsOfAction({ action, request, policies, promised, principal: `arn:aws:iam::${A}:user/${userName}` }, condition !== 'never');
      }));
      expect(faults.flat()).toEqual([]);
    });
  });
});

