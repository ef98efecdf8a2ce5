import { RemovalPolicy, Token } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { allowsAutoDeployment, checkAccountFilter, describeAccountFilter, excludesAccount, filteredDeploymentTargets, onlyAccounts } from './account-filter-config';
import { checkStackSetOptions } from './stack-set-deployment';
import { StackSetToOrganizationalUnitsOptions } from './stack-set-to-organizational-units-options';
import { accountNameOf } from '../../core/account-name';
import { joinWithAnd } from '../../core/text';
import { checkNotEmpty, firstRepeated, quoted } from '../../core/validate-names';
import { ErrorContext } from '../../core/validation-error';
import { ConditionBlock } from '../../trust/conditions/trust-condition';
import { checkOrganizationPaths } from '../../trust/principals/organizations';
import { accountOfScope } from '../account-of-scope';
import { withAccountOptions } from '../account-options-validation';
import { TargetAccount, TargetConfig } from '../target-config';

/** @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_OrganizationalUnit.html */
const UNIT_ID = /^ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}$/;

/** @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_Root.html */
const ROOT_ID = /^r-[a-z0-9]{4,32}$/;

/** Accounts of an organization, to which a service-managed StackSet deploys the role. */
export function stackSetToOrganizationalUnits(options: StackSetToOrganizationalUnitsOptions): TargetConfig {
  const { organizationalUnitIds, accountFilter, managementAccountScope, delegatedAdmin, accountRemovalPolicy, organizationPaths } = options;
  const filter = accountFilter?._config;
  // The paths are a condition of the callers' policies, which goes with the pattern.
  const listed = filter && !organizationPaths ? onlyAccounts(filter) : undefined;
  const autoDeploys = !filter || allowsAutoDeployment(filter);
  return {
    label: 'TrustingTarget.stackSetToOrganizationalUnits',
    stackSet: {
      suffix: '',
      options,
      model: {
        permissionModel: 'SERVICE_MANAGED',
        callAs: delegatedAdmin ? 'DELEGATED_ADMIN' : undefined,
        autoDeployment: autoDeploys
          ? { enabled: true, retainStacksOnAccountRemoval: accountRemovalPolicy === RemovalPolicy.RETAIN }
          : { enabled: false },
      },
      deploymentTargets: { organizationalUnitIds, ...filter && filteredDeploymentTargets(filter) },
      isByManagementAccount: !delegatedAdmin,
    },
    // Where the accounts are known, callers need no pattern that a role of the same name in another account could match.
    organization: listed ? undefined : {
      description: `${filter ? describeAccountFilter(filter) : 'all accounts'} in ${joinWithAnd(organizationalUnitIds)}`,
      conditions: withinOrganization(organizationPaths),
    },
    excludes: (account) => filter !== undefined && excludesAccount(filter, account),
    accounts: (errors) => {
      checkUnits(errors, organizationalUnitIds);
      if (filter) {
        checkAccountFilter(errors, filter);
      }
      checkStackSetOptions(errors, options);
      checkAccountRemovalPolicy(errors, accountRemovalPolicy, autoDeploys);
      if (organizationPaths) {
        checkOrganizationPaths(errors, 'organizationPaths', organizationPaths, 'leave it out for the whole organization');
      }
      const management = managementAccountScope ? [managementAccount(errors, managementAccountScope)] : [];
      // A StackSet does not deploy to the management account, even if the filter names it.
      const others = (listed ?? []).filter((id) => !management.some(({ account }) => account === id));
      return withAccountOptions(errors, [...management, ...others.map((account) => ({ account, isOfUnits: true }))], options.accountOptions);
    },
  };
}

function managementAccount(errors: ErrorContext, scope: IConstruct): TargetAccount {
  return { account: accountOfScope(errors, 'managementAccountScope', scope), scope, name: accountNameOf(scope) };
}

export function isRoot(organizationalUnitId: string): boolean {
  return ROOT_ID.test(organizationalUnitId);
}

/**
 * Keeps members out of accounts of others, where a role of the same name can trust everybody. A caller outside of any organization has
 * no such key, and matches nothing.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourceorgid
 */
function withinOrganization(paths?: string[]): ConditionBlock {
  return paths
    ? { 'ForAnyValue:StringLike': { 'aws:ResourceOrgPaths': paths } }
    : { StringEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } };
}

function checkUnits(errors: ErrorContext, given: string[]): void {
  checkNotEmpty(errors, 'organizationalUnitIds', given, 'name at least one organizational unit, or the root');
  const list = errors.known(given);
  if (Token.isUnresolved(list)) {
    return;
  }
  const ids = list.map((id) => errors.known(id));
  const bad = ids.find((id) => !Token.isUnresolved(id) && !UNIT_ID.test(id) && !isRoot(id));
  if (bad !== undefined) {
    errors.fail(`organizationalUnitIds has ${quoted(bad)}, which is not the id of an organizational unit or a root`,
      'give ids such as "ou-ab12-11111111" or "r-ab12"');
  }
  const repeated = firstRepeated(ids);
  if (repeated !== undefined) {
    errors.fail(`organizationalUnitIds has ${quoted(repeated)} more than once`, 'name each unit once');
  }
  const root = ids.find(isRoot);
  if (root !== undefined && ids.length > 1) {
    errors.fail(`organizationalUnitIds has the root ${quoted(root)} and units below it`, 'name the root alone, which holds all units');
  }
}

function checkAccountRemovalPolicy(errors: ErrorContext, policy: RemovalPolicy | undefined, autoDeploys: boolean): void {
  if (policy !== undefined && policy !== RemovalPolicy.DESTROY && policy !== RemovalPolicy.RETAIN) {
    errors.fail(`accountRemovalPolicy is ${quoted(policy)}`, 'use RemovalPolicy.DESTROY or RemovalPolicy.RETAIN');
  }
  if (policy === RemovalPolicy.RETAIN && !autoDeploys) {
    errors.fail('accountRemovalPolicy is "retain" next to accountFilter AccountFilter.only, with which CloudFormation ignores accounts that join or leave',
      'leave one of them out');
  }
}
