import { Annotations, CfnStackSet, Names, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { trustingRoleId } from './core/role-name';
import { checkProps } from './core/runtime-types/check-types';
import { reserveName } from './core/unique-names';
import { checkAccountId, quoted } from './core/validate-names';
import { ErrorContext } from './core/validation-error';
import { validateStackSet } from './finished-template/finished-stack-set';
import { validateKnownValues } from './finished-template/known-values';
import { resolveTargets } from './targets/resolve-targets';
import { isStackSetName, operationPreferences, StackSetDeployment } from './targets/stack-set/stack-set-deployment';
import { StackSetTemplate } from './targets/stack-set/stack-set-template';
import { isRoot } from './targets/stack-set/stack-set-to-organizational-units';
import { showToValidationPlugins } from './targets/stack-set/validation-plugins';
import { TargetAccount } from './targets/target-config';
import { TrustingTarget } from './targets/trusting-target';
import { TrustingRole } from './trusting-role';
import { TrustingRoleStackSetProps } from './trusting-role-stack-set-props';

/**
 * The role in many trusting accounts: a CloudFormation StackSet whose template contains one `TrustingRole`.
 *
 * Use it if the account of the StackSet has a separate app: otherwise a `CrossAccountReadOnlyAccess` with a StackSet target makes it for
 * you. Give the group in the other app the same target.
 *
 * A template of more than 51,200 bytes is a file asset of the StackSet's stack, which must then be bootstrapped.
 *
 * The template cannot refer to another stack, so the role's properties cannot either. Dynamic references such as
 * `{{resolve:ssm:name}}` are an error, because CloudFormation would resolve them in the StackSet's account.
 *
 * Invalid input is an error at synth, whose message reads `construct path: what is wrong; what to do`.
 *
 * @throws ValidationError at synth for invalid input
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/what-is-cfnstacksets.html
 * @example
 * new TrustingRoleStackSet(stack, 'ReadOnlyRoles', {
 *   assumingAccount: '111111111111',
 *   target: TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['ou-ab12-11111111'] }),
 * });
 */
export class TrustingRoleStackSet extends Construct {
  /**
   * The role in the StackSet's template.
   *
   * Add principals and policies to it. The role exists in many accounts, so its ARN has no meaning outside of the template.
   */
  public readonly role: TrustingRole;

  /** The role in the organization's management account, if the target has a `managementAccountScope`. */
  public readonly managementRole?: TrustingRole;

  /**
   * The name of the StackSet: that of the target, or one made of the role's name and the assuming account.
   *
   * @attribute
   */
  public readonly stackSetName: string;

  private readonly errors: ErrorContext;

  /**
   * @param scope A stack of the account that manages the StackSet, or a construct in one. The account must be known at synth.
   * @param id An id that no other construct in the scope has.
   * @param props Who can assume the role, what it can read, and which accounts get it.
   */
  constructor(scope: Construct, id: string, props: TrustingRoleStackSetProps) {
    super(scope, id);
    this.errors = ErrorContext.of(this);
    checkProps(this.errors, 'TrustingRoleStackSetProps', props);
    const { assumingAccount, target } = props;
    const deployment = stackSetDeploymentOf(this.errors, target);
    const { accounts } = resolveTargets(this.errors, [target], checkAccountId(this.errors, 'assumingAccount', assumingAccount));
    const management = accounts.find((known) => known.scope);
    checkAdministrator(this.errors, this, deployment, management);

    const template = new StackSetTemplate(this, 'Template');
    this.role = new TrustingRole(template, 'TrustingRole', props);
    this.stackSetName = deployment.options.stackSetName ?? this.defaultName(assumingAccount, deployment);
    const { stackInstancesGroup } = this.makeStackSet(deployment, template, `Read-only access for account ${assumingAccount}`);
    const managementRoleId = trustingRoleId(this.role._config.identity, id);
    this.managementRole = management && new TrustingRole(management.scope!, managementRoleId, { ...props, _account: management });
    this.warnOnDuplicates(reserveName(this.errors, this, 'stackSetName', this.stackSetName));
    if (!management && needsManagementRole(deployment) && !(deployment.isByManagementAccount && Stack.of(this).account === assumingAccount)) {
      Annotations.of(this).addWarningV2('cdk-cross-account-read-only-access:managementAccountNotReached', this.errors.message(
        'organizationalUnitIds has the root, but CloudFormation does not deploy to the management account',
        'give a stack of it as managementAccountScope, or acknowledge that it has no such role'));
    }
    this.node.addValidation({
      validate: () => {
        showToValidationPlugins(template);
        return [
          ...validateKnownValues(this.errors, this, (known) => void resolveTargets(known, [target], assumingAccount)),
          ...validateStackSet(this.errors, this, { template, stackInstancesGroup }),
        ];
      },
    });
  }

  private makeStackSet({ model, deploymentTargets, options }: StackSetDeployment, template: StackSetTemplate, description: string): CfnStackSet {
    return new CfnStackSet(this, 'Resource', {
      ...model,
      stackSetName: this.stackSetName,
      description,
      templateBody: template.body,
      templateUrl: template.url,
      capabilities: ['CAPABILITY_NAMED_IAM'],
      operationPreferences: operationPreferences(options),
      // Accounts can join during an update: CloudFormation runs operations that do not conflict, and queues the others.
      managedExecution: { Active: true },
      stackInstancesGroup: [{ deploymentTargets, regions: [options.region ?? Stack.of(this).region] }],
    });
  }

  private warnOnDuplicates(duplicates: Stack[]): void {
    if (duplicates.length > 0) {
      Annotations.of(this).addWarningV2('cdk-cross-account-read-only-access:stackSetNameTaken', this.errors.message(
        `stackSetName ${quoted(this.stackSetName)} is taken in the same account by ${duplicates.map(({ node }) => node.path).join(', ')}`,
        'deploy only one of them, or give each StackSet a different stackSetName and roleName'));
    }
  }

  /** It does not contain the id of this construct, so that the StackSet stays the same when the id changes. */
  private defaultName(assumingAccount: string, { suffix }: StackSetDeployment): string {
    const name = `${this.role._config.identity.roleName}-${assumingAccount}${suffix}`;
    return isStackSetName(name) ? name : Names.uniqueResourceName(this, { maxLength: 128, separator: '-' });
  }
}

function stackSetDeploymentOf(errors: ErrorContext, { _config }: TrustingTarget): StackSetDeployment {
  return _config.stackSet ?? errors.fail(`target is a ${_config.label}, which needs no StackSet`,
    'make a TrustingRole there, or give TrustingTarget.stackSetToOrganizationalUnits() or TrustingTarget.stackSetToAccounts()');
}

/** Whether the target includes the management account, to which CloudFormation does not deploy. */
function needsManagementRole({ deploymentTargets }: StackSetDeployment): boolean {
  const { organizationalUnitIds, accountFilterType } = deploymentTargets;
  return accountFilterType !== 'INTERSECTION' && (organizationalUnitIds?.some(isRoot) ?? false);
}

/** Only the management account or a delegated administrator can deploy. A wrong account would fail only at deployment. */
function checkAdministrator(errors: ErrorContext, scope: Construct, deployment: StackSetDeployment, management?: TargetAccount): void {
  const { options, isByManagementAccount } = deployment;
  const stack = Stack.of(scope);
  const administrator = checkAccountId(errors, 'the account of the StackSet\'s stack', stack.account);
  if (options.stackSetScope && Stack.of(options.stackSetScope) !== stack) {
    errors.fail(`stackSetScope is in ${Stack.of(options.stackSetScope).node.path}, and the StackSet in ${stack.node.path}`,
      'make the TrustingRoleStackSet in the administrator\'s stack, or leave stackSetScope out');
  }
  if (management && isByManagementAccount && management.account !== administrator) {
    errors.fail(`managementAccountScope is account ${management.account}, and the StackSet is made in account ${administrator} as the management account`,
      'give stackSetScope in the management account, or delegatedAdmin: true');
  }
}
