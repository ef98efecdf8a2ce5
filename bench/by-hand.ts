import { CfnOutput, Stack } from 'aws-cdk-lib';
import { AccountPrincipal, CfnUserToGroupAddition, Group, ManagedPolicy, Policy, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';

const ROLE_NAME = 'SecurityReadOnlyRole';

/** What the library makes of its defaults, written with the CDK's own constructs. */
export function byHand(accountA: Stack, trusting: Stack[]): void {
  const readOnly = ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess');
  const group = new Group(accountA, 'Group', { managedPolicies: [readOnly] });
  new CfnUserToGroupAddition(accountA, 'Members', { groupName: group.groupName, users: ['userA'] });
  new Policy(accountA, 'AssumeRole', {
    groups: [group],
    statements: [new PolicyStatement({
      actions: ['sts:AssumeRole'],
      resources: trusting.map(({ account }) => `arn:aws:iam::${account}:role/${ROLE_NAME}`),
    })],
  });
  new Policy(accountA, 'SelfManagedMfa', { groups: [group], statements: selfManagedMfa(accountA.account) });
  trusting.forEach((stack) => roleByHand(stack, accountA.account, ROLE_NAME));
}

function roleByHand(stack: Stack, assumingAccount: string, roleName: string): void {
  const readOnly = ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess');
  const role = new Role(stack, 'Role', {
    roleName,
    description: `Read-only access for account ${assumingAccount}`,
    assumedBy: new AccountPrincipal(assumingAccount).withConditions({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
    managedPolicies: [readOnly],
    permissionsBoundary: readOnly,
  });
  new CfnOutput(stack, 'RoleArn', { value: role.roleArn });
  new CfnOutput(stack, 'SwitchRoleUrl', { value: `https://signin.aws.amazon.com/switchrole?account=${stack.account}&roleName=${roleName}` });
}

function selfManagedMfa(account: string): PolicyStatement[] {
  const ownUser = [`arn:aws:iam::${account}:user/\${aws:username}`, `arn:aws:iam::${account}:user/*/\${aws:username}`];
  return [
    new PolicyStatement({ actions: ['iam:GetAccountPasswordPolicy', 'iam:ListVirtualMFADevices'], resources: ['*'] }),
    new PolicyStatement({ actions: ['iam:CreateVirtualMFADevice'], resources: [`arn:aws:iam::${account}:mfa/*`] }),
    new PolicyStatement({
      actions: ['iam:ChangePassword', 'iam:GetUser', 'iam:EnableMFADevice', 'iam:GetMFADevice', 'iam:ListMFADevices', 'iam:ResyncMFADevice'],
      resources: ownUser,
    }),
    new PolicyStatement({
      actions: ['iam:DeactivateMFADevice'], resources: ownUser, conditions: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    }),
  ];
}
