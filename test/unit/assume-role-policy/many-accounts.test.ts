/**
 * A group's policies for many listed accounts. Their sizes are measured in the template, as IAM counts them: without white
 * space.
 */
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import * as fc from 'fast-check';
import {
  AssumingGroup, AssumingGroupProps, AwsLogin, CrossAccountReadOnlyAccess, ReadOnlyPermissions, SelfManagedMfa, SessionTag,
  TrustingTarget,
} from '../../../src';
import { mfa, user } from '../../support/callers';
import { DeployedIam } from '../../support/deployed-iam';
import { asText } from '../../support/resources';
import { B, TwoAccounts } from '../../support/two-accounts';
import { rejectionOf } from '../../support/validation-messages';

const INLINE = 5120;
const MANAGED = 6144;
const TRUST = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }] };

/** Account ids in random order, as in an organization. */
const MANY = fc.sample(fc.uniqueArray(fc.integer({ min: 200_000_000_000, max: 999_999_999_999 }).map(String), { minLength: 1500, maxLength: 1500 }),
  { numRuns: 1, seed: 1 })[0];
/** Only accounts that are boundaries, so that each policy ends as early as possible. */
const ENDING_EARLY = Array.from({ length: 1500 }, (_, i) => String(300_000_000_000 + 3 * i));
const accounts = (count: number) => MANY.slice(0, count);
const listed = (ids: string[]) => ids.map((id) => TrustingTarget.account(id));

/** The group's policies for sts:AssumeRole, with the roles in each. */
interface Policies {
  readonly [logicalId: string]: { readonly type: string; readonly size: number; readonly arns: string[] };
}

function policiesOf(ids: string[], props: Partial<AssumingGroupProps> = {}): { all: Policies; forRoles: Policies } {
  const all = Object.fromEntries(Object.entries<any>(grouped(ids, props).templateA.toJSON().Resources)
    .filter(([, { Type }]) => /^AWS::IAM::(Managed)?Policy$/.test(Type))
    .map(([id, { Type, Properties }]) => {
      const document = asText(Properties.PolicyDocument);
      const statements = document.Statement.filter(({ Action }: any) => [Action].flat().includes('sts:AssumeRole'));
      return [id, { type: Type, size: textOf(document).length, arns: statements.flatMap(({ Resource }: any) => Resource) }];
    }));
  return { all, forRoles: Object.fromEntries(Object.entries(all).filter(([, { arns }]) => arns.length > 0)) };
}

function grouped(ids: string[], props: Partial<AssumingGroupProps> = {}): TwoAccounts {
  const made = new TwoAccounts();
  new AssumingGroup(made.a, 'Auditors', { groupName: 'Auditors', ...props, trusting: listed(ids) });
  return made;
}

function textOf(document: object): string {
  return JSON.stringify(document).replaceAll('arn:PARTITION', 'arn:aws');
}

/** The maximum number of accounts of a group, as the error message has it. */
function fitting(props: Partial<AssumingGroupProps> = {}, ids = MANY): number {
  const { path, problem, remedy } = rejectionOf(() => grouped(ids, props));
  expect(path).toBe('Identity/Auditors');
  expect(remedy).toContain('TrustingTarget.stackSetToOrganizationalUnits()');
  return Number(/names 1500 accounts, but the policies of one group can hold only (\d+) of their roles/.exec(problem)![1]);
}

const count = (policies: Policies, type: string) => Object.values(policies).filter((policy) => policy.type === type).length;

describe('the policies of a group over many accounts', () => {
  test.each([1, 10, 70, 100, 300, 1000])('%i accounts: each role once, in order, within every quota', (number) => {
    const ids = accounts(number);
    const { all, forRoles } = policiesOf(ids);
    expect(Object.values(forRoles).flatMap(({ arns }) => arns)).toEqual(ids.map((id) => `arn:PARTITION:iam::${id}:role/SecurityReadOnlyRole`));
    const inline = Object.values(all).filter(({ type }) => type === 'AWS::IAM::Policy');
    expect(inline.reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(INLINE);
    Object.values(all).filter(({ type }) => type === 'AWS::IAM::ManagedPolicy').forEach(({ size }) => expect(size).toBeLessThanOrEqual(MANAGED));
    // With ReadOnlyAccess, ten are attached.
    expect(count(all, 'AWS::IAM::ManagedPolicy')).toBeLessThanOrEqual(9);
  });

  test('no managed policy is made as long as one inline policy will do', () => {
    expect(count(policiesOf(accounts(50)).all, 'AWS::IAM::ManagedPolicy')).toBe(0);
    expect(count(policiesOf(accounts(60)).all, 'AWS::IAM::ManagedPolicy')).toBe(1);
  });

  test.each<[string, Partial<AssumingGroupProps>]>([
    ['by default', {}],
    ['without anything else', { selfManagedMfa: SelfManagedMfa.none(), groupPermissions: ReadOnlyPermissions.none() }],
    ['with a long path and name', { path: '/security/read-only/', roleName: 'AuditorOfTheWholeOrganization' }],
    ['with session tags, which need another action', { sessionTags: [SessionTag.optional('project')] }],
  ])('%s, a group holds at least 97 %% of what an optimal packing would', (_, props) => {
    const number = Math.min(fitting(props), fitting(props, ENDING_EARLY));
    const { forRoles } = policiesOf(accounts(2), props);
    const [{ size, arns }] = Object.values(forRoles);
    const each = textOf({ arn: arns[0] }).length - '{"arn":}'.length + ','.length;
    const inlineElse = Object.values(policiesOf(accounts(2), props).all).reduce((sum, policy) => sum + policy.size, 0) - size;
    const around = size - 2 * each;
    const optimal = Math.floor((INLINE - inlineElse - around) / each) + (props.groupPermissions ? 10 : 9) * Math.floor((MANAGED - around) / each);
    expect(number).toBeGreaterThanOrEqual(0.97 * optimal);
    expect(number).toBeLessThanOrEqual(optimal);
  });

  test('as many as the complaint about too many says do fit, and not one more', () => {
    const number = fitting();
    grouped(accounts(number)).templateA;
    expect(rejectionOf(() => grouped(accounts(number + 1)).templateA).problem)
      .toContain(`names ${number + 1} accounts, but the policies of one group can hold only ${number} of their roles`);
  });

  test('an account more at the end changes one resource of the template, and one that no longer fits makes one', () => {
    [1, 60, 150, 300].forEach((number) => {
      const before = grouped(accounts(number)).templateA.toJSON().Resources;
      const after = grouped(accounts(number + 1)).templateA.toJSON().Resources;
      expect(Object.keys(after).filter((id) => JSON.stringify(after[id]) !== JSON.stringify(before[id]))).toHaveLength(1);
      expect(Object.keys(before).filter((id) => !after[id])).toEqual([]);
    });
  });
});

describe('what else a group has leaves less room', () => {
  const read = (number: number) => ReadOnlyPermissions.custom({
    statements: Array.from({ length: number }, (_, i) => new PolicyStatement({ actions: ['s3:ListBucket'], resources: [`arn:aws:s3:::bucket-${i}`] })),
  });
  const managed = (number: number) => ReadOnlyPermissions.custom({
    managedPolicies: Array.from({ length: number }, (_, i) => ManagedPolicy.fromAwsManagedPolicyName(`Policy${i}`)),
  });

  test.each<[string, Partial<AssumingGroupProps>, Partial<AssumingGroupProps>, number]>([
    ['selfManagedMfa', { selfManagedMfa: SelfManagedMfa.fromConsole() }, { selfManagedMfa: SelfManagedMfa.none() }, 10],
    ['statements of groupPermissions', { groupPermissions: read(30) }, { groupPermissions: read(1) }, 25],
    ['awsLogin', { awsLogin: AwsLogin.sameAndCrossDevice() }, {}, 3],
    ['managed policies of groupPermissions', { groupPermissions: managed(3) }, { groupPermissions: managed(1) }, 200],
    ['denials of groupPermissions', { groupPermissions: ReadOnlyPermissions.metadataOnly() }, { groupPermissions: ReadOnlyPermissions.securityAudit() }, 100],
  ])('%s', (_, more, less, atLeast) => {
    expect(fitting(less) - fitting(more)).toBeGreaterThanOrEqual(atLeast);
    [more, less].forEach((props) => grouped(accounts(fitting(props)), props).templateA);
  });

  test.each<[string, Partial<AssumingGroupProps>]>([
    ['selfManagedMfa', { selfManagedMfa: SelfManagedMfa.none() }],
    ['another selfManagedMfa', { selfManagedMfa: SelfManagedMfa.requireMfa() }],
    ['awsLogin', { awsLogin: AwsLogin.sameAndCrossDevice() }],
    ['a few statements of groupPermissions', { groupPermissions: read(3).combinedWith(ReadOnlyPermissions.readOnlyAccess()) }],
  ])('%s changes none of the policies for roles: to grow before the others shrink could be over the quota for a moment', (_, props) => {
    expect(policiesOf(accounts(400), props).forRoles).toEqual(policiesOf(accounts(400)).forRoles);
  });

  test('where statements of groupPermissions fill the inline policies, roles are in managed ones', () => {
    const groupPermissions = read(32);
    const { forRoles } = policiesOf(accounts(50), { groupPermissions });
    expect(Object.values(forRoles).map(({ type }) => type)).toContain('AWS::IAM::ManagedPolicy');
  });

  test('ten managed policies of groupPermissions leave only inline ones', () => {
    expect(fitting({ groupPermissions: managed(10) })).toBeLessThan(80);
    expect(fitting({ groupPermissions: managed(10) })).toBeGreaterThan(70);
  });

  test('a managed policy added to a full group is one too many', () => {
    const made = new TwoAccounts();
    const ids = accounts(fitting());
    const { group } = new CrossAccountReadOnlyAccess(made.a, 'Access', { trusting: listed(ids) });
    group.addManagedPolicy(ManagedPolicy.fromAwsManagedPolicyName('AWSSupportAccess'));
    expect(rejectionOf(() => made.templateA)).toEqual({
      path: 'Identity/Access/Group', problem: expect.stringContaining('attach 11 managed policies'), remedy: expect.stringContaining('at most 10'),
    });
  });
});

describe('members of a group over 500 accounts', () => {
  const ids = accounts(500);
  const arn = (id: string) => `arn:aws:iam::${id}:role/SecurityReadOnlyRole`;
  const member = user('ann', mfa(), { groups: ['Auditors'] });
  let iam: DeployedIam;
  beforeAll(() => {
    iam = new DeployedIam(grouped(ids).a);
  });

  test.each([0, 60, 75, 190, 300, 410, 499])('may assume the role of account number %i', async (i) => {
    expect(await iam.mayAssume(member, arn(ids[i]), {}, TRUST)).toBe('allowed');
  });

  test('and of no other, nor another role, nor without the group', async () => {
    expect(await iam.mayAssume(member, arn(B), {}, TRUST)).toBe('denied');
    expect(await iam.mayAssume(member, `${arn(ids[300])}2`, {}, TRUST)).toBe('denied');
    expect(await iam.mayAssume(user('ann', mfa()), arn(ids[300]), {}, TRUST)).toBe('denied');
  });
});

test('accounts of a StackSet are named like any others', () => {
  const ids = accounts(300);
  const made = new TwoAccounts();
  new AssumingGroup(made.a, 'Auditors', { groupName: 'Auditors', trusting: [TrustingTarget.stackSetToAccounts(ids.slice(0, 299)), TrustingTarget.account(ids[299])] });
  expect(made.templateA.toJSON()).toEqual(grouped(ids).templateA.toJSON());
});
