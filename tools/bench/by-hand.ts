import { AccountPrincipal, CfnUserToGroupAddition, Effect, Group, ManagedPolicy, Policy, PolicyDocument, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Aws, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import denials from './denials.json';
import { ASSUMING_ACCOUNT, Implementation } from './implementation';

const ROLE_NAME = 'SecurityReadOnlyRole';

// The number of ARNs of this role that fit into the group's inline policy, and into a managed policy.
const ROLES_INLINE = 54;
const ROLES_MANAGED = 109;

/** The library's defaults, written with the CDK's own constructs. */
export const byHand: Implementation = {
  access(accountA: Stack, trusting: Stack[]): void {
    trusting.forEach(readOnlyRole);
    const { groupName } = groupOfAccounts(accountA, trusting.map(({ account }) => account));
    new CfnOutput(accountA, 'GroupName', { value: groupName, description: 'The name of the group whose members can assume the roles' });
  },

  group(accountA: Stack, accounts: string[]): void {
    addMembershipOfCdk(accountA, groupOfAccounts(accountA, accounts));
  },

  organization(accountA: Stack): void {
    const group = readOnlyGroup(accountA);
    addMembershipOfCdk(accountA, group);
    new Policy(accountA, 'AssumeRole', {
      groups: [group],
      statements: [new PolicyStatement({
        actions: ['sts:AssumeRole'],
        resources: [iamArn('*', `role/${ROLE_NAME}`)],
        conditions: { StringEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } },
      })],
    });
  },
};

function groupOfAccounts(accountA: Stack, accounts: string[]): Group {
  const group = readOnlyGroup(accountA);
  const statement = (some: string[]) => new PolicyStatement({
    actions: ['sts:AssumeRole'],
    resources: some.map((account) => iamArn(account, `role/${ROLE_NAME}`)),
  });
  new Policy(accountA, 'AssumeRole', { groups: [group], statements: [statement(accounts.slice(0, ROLES_INLINE))] });
  for (let start = ROLES_INLINE; start < accounts.length; start += ROLES_MANAGED) {
    new ManagedPolicy(accountA, `AssumeRoles${start}`, { groups: [group], statements: [statement(accounts.slice(start, start + ROLES_MANAGED))] });
  }
  return group;
}

/** The membership that the CDK makes for an imported user. */
function addMembershipOfCdk(accountA: Stack, group: Group): void {
  new CfnUserToGroupAddition(accountA, 'userAGroup0', { groupName: group.groupName, users: ['userA'] }).applyRemovalPolicy(RemovalPolicy.RETAIN);
}

function readOnlyGroup(accountA: Stack): Group {
  const group = new Group(accountA, 'Group', { managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess')] });
  new CfnUserToGroupAddition(accountA, 'Members', { groupName: group.groupName, users: ['userA'] });
  new Policy(accountA, 'SelfManagedMfa', { groups: [group], statements: selfManagedMfa(accountA.account) });
  return group;
}

function readOnlyRole(stack: Stack): void {
  const readOnly = ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess');
  const role = new Role(stack, 'Role', {
    roleName: ROLE_NAME,
    description: `Read-only access for account ${ASSUMING_ACCOUNT}`,
    assumedBy: new AccountPrincipal(ASSUMING_ACCOUNT).withConditions({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
    managedPolicies: [readOnly, ...denials.writes.map((document, i) => new ManagedPolicy(stack, `Denials${i}`, {
      description: denials.description, document: PolicyDocument.fromJson(document),
    }))],
    inlinePolicies: {
      Permissions: new PolicyDocument({
        statements: [new PolicyStatement({ effect: Effect.DENY, actions: denials.credentialReads, resources: ['*'] })],
      }),
    },
    permissionsBoundary: readOnly,
  });
  new CfnOutput(stack, 'RoleArn', { value: role.roleArn, description: `The ARN of ${ROLE_NAME}` });
  new CfnOutput(stack, 'SwitchRoleUrl', {
    value: `https://signin.aws.amazon.com/switchrole?account=${stack.account}&roleName=${ROLE_NAME}&displayName=${stack.stackName}&color=${colorOf(stack.account)}`,
    description: `Opens the console's Switch role form for ${ROLE_NAME}`,
  });
}

/** The same color for the same account. */
function colorOf(account: string): string {
  return [...account].reduce((sum, digit) => sum + Number(digit), 0) % 2 === 0 ? '83D4E8' : 'FBC8AA';
}

function selfManagedMfa(account: string): PolicyStatement[] {
  const ownUser = ['user/${aws:username}', 'user/*/${aws:username}'].map((resource) => iamArn(account, resource));
  const ownDevices = [iamArn(account, 'mfa/*'), ...ownUser];
  return [
    new PolicyStatement({ actions: ['iam:GetAccountPasswordPolicy', 'iam:ListVirtualMFADevices'], resources: ['*'] }),
    new PolicyStatement({ actions: ['iam:ChangePassword', 'iam:GetMFADevice', 'iam:GetUser', 'iam:ListMFADevices'], resources: ownUser }),
    new PolicyStatement({
      actions: ['iam:CreateVirtualMFADevice', 'iam:EnableMFADevice'],
      resources: ownDevices,
      conditions: { Null: { 'aws:MultiFactorAuthPresent': 'false' }, Bool: { 'aws:ViaAWSService': 'false' } },
    }),
    new PolicyStatement({
      actions: ['iam:CreateVirtualMFADevice', 'iam:EnableMFADevice', 'iam:DeactivateMFADevice', 'iam:ResyncMFADevice'],
      resources: ownDevices,
      conditions: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    }),
  ];
}

function iamArn(account: string, resource: string): string {
  return `arn:${Aws.PARTITION}:iam::${account}:${resource}`;
}
