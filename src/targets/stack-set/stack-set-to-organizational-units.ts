import { RemovalPolicy, Token } from 'aws-cdk-lib/core';
import { checkStackSetOptions } from './stack-set-deployment';
import { StackSetToOrganizationalUnitsOptions } from './stack-set-to-organizational-units-options';
import { listed } from '../../core/text';
import { checkNotEmpty, firstRepeated, quoted } from '../../core/validate-names';
import { Place } from '../../core/validation-error';
import { nameByStack } from '../../sign-in/assumable-role';
import { ConditionBlock } from '../../trust/conditions/trust-condition';
import { checkOrganizationPaths } from '../../trust/principals/organizations';
import { accountOfScope } from '../account-of-scope';
import { TargetForm } from '../target-config';

/** @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_OrganizationalUnit.html */
const UNIT_ID = /^ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}$/;

/** @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_Root.html */
const ROOT_ID = /^r-[a-z0-9]{4,32}$/;

/** Accounts of an organization, to which a StackSet brings the role, and to those that join. */
export function organizationalUnits(options: StackSetToOrganizationalUnitsOptions): TargetForm {
  const { organizationalUnitIds, accountFilter, managementAccountScope, delegatedAdmin, accountRemovalPolicy, organizationPaths } = options;
  const joinsByItself = accountFilter?._allowsAutoDeployment ?? true;
  return {
    label: 'TrustingTarget.stackSetToOrganizationalUnits',
    rollOut: {
      suffix: '',
      options,
      model: {
        permissionModel: 'SERVICE_MANAGED',
        callAs: delegatedAdmin ? 'DELEGATED_ADMIN' : undefined,
        autoDeployment: joinsByItself
          ? { enabled: true, retainStacksOnAccountRemoval: accountRemovalPolicy === RemovalPolicy.RETAIN }
          : { enabled: false },
      },
      deploymentTargets: { organizationalUnitIds, ...accountFilter?._deploymentTargets },
      isByManagementAccount: !delegatedAdmin,
    },
    organization: {
      words: `${accountFilter ? accountFilter._words : 'all accounts'} in ${listed(organizationalUnitIds)}`,
      conditions: withinOrganization(organizationPaths),
      leavesOut: (account) => accountFilter?._leavesOut(account) ?? false,
    },
    accounts: (at) => {
      checkUnits(at, organizationalUnitIds);
      accountFilter?._check(at);
      checkStackSetOptions(at, options);
      checkAccountRemovalPolicy(at, accountRemovalPolicy, joinsByItself);
      if (organizationPaths) {
        checkOrganizationPaths(at, 'organizationPaths', organizationPaths, 'leave it out for the whole organization');
      }
      return managementAccountScope ? [{ account: accountOfScope(at, 'managementAccountScope', managementAccountScope), scope: managementAccountScope, name: nameByStack(managementAccountScope) }] : [];
    },
  };
}

export function isRoot(organizationalUnitId: string): boolean {
  return ROOT_ID.test(organizationalUnitId);
}

/**
 * The role's name may be taken in a stranger's account, by a role that trusts everybody: nobody is to end up there. A caller of
 * no organization has no such key, and matches nothing.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourceorgid
 */
function withinOrganization(paths?: string[]): ConditionBlock {
  return paths
    ? { 'ForAnyValue:StringLike': { 'aws:ResourceOrgPaths': paths } }
    : { StringEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } };
}

function checkUnits(at: Place, ids: string[]): void {
  checkNotEmpty(at, 'organizationalUnitIds', ids, 'name at least one organizational unit, or the root');
  if (Token.isUnresolved(ids)) {
    return;
  }
  const bad = ids.find((id) => !Token.isUnresolved(id) && !UNIT_ID.test(id) && !isRoot(id));
  if (bad !== undefined) {
    at.reject(`organizationalUnitIds has ${quoted(bad)}, which is not the id of an organizational unit or a root`,
      'give ids such as "ou-ab12-11111111" or "r-ab12"');
  }
  const repeated = firstRepeated(ids);
  if (repeated !== undefined) {
    at.reject(`organizationalUnitIds has ${quoted(repeated)} more than once`, 'name each unit once');
  }
  const root = ids.find(isRoot);
  if (root !== undefined && ids.length > 1) {
    at.reject(`organizationalUnitIds has the root ${quoted(root)} and units below it`, 'name the root alone, which holds all units');
  }
}

function checkAccountRemovalPolicy(at: Place, policy: RemovalPolicy | undefined, joinsByItself: boolean): void {
  if (policy !== undefined && policy !== RemovalPolicy.DESTROY && policy !== RemovalPolicy.RETAIN) {
    at.reject(`accountRemovalPolicy is ${quoted(policy)}`, 'use RemovalPolicy.DESTROY or RemovalPolicy.RETAIN');
  }
  if (policy === RemovalPolicy.RETAIN && !joinsByItself) {
    at.reject('accountRemovalPolicy is "retain" beside accountFilter AccountFilter.only, with which CloudFormation does not follow who joins and leaves',
      'leave one of them out');
  }
}
