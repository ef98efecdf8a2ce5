import { Annotations, CfnStackSet, Names, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { trustingRoleId } from './core/role-name';
import { checkProps } from './core/runtime-types/check-types';
import { reserveName } from './core/unique-names';
import { checkAccountId, quoted } from './core/validate-names';
import { ErrorContext } from './core/validation-error';
import { resolveTargets } from './targets/resolve-targets';
import { isStackSetName, operationPreferences, StackSetDeployment } from './targets/stack-set/stack-set-deployment';
import { StackSetTemplate } from './targets/stack-set/stack-set-template';
import { isRoot } from './targets/stack-set/stack-set-to-organizational-units';
import { TargetAccount } from './targets/target-config';
import { TrustingTarget } from './targets/trusting-target';
import { TrustingRole } from './trusting-role';
import { TrustingRoleStackSetProps } from './trusting-role-stack-set-props';

/**
 * The role in many trusting accounts: a CloudFormation StackSet whose template holds one `TrustingRole`.
 *
 * The template stands by itself: what refers to another stack, such as a parameter of it, cannot be in the role's props. Nor can a
 * dynamic reference such as `{{resolve:ssm:name}}`, which CloudFormation would resolve in the StackSet's account.
 *
 * A `CrossAccountReadOnlyAccess` with such a target makes it. Make it yourself where the account that manages StackSets has its own
 * CDK app, and the group is made elsewhere with the same target.
 *
 * Input that cannot work is an error at synth, whose message reads `construct path: what is wrong; what to do`.
 *
 * @throws ValidationError at synth for input that cannot work
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/what-is-cfnstacksets.html
 * @example
 * new TrustingRoleStackSet(stack, 'ReadOnlyRoles', {
 *   assumingAccount: '111111111111',
 *   target: TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['ou-ab12-11111111'] }),
 * });
 */
export class TrustingRoleStackSet extends Construct {
  /**
   * The role in the StackSet's template, to add principals and policies to.
   *
   * It is in many accounts: its ARN means nothing outside of the template.
   */
  public readonly role: TrustingRole;

  /** The role in the organization's management account, where the target names that. */
  public readonly managementRole?: TrustingRole;

  /**
   * The name that the StackSet has in its account: that of the target, or one made of the role's name and the assuming account.
   *
   * @attribute
   */
  public readonly stackSetName: string;

  private readonly errors: ErrorContext;

  /**
   * @param scope A stack of the account that manages the StackSet, or a construct in one. The account must be known at synth.
   * @param id An id that no other construct in the scope has.
   * @param props Whom the role trusts, what it may read, and which accounts get it.
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
    this.makeStackSet(deployment, template, `Read-only access for account ${assumingAccount}`);
    this.managementRole = management && new TrustingRole(management.scope!, trustingRoleId(this.role._config.identity, id), props);
    this.warnOnDuplicates(reserveName(this.errors, this, 'stackSetName', this.stackSetName));
    if (!management && needsManagementRole(deployment) && !(deployment.isByManagementAccount && Stack.of(this).account === assumingAccount)) {
      Annotations.of(this).addWarningV2('cdk-cross-account-read-only-access:managementAccountNotReached', this.errors.message(
        'organizationalUnitIds has the root, but CloudFormation does not deploy to the management account',
        'give a stack of it as managementAccountScope, or acknowledge that it has no such role'));
    }
  }

  private makeStackSet({ model, deploymentTargets, options }: StackSetDeployment, template: StackSetTemplate, description: string): void {
    new CfnStackSet(this, 'Resource', {
      ...model,
      stackSetName: this.stackSetName,
      description,
      templateBody: template.body,
      capabilities: ['CAPABILITY_NAMED_IAM'],
      operationPreferences: operationPreferences(options),
      // Accounts may join while others are being updated: what does not conflict goes on, and the rest waits.
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

  /** Whatever becomes of this construct's own id, the StackSet stays the same. */
  private defaultName(assumingAccount: string, { suffix }: StackSetDeployment): string {
    const name = `${this.role._config.identity.roleName}-${assumingAccount}${suffix}`;
    return isStackSetName(name) ? name : Names.uniqueResourceName(this, { maxLength: 128, separator: '-' });
  }
}

function stackSetDeploymentOf(errors: ErrorContext, { _config }: TrustingTarget): StackSetDeployment {
  return _config.stackSet ?? errors.fail(`target is a ${_config.label}, which needs no StackSet`,
    'make a TrustingRole there, or give TrustingTarget.stackSetToOrganizationalUnits() or TrustingTarget.stackSetToAccounts()');
}

/** Whether the management account is among those that are meant, but would be left out. */
function needsManagementRole({ deploymentTargets }: StackSetDeployment): boolean {
  const { organizationalUnitIds, accountFilterType } = deploymentTargets;
  return accountFilterType !== 'INTERSECTION' && (organizationalUnitIds?.some(isRoot) ?? false);
}

/** Only certain accounts may roll out: a wrong one would be found out only when it is deployed. */
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
