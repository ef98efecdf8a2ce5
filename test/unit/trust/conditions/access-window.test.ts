import { Expiration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { AccessWindow, CrossAccountReadOnlyAccess, ReadOnlyPermissions, TrustingRole, TrustingRoleOptions, TrustingTarget } from '../../../../src';
import { atTime } from '../../../support/clock';
import { only, onlyPolicy, statementsOf } from '../../../support/resources';
import { A, TwoAccounts } from '../../../support/two-accounts';

const BEGIN = Expiration.fromString('2026-03-01T08:00:00Z');
const END = Expiration.fromString('2026-03-31T23:59:59Z');
const DENY_AFTER_END = { Effect: 'Deny', Action: '*', Resource: '*', Condition: { DateGreaterThan: { 'aws:CurrentTime': '2026-03-31T23:59:59Z' } } };
const LIST_BUCKETS = { actions: ['s3:ListAllMyBuckets'], resources: ['*'] };

const alone = (props: TrustingRoleOptions, { b }: TwoAccounts) => new TrustingRole(b, 'Role', { assumingAccount: A, ...props });
const ofBothHalves = (props: TrustingRoleOptions, { a, b }: TwoAccounts) =>
  new CrossAccountReadOnlyAccess(a, 'Access', { trusting: [TrustingTarget.scope(b)], ...props }).roles[0];

/** The IAM of the role's account, for a role that is made on 2026-01-01. */
function made(props: TrustingRoleOptions, make: typeof alone = alone): TwoAccounts {
  return atTime('2026-01-01T00:00:00Z', () => {
    const accounts = new TwoAccounts();
    make(props, accounts);
    return accounts;
  });
}

describe.each([['TrustingRole', alone], ['CrossAccountReadOnlyAccess', ofBothHalves]])('the role of a %s', (_, make) => {
  test.each([
    ['until', AccessWindow.endingAt(END)],
    ['between', AccessWindow.between(BEGIN, END)],
  ])('%s: denies its sessions everything after the end', (__, accessWindow) => {
    const { templateB } = made({ accessWindow }, make);
    expect(onlyPolicy(templateB, '')).toMatchObject({ PolicyDocument: { Statement: [DENY_AFTER_END] }, Roles: [expect.anything()] });
  });

  test.each([
    ['from, which has no end', AccessWindow.startingAt(BEGIN)],
    ['no window', undefined],
  ])('%s: denies nothing', (__, accessWindow) => {
    made({ accessWindow }, make).templateB.resourceCountIs('AWS::IAM::Policy', 0);
  });

  test('the denial is next to what the role allows', () => {
    const permissions = ReadOnlyPermissions.custom({ statements: [new PolicyStatement(LIST_BUCKETS)] });
    const { templateB } = made({ accessWindow: AccessWindow.endingAt(END), permissions }, make);
    expect(only(templateB, 'AWS::IAM::ManagedPolicy').PolicyDocument.Statement).toEqual([{ Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' }]);
    expect(onlyPolicy(templateB, '')).toMatchObject({ PolicyDocument: { Statement: [DENY_AFTER_END] }, Roles: [expect.anything()] });
  });

  test('the denial is next to what is allowed later', () => {
    const { templateB } = made({ accessWindow: AccessWindow.endingAt(END) }, (props, accounts) => {
      const role = make(props, accounts);
      role.addToPolicy(new PolicyStatement(LIST_BUCKETS));
      return role;
    });
    expect(statementsOf(templateB, '')).toEqual([DENY_AFTER_END, { Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' }]);
  });
});

test('one window may serve several roles', () => {
  const accessWindow = AccessWindow.endingAt(END);
  const [one, other] = [made({ accessWindow }), made({ accessWindow })];
  [one, other].forEach(({ templateB }) => expect(statementsOf(templateB, '')).toEqual([DENY_AFTER_END]));
});
