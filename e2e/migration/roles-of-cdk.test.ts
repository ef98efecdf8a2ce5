/** Case 2026-11-41: a role made with the CDK alone, and both halves, become those of this library, and nobody is locked out. */
import { GetRoleCommand } from '@aws-sdk/client-iam';
import { AccountPrincipal, CfnGroup, CfnRole, CfnUserToGroupAddition, Group, ManagedPolicy, PolicyStatement, Role, User } from 'aws-cdk-lib/aws-iam';
import { CfnResource, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { CALLS } from '../../emulator/testing/calls';
import { ASSUMING_ACCOUNT, Cloud, TestUser, TRUSTING_ACCOUNT } from '../../emulator/testing/cloud';
import { ALLOWED, outcomeOf } from '../../emulator/testing/outcome';
import { allow } from '../../emulator/testing/policies';
import { CrossAccountReadOnlyAccess, MfaRequirement, TrustingRole, TrustingTarget } from '../../src';
import { CdkApp, NewStack } from '../testing/cdk-app';

const DENIED = 'AccessDenied';
const NAME = 'SecurityReadOnlyRole';
const ROLE = `arn:aws:iam::${TRUSTING_ACCOUNT}:role/${NAME}`;
const mfa = MfaRequirement.none();

let cloud: Cloud;
beforeEach(async () => {
  cloud = await Cloud.open();
});
afterEach(() => cloud.close());

/** Deploys a version of the app, and returns what CloudFormation did in IAM, in order. */
async function deploy(build: (newStack: NewStack) => void, accounts = [TRUSTING_ACCOUNT]): Promise<string[]> {
  const before = cloud.emulator.decisions.length;
  await new CdkApp(cloud, accounts).deploy(build);
  return cloud.emulator.decisions.slice(before).map(({ action }) => action).filter((action) => action.startsWith('iam:'));
}

/** The role as people write it with the CDK alone. */
function roleOfCdk(stack: Stack): void {
  const role = new Role(stack, 'Role', {
    roleName: NAME, assumedBy: new AccountPrincipal(ASSUMING_ACCOUNT), managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess')],
  });
  role.addToPolicy(new PolicyStatement({ actions: ['s3:CreateBucket'], resources: ['*'] }));
}

const assume = ({ clients }: TestUser) => cloud.assume(clients, ROLE);
const roleId = async () => (await cloud.administrator(TRUSTING_ACCOUNT).iam.send(new GetRoleCommand({ RoleName: NAME }))).Role!.RoleId;

describe('case 2026-11-41: an iam.Role becomes a TrustingRole of the same id', () => {
  const workload = (build: (stack: Stack) => void) => (newStack: NewStack) => build(newStack(TRUSTING_ACCOUNT, 'Workload'));
  const trustingRole = (stack: Stack) => new TrustingRole(stack, 'Role', { assumingAccount: ASSUMING_ACCOUNT, mfa });

  test('the role stays, with running sessions, and can no longer write', async () => {
    const user = await cloud.user(ASSUMING_ACCOUNT, 'userA', { statements: [allow('sts:AssumeRole', ROLE)] });
    await deploy(workload(roleOfCdk));
    const [id, running] = [await roleId(), await assume(user)];
    expect(await outcomeOf(CALLS['create the bucket logs-1'](running))).toBe(ALLOWED);

    const actions = await deploy(workload(trustingRole));
    expect(await roleId()).toBe(id);
    expect(await outcomeOf(assume(user))).toBe(ALLOWED);
    expect(await outcomeOf(CALLS['list buckets'](running))).toBe(ALLOWED);
    expect(await outcomeOf(CALLS['create the bucket data-1'](running))).toBe(DENIED);
    // It is never without the policy that lets it read, and has the boundary and all denials before it loses a policy of the old app.
    expect(actions.filter((action) => ['iam:DeleteRole', 'iam:DetachRolePolicy'].includes(action))).toEqual([]);
    const last = (action: string) => actions.lastIndexOf(action);
    expect(last('iam:PutRolePermissionsBoundary')).toBeGreaterThan(-1);
    expect(actions.indexOf('iam:DeleteRolePolicy')).toBeGreaterThan(
      Math.max(...['iam:PutRolePermissionsBoundary', 'iam:AttachRolePolicy', 'iam:PutRolePolicy'].map(last)));
  });

  test('of another id, the deployment fails, and the role stays as it was', async () => {
    const user = await cloud.user(ASSUMING_ACCOUNT, 'userA', { statements: [allow('sts:AssumeRole', ROLE)] });
    await deploy(workload(roleOfCdk));
    const id = await roleId();
    expect(await outcomeOf(deploy(workload((stack) => new TrustingRole(stack, 'Other', { assumingAccount: ASSUMING_ACCOUNT, mfa }))))).not.toBe(ALLOWED);
    expect(new Set(cloud.unsupportedRequests())).toEqual(new Set(['cloudtrail is not emulated here']));
    expect([await roleId(), await outcomeOf(assume(user))]).toEqual([id, ALLOWED]);
  });
});

describe('case 2026-11-41: both halves become a CrossAccountReadOnlyAccess', () => {
  let userA: TestUser;
  let userB: TestUser;
  beforeEach(async () => {
    userA = await cloud.user(ASSUMING_ACCOUNT, 'userA');
    userB = await cloud.user(ASSUMING_ACCOUNT, 'userB');
  });

  const deployBoth = (build: (newStack: NewStack) => void) => deploy(build, [ASSUMING_ACCOUNT, TRUSTING_ACCOUNT]);
  const usersOf = (stack: Stack) => [userA, userB].map(({ name }) => User.fromUserName(stack, `Imported-${name}`, name));
  const outcomes = async () => [await outcomeOf(assume(userA)), await outcomeOf(assume(userB))];
  const removals = (actions: string[]) => actions.filter((action) => ['iam:DeleteRole', 'iam:DeleteGroup', 'iam:RemoveUserFromGroup'].includes(action));

  /** The logical ids of the resources to keep, which `cdk synth` of the old app shows. */
  const keep = ({ group, roles }: CrossAccountReadOnlyAccess) => {
    (group.node.defaultChild as CfnGroup).overrideLogicalId('Auditors7E7F196B');
    (roles[0].node.defaultChild as CfnRole).overrideLogicalId('Role1ABCC5F0');
  };
  const access = (newStack: NewStack, addMembers: boolean) => {
    const identity = newStack(ASSUMING_ACCOUNT, 'Identity');
    const made = new CrossAccountReadOnlyAccess(identity, 'Access', {
      users: addMembers ? usersOf(identity) : undefined, mfa, groupName: 'Auditors', trusting: [TrustingTarget.scope(newStack(TRUSTING_ACCOUNT, 'Workload'))],
    });
    keep(made);
    return { made, identity };
  };

  test('in two deployments, none of which takes a member out of the group or replaces the role', async () => {
    await deployBoth((newStack) => {
      const identity = newStack(ASSUMING_ACCOUNT, 'Identity');
      const group = new Group(identity, 'Auditors', { groupName: 'Auditors' });
      usersOf(identity).forEach((user) => group.addUser(user));
      group.addToPolicy(new PolicyStatement({ actions: ['sts:AssumeRole'], resources: ['*'] }));
      roleOfCdk(newStack(TRUSTING_ACCOUNT, 'Workload'));
    });
    expect(await outcomes()).toEqual([ALLOWED, ALLOWED]);
    const id = await roleId();

    const first = await deployBoth((newStack) => {
      const { made, identity } = access(newStack, false);
      usersOf(identity).forEach((user) => user.addToGroup(made.group));
      identity.node.children.filter((child) => child instanceof CfnUserToGroupAddition)
        .forEach((child) => (child as CfnResource).applyRemovalPolicy(RemovalPolicy.RETAIN));
    });
    expect([removals(first), await roleId(), await outcomes()]).toEqual([[], id, [ALLOWED, ALLOWED]]);

    const second = await deployBoth((newStack) => access(newStack, true));
    expect([removals(second), await roleId(), await outcomes()]).toEqual([[], id, [ALLOWED, ALLOWED]]);
  });
});
