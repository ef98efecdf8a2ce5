import { Annotations, Expiration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import { AccessWindow, CrossAccountReadOnlyAccess, TrustingRole, TrustingRoleOptions, TrustingRoleStackSet, TrustingTarget } from '../../../../src';
import { atTime } from '../../../support/clock';
import { only } from '../../../support/resources';
import { A, C, TwoAccounts } from '../../../support/two-accounts';
import { rejectionOf } from '../../../support/validation-messages';

const END = '2026-03-31T23:59:59Z';
const UNTIL_END = AccessWindow.endingAt(Expiration.fromString(END));
const ENDS_SOON = 'cdk-cross-account-read-only-access:accessWindowEndsSoon';
const ENDED = 'cdk-cross-account-read-only-access:accessWindowEnded';

type Make = (accounts: TwoAccounts, props: TrustingRoleOptions) => Construct;
const role: Make = ({ b }, props) => new TrustingRole(b, 'Role', { assumingAccount: A, ...props });

const EVERY: [string, Make][] = [
  ['a role', role],
  ['a CrossAccountReadOnlyAccess with a role in this app', ({ a, b }, props) => new CrossAccountReadOnlyAccess(a, 'Access', { trusting: [TrustingTarget.scope(b)], ...props })],
  ['a CrossAccountReadOnlyAccess whose roles are all made elsewhere', ({ a }, props) => new CrossAccountReadOnlyAccess(a, 'Access', { trusting: [TrustingTarget.account(C)], ...props })],
  ['a StackSet', ({ b }, props) => new TrustingRoleStackSet(b, 'Roles', { assumingAccount: A, target: TrustingTarget.stackSetToAccounts([C]), ...props })],
];

/** The messages on the end, anywhere in the app, if it is synthesized at a time. */
function saidAt(now: string, make: Make = role, acknowledge: (made: Construct) => void = () => {}): string[] {
  const made = atTime(now, () => make(new TwoAccounts(), { accessWindow: UNTIL_END }));
  acknowledge(made);
  return made.node.root.node.findAll().flatMap(({ node }) => node.metadata).map(({ data }) => String(data)).filter((said) => said.includes('accessWindow'));
}

function synthesizeAt(now: string, acknowledge: (made: Construct) => void = () => {}, make: Make = role): unknown {
  const made = atTime(now, () => make(new TwoAccounts(), { accessWindow: UNTIL_END }));
  acknowledge(made);
  return Template.fromStack(Stack.of(made));
}

describe('in the last thirty days, a warning has the end', () => {
  test.each([
    ['2026-03-01T23:59:58Z', []],
    ['2026-03-01T23:59:59Z', ['in 30 days']],
    ['2026-03-30T23:59:59Z', ['in a day']],
    ['2026-03-31T00:00:00Z', ['in less than a day']],
    ['2026-03-31T23:59:58Z', ['in less than a day']],
  ])('at %s: %j', (now, expected) => {
    expect(saidAt(now).map((said) => /in (\d+ days|a day|less than a day)/.exec(said)![0])).toEqual(expected);
  });

  test('which can be acknowledged', () => {
    expect(saidAt('2026-03-30T00:00:00Z', role, (made) => Annotations.of(made).acknowledgeWarning(ENDS_SOON, 'we know'))).toEqual([]);
  });

  test.each(EVERY)('of %s', (_, make) => {
    expect(saidAt('2026-03-30T00:00:00Z', make)).toHaveLength(1);
  });
});

test('only the roles of a CrossAccountReadOnlyAccess warn, whether a StackSet or the app makes them', () => {
  const { a, b } = new TwoAccounts();
  const target = TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['ou-ab12-11111111'], managementAccountScope: b, delegatedAdmin: true });
  const access = atTime('2026-03-30T00:00:00Z', () => new CrossAccountReadOnlyAccess(a, 'Access', { trusting: [target], accessWindow: UNTIL_END }));
  const sayingSo = access.node.root.node.findAll().filter(({ node }) => node.metadata.some(({ data }) => String(data).includes('accessWindow ends')));
  expect(sayingSo.map(({ node }) => node.path)).toEqual([access.stackSets[0].role, access.roles[0]].map(({ node }) => node.path));
});

describe('after the end, synthesis fails', () => {
  test.each(['2026-03-31T23:59:59Z', '2026-04-01T00:00:00Z', '2036-01-01T00:00:00Z'])('at %s', (now) => {
    expect(rejectionOf(() => synthesizeAt(now))).toMatchObject({
      path: 'Workload/Role', problem: `accessWindow ended on ${END}`, remedy: expect.stringContaining('acknowledge'),
    });
  });

  test('unless that is acknowledged on the role', () => {
    expect(() => synthesizeAt('2026-04-01T00:00:00Z', (made) => Annotations.of(made).acknowledgeWarning(ENDED, 'the role goes next week'))).not.toThrow();
  });

  test.each(EVERY)('of %s, unless that is acknowledged on the app', (_, make) => {
    expect(() => synthesizeAt('2026-04-01T00:00:00Z', undefined, make)).toThrow(`accessWindow ended on ${END}`);
    expect(() => synthesizeAt('2026-04-01T00:00:00Z', (made) => Annotations.of(made.node.root).acknowledgeWarning(ENDED), make)).not.toThrow();
  });

  test('acknowledging that it ends soon is not enough', () => {
    expect(() => synthesizeAt('2026-04-01T00:00:00Z', (made) => Annotations.of(made).acknowledgeWarning(ENDS_SOON))).toThrow(`accessWindow ended on ${END}`);
  });
});

describe('the role\'s tags and description have the window', () => {
  const BEGIN = Expiration.fromString('2026-03-01T08:00:00Z');

  test.each<[string, AccessWindow | undefined, Record<string, string>, string]>([
    ['until', UNTIL_END, { ValidUntil: END }, `Read-only access for account ${A}, until ${END}`],
    ['from', AccessWindow.startingAt(BEGIN), { ValidFrom: '2026-03-01T08:00:00Z' }, `Read-only access for account ${A}, from 2026-03-01T08:00:00Z on`],
    ['between', AccessWindow.between(BEGIN, Expiration.fromString(END)), { ValidFrom: '2026-03-01T08:00:00Z', ValidUntil: END },
      `Read-only access for account ${A}, from 2026-03-01T08:00:00Z on until ${END}`],
    ['without end', undefined, {}, `Read-only access for account ${A}`],
  ])('%s', (_, accessWindow, tags, description) => {
    const { templateB } = atTime('2026-01-01T00:00:00Z', () => {
      const accounts = new TwoAccounts();
      role(accounts, { accessWindow });
      return accounts;
    });
    const { Tags = [], Description } = only(templateB, 'AWS::IAM::Role');
    expect(Description).toBe(description);
    expect(Object.fromEntries(Tags.map(({ Key, Value }: { Key: string; Value: string }) => [Key, Value]))).toEqual(tags);
  });

  test('but a given description does not', () => {
    const accounts = new TwoAccounts();
    atTime('2026-01-01T00:00:00Z', () => role(accounts, { accessWindow: UNTIL_END, description: 'For the audit' }));
    expect(only(accounts.templateB, 'AWS::IAM::Role').Description).toBe('For the audit');
  });
});

test('a warning says what to do', () => {
  expect(saidAt('2026-03-30T00:00:00Z')).toEqual([
    `Workload/Role: accessWindow ends on ${END}, in a day; extend it, or remove the construct then [ack: ${ENDS_SOON}]`,
  ]);
});

test('an acknowledged end stays acknowledged, whatever other warnings the role has', () => {
  const told: Make = ({ b }, props) => new TrustingRole(b, 'Role', { assumingAccount: A, externalId: 'Contract-42', ...props });
  expect(() => synthesizeAt('2026-04-01T00:00:00Z', (made) => Annotations.of(made).acknowledgeWarning(ENDED, 'nobody uses it'), told)).not.toThrow();
});
