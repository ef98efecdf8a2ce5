import { Expiration } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { AccessWindow, CrossAccountReadOnlyAccessProps, ReadOnlyPermissions } from '../../src';
import { circumstances } from '../support/assume-role-call';
import { withContext } from '../support/callers';
import { atTime } from '../support/clock';
import { deployed } from '../support/decision-tables';
import { DeployedIam } from '../support/deployed-iam';
import { B } from '../support/two-accounts';

const ROLE = 'SecurityReadOnlyRole';
const BEFORE = Expiration.fromString('2026-03-01T12:00:00Z');

/** What a session that began at one time may do at another. */
function readsIn(iam: DeployedIam, began: string, at = '2026-03-01T13:00:00Z', action = 's3:ListAllMyBuckets', ...more: any[]): Promise<string> {
  return iam.may(withContext(iam.sessionOf(iam.roleArn(ROLE)), { ...circumstances({ at }), 'aws:TokenIssueTime': began }), action, ...more);
}

function revoked(props: Partial<CrossAccountReadOnlyAccessProps> = {}, more?: Parameters<typeof deployed>[1]): DeployedIam {
  return atTime('2026-03-01T12:00:00Z', () => deployed({ revokeSessionsBefore: BEFORE, ...props }, more));
}

describe('sessions that began before are denied everything', () => {
  const everything = new PolicyStatement({ actions: ['*'], resources: ['*'] });
  const administrator = ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess');

  test.each<[string, () => DeployedIam]>([
    ['by default', () => revoked()],
    ['with statements that are also the boundary', () => revoked({
      permissions: ReadOnlyPermissions.custom({ statements: [new PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] })] }),
    })],
    ['with the longest denials', () => revoked({ permissions: ReadOnlyPermissions.readOnlyAccess().withoutDataAccess() })],
    ['with an access window', () => revoked({ accessWindow: AccessWindow.endingAt(Expiration.fromString('2026-03-31T23:59:59Z')) })],
    ['with a later statement that allows everything', () => revoked({ permissionsBoundary: administrator }, ({ roles: [role] }) => {
      role.addToPolicy(everything);
      role.addManagedPolicy(administrator);
    })],
  ])('%s, and those that began then or later are not', async (_, make) => {
    const iam = make();
    expect(await readsIn(iam, '2026-03-01T11:59:59Z')).toBe('denied');
    expect(await readsIn(iam, '2026-03-01T12:00:00Z')).toBe('allowed');
    expect(await readsIn(iam, '2026-03-01T12:30:00Z')).toBe('allowed');
  });

  test('all sessions of a second, if the time is within it', async () => {
    const iam = atTime('2026-03-01T12:00:01Z', () => deployed({ revokeSessionsBefore: Expiration.fromString('2026-03-01T12:00:00.001Z') }));
    expect(await readsIn(iam, '2026-03-01T12:00:00Z')).toBe('denied');
    expect(await readsIn(iam, '2026-03-01T12:00:01Z')).toBe('allowed');
  });

  test('also with a bucket policy that allows the role', async () => {
    const trusting = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${B}:role/${ROLE}` }, Action: 's3:GetObject', Resource: '*' }] };
    const getObject = (began: string) => readsIn(revoked(), began, undefined, 's3:GetObject', 'arn:aws:s3:::bucket/key', trusting);
    expect(await getObject('2026-03-01T11:59:59Z')).toBe('denied');
    expect(await getObject('2026-03-01T12:00:00Z')).toBe('allowed');
  });
});

test('no session is revoked by default', async () => {
  expect(await readsIn(deployed({}), '2026-03-01T11:59:59Z')).toBe('allowed');
});
