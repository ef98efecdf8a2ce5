/** A boundary that an organization demands of all roles: what the role can do under it, as the docs say. */
import { PermissionsBoundary, Stack } from 'aws-cdk-lib';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { TrustingRole } from '../../src';
import { DeployedIam } from '../support/deployed-iam';
import { A, B, TwoAccounts } from '../support/two-accounts';

const OBJECT = 'arn:aws:s3:::bucket/key';
const INSTANCE = `arn:aws:ec2:eu-west-1:${B}:instance/i-1`;

/** Allows everything but IAM's writes, as such boundaries do. */
const ORG_BOUNDARY = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: '*', Resource: '*' },
    { Effect: 'Deny', Action: ['iam:CreateUser', 'iam:CreateAccessKey'], Resource: '*' },
  ],
};

function deployed(more: (role: TrustingRole) => void = () => undefined): DeployedIam {
  const { app } = new TwoAccounts();
  const stack = new Stack(app, 'Workload', {
    env: { account: B, region: 'eu-west-1' }, permissionsBoundary: PermissionsBoundary.fromName('org-boundary'),
  });
  more(new TrustingRole(stack, 'Role', {
    assumingAccount: A, permissionsBoundary: ManagedPolicy.fromManagedPolicyName(stack, 'OrgBoundary', 'org-boundary'),
  }));
  return new DeployedIam(stack).withPoliciesOfOthers(ORG_BOUNDARY);
}

const may = (iam: DeployedIam, action: string, resource?: string) => iam.may(iam.sessionOf(iam.roleArn('SecurityReadOnlyRole')), action, resource);

test('given as permissionsBoundary, it is the boundary, and the role only reads', async () => {
  const iam = deployed();
  expect(await may(iam, 's3:GetObject', OBJECT)).toBe('allowed');
  expect(await may(iam, 's3:DeleteObject', OBJECT)).toBe('denied');
  expect(await may(iam, 'ec2:TerminateInstances', INSTANCE)).toBe('denied');
  expect(await may(iam, 'iam:CreateUser', `arn:aws:iam::${B}:user/mallory`)).toBe('denied');
});

test('a policy that is attached later allows what the boundary allows, and no more', async () => {
  const iam = deployed((role) => role.addManagedPolicy(ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess')));
  expect(await may(iam, 'ec2:TerminateInstances', INSTANCE)).toBe('allowed');
  expect(await may(iam, 'iam:CreateUser', `arn:aws:iam::${B}:user/mallory`)).toBe('denied');
});
