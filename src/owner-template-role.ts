import { Annotations, Duration, Names, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { partitionOf, roleArn } from './core/arns';
import { renderTokens } from './core/token-text';
import { ErrorContext } from './core/validation-error';
import { defaultPermissions } from './permissions/default-permissions';
import { describeDuration } from './sign-in/guide/longest-session';
import { showToValidationPlugins } from './targets/stack-set/validation-plugins';
import { TargetAccount } from './targets/target-config';
import { OwnerInstructions } from './targets/template/owner-instructions';
import { OwnerTemplate } from './targets/template/owner-template';
import { quickCreateLink, templateUrlAtSynth } from './targets/template/quick-create-link';
import { trustOfRole } from './trust-of-role';
import { TrustingRole } from './trusting-role';
import { TrustingRoleProps } from './trusting-role-props';

/** What CloudFormation accepts as the name of a stack. */
const STACK_NAME = /^[A-Za-z][A-Za-z0-9-]{0,127}$/;

/** The role in the template for the owner of an account, who gets files and instructions in the cloud assembly. */
export function ownerTemplateRole(scope: Construct, errors: ErrorContext, target: TargetAccount, props: TrustingRoleProps): TrustingRole {
  const { account, template: options, ...display } = target;
  const instructions = () => instructionsFor(errors, role, props, options?.templateUrl);
  const template = new OwnerTemplate(scope, account, props.assumingAccount, instructions);
  const role: TrustingRole = new TrustingRole(template, 'TrustingRole', { ...props, _account: display });
  template.node.addValidation({
    validate: () => {
      showToValidationPlugins(template);
      return [];
    },
  });
  Annotations.of(scope).addInfo(errors.message(
    `the owner of account ${account} makes the role from the template in the folder ${template.folder} of the cloud assembly`,
    'send the folder to the owner, who finds instructions.md in it'));
  return role;
}

function instructionsFor(errors: ErrorContext, role: TrustingRole, props: TrustingRoleProps, url?: string): OwnerInstructions {
  const { stack, _config: { assumingAccount, identity } } = role;
  // Whose partition is known, other than that of the template.
  const scope = stack.node.scope!;
  const render = (text: string) => renderTokens(scope, text);
  const { trusted, conditions, addedStatements } = trustOfRole({ role, isOfUnits: false });
  const templateUrl = url && templateUrlAtSynth(errors, scope, url);
  const stackName = stackNameOf(stack, `${identity.roleName}-${assumingAccount}`);
  return {
    account: stack.account,
    assumingAccount,
    roleArn: render(roleArn(stack.account, identity)),
    permissions: render((props.permissions ?? defaultPermissions())._config.description),
    trusted: trusted.map(render),
    conditions: conditions.map(render),
    addedStatements: addedStatements.map(render),
    longestSession: render(describeDuration(props.maxSessionDuration ?? Duration.hours(1))),
    stackName,
    templateUrl,
    quickCreateLink: templateUrl && quickCreateLink({ partition: partitionOf(scope), region: Stack.of(scope).region, templateUrl, stackName }),
  };
}

/** Two roles of an account have different stacks, so that none replaces the other. */
function stackNameOf(stack: Stack, wanted: string): string {
  return STACK_NAME.test(wanted) ? wanted : Names.uniqueResourceName(stack, { maxLength: 128, separator: '-' });
}
