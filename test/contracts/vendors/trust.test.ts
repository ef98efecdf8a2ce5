/**
 * Who can assume the roles of docs/vendors.md, decided by the policy engine and compared with the trust policies that vendors publish: no
 * caller more, and none less, except those named with a reason.
 */
import { Stack } from 'aws-cdk-lib';
import { Scanner } from '../../../src';
import { snippetsOfPage } from '../../../tools/packaging/snippets';
import { AssumeRoleCall } from '../../support/assume-role-call';
import { ACCESS_KEY, ADMINISTRATOR, Caller, mfa, root, session, user } from '../../support/callers';
import { DeployedIam } from '../../support/deployed-iam';
import { run, stacksOf } from '../../support/examples';
import { page } from '../../support/pages';

/** A trust policy as it is published. */
interface Published {
  /** The id of the construct in the example. */
  readonly id: string;
  readonly account: string;
  /** The vendor's role, with its path: a name that the trust policy accepts. */
  readonly role: string;
  readonly principal: string;
  readonly condition?: object;
  readonly hasExternalId: boolean;
  readonly tagsAllowed?: boolean;
}

const rootOf = (account: string) => `arn:aws:iam::${account}:root`;
const vendor = (id: string, account: string, role: string, principal = rootOf(account), condition?: object): Published =>
  ({ id, account, role, principal, condition, hasExternalId: true });
const OWN = '111111111111';

const PUBLISHED: Published[] = [
  vendor('CloudZero', '061190967865', 'any'),
  vendor('Datadog', '464622532012', 'any'),
  vendor('Drata', '269135526815', 'any'),
  vendor('Lacework', '434813966438', 'lacework-platform', 'arn:aws:iam::434813966438:role/lacework-platform'),
  vendor('Orca', '976280145156', 'any'),
  vendor('Prowler', '232136659152', 'prowler-scan', undefined, { StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::232136659152:role/prowler*' } }),
  vendor('Sysdig', '263844535661', 'us-west-2-production-secure-assume-role', 'arn:aws:iam::263844535661:role/us-west-2-production-secure-assume-role'),
  vendor('Vanta', '956993596390', 'scanner', 'arn:aws:iam::956993596390:role/scanner'),
  vendor('Wiz', '197171649850', 'prod-us20-AssumeRoleDelegator'),
  { id: 'Cartography', account: OWN, role: 'cartography-service', principal: rootOf(OWN), hasExternalId: false },
  { id: 'CloudQuery', account: OWN, role: 'cloudquery-mgmt-ro', principal: `arn:aws:iam::${OWN}:role/cloudquery-mgmt-ro`, hasExternalId: false, tagsAllowed: true },
  {
    id: 'SelfServiceSecurityAssessment',
    account: OWN,
    role: '/service-role/ProwlerCodeBuildRole',
    principal: rootOf(OWN),
    hasExternalId: false,
    condition: { ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${OWN}:role/service-role/ProwlerCodeBuildRole` } },
  },
];

const WITHOUT_TEMPLATE = ['ScoutSuite', 'Steampipe', 'Vendor'];

/** The callers that published policies trust, and that these roles do not. */
const NARROWER: Record<string, string> = {
  'a user, by access key': 'vendors call as roles, and an access key is long-term',
  'a user, with MFA': 'vendors call as roles',
  'the root user': 'vendors call as roles',
  'another role': 'the example names the role that calls',
};

const ALL = { policies: [ADMINISTRATOR] };

function roleOf(account: string, role: string): Caller {
  const [name, ...path] = role.split('/').reverse();
  return session(name, { account, path: `${path.reverse().join('/')}/`, ...ALL });
}

type Call = [who: string, caller: Caller, call: AssumeRoleCall];

function callsOf({ account, role, hasExternalId }: Published, externalId: string | undefined): Call[] {
  const id = hasExternalId ? { externalId } : {};
  return [
    ['the vendor', roleOf(account, role), id],
    ...hasExternalId ? [
      ['the vendor, for another customer', roleOf(account, role), { externalId: `${externalId}2` }] as Call,
      ['the vendor, without the external ID', roleOf(account, role), {}] as Call,
    ] : [],
    ['the vendor, with session tags', roleOf(account, role), { ...id, tags: { project: 'x' } }],
    ['another role', roleOf(account, 'x-another'), id],
    ['a user, by access key', user('ann', ACCESS_KEY, { account, ...ALL }), id],
    ['a user, with MFA', user('ann', mfa(), { account, ...ALL }), id],
    ['the root user', root(account), id],
    ['the same role in another account', roleOf('444444444444', role), id],
    ['the same role in the trusting account', session(role.split('/').at(-1)!, { account: '222222222222' }), id],
  ];
}

const EXAMPLES = snippetsOfPage(page('docs/vendors.md'));

/** The role of an example, deployed. */
function example(id: string): { iam: DeployedIam; arn: string } {
  const snippet = EXAMPLES.find(({ source }) => source.includes(`(accountB, '${id}'`))!;
  const iam = new DeployedIam(...run(snippet).flatMap(stacksOf) as Stack[]);
  return { iam, arn: iam.roleArns[0] };
}

function published({ principal, condition = {}, hasExternalId, tagsAllowed }: Published, externalId: string): object {
  return {
    Version: '2012-10-17',
    Statement: [{
      Effect: 'Allow',
      Principal: { AWS: principal },
      Action: tagsAllowed ? ['sts:AssumeRole', 'sts:TagSession'] : 'sts:AssumeRole',
      Condition: { ...condition, ...hasExternalId && { StringEquals: { 'sts:ExternalId': externalId } } },
    }],
  };
}

const externalIdOf = (iam: DeployedIam, arn: string) => /"sts:ExternalId":"([^"]+)"/.exec(JSON.stringify(iam.trustOf(arn)))?.[1] ?? '';

afterEach(() => vi.restoreAllMocks());

test('every scanner has an example, and every example is compared, or has nothing to be compared with', () => {
  const text = page('docs/vendors.md');
  expect(Object.keys(Scanner).filter((name) => !text.includes(`Scanner.${name})`))).toEqual([]);
  const ids = EXAMPLES.map(({ source }) => /new TrustingRole\(accountB, '(\w+)'/.exec(source)![1]);
  expect(ids.sort()).toEqual([...PUBLISHED.map(({ id }) => id), ...WITHOUT_TEMPLATE].sort());
});

test.each(PUBLISHED.map((one) => [one.id, one] as const))('%s: no caller more than the published trust policy, and no caller less without a reason', async (id, original) => {
  const { iam, arn } = example(id);
  const externalId = externalIdOf(iam, arn);
  const theirs = published(original, externalId);
  const decisions = await Promise.all(callsOf(original, externalId).map(async ([who, caller, call]) =>
    [who, await iam.mayAssume(caller, arn, call), await iam.mayAssume(caller, arn, call, theirs)] as const));
  expect(decisions.find(([who]) => who === 'the vendor')).toEqual(['the vendor', 'allowed', 'allowed']);
  expect(decisions.filter(([, ours, their]) => ours === 'allowed' && their === 'denied')).toEqual([]);
  const fewer = decisions.filter(([, ours, their]) => ours === 'denied' && their === 'allowed').map(([who]) => who);
  expect(fewer.filter((who) => !(who in NARROWER))).toEqual([]);
  const never = ['the vendor, for another customer', 'the vendor, without the external ID', 'the same role in another account', 'the same role in the trusting account'];
  expect(decisions.filter(([who, ours]) => never.includes(who) && ours === 'allowed')).toEqual([]);
});

test.each<[string, string, string, string?]>([
  ['ScoutSuite', OWN, 'ScoutSuite'],
  ['Steampipe', OWN, 'Steampipe'],
  ['Vendor', OWN, 'Scanner', 'shown-by-the-vendor'],
  ['Vendor', '333333333333', 'any', 'shown-by-the-vendor'],
])('%s: the role in account %s called %s can assume the role, the nearest one cannot', async (id, account, role, externalId) => {
  const { iam, arn } = example(id);
  expect(await iam.mayAssume(roleOf(account, role), arn, { externalId })).toBe('allowed');
  expect(await iam.mayAssume(roleOf('444444444444', role), arn, { externalId })).toBe('denied');
  expect(await iam.mayAssume(externalId ? roleOf(account, role) : roleOf(account, `${role}2`), arn, externalId ? { externalId: `${externalId}2` } : {})).toBe('denied');
  expect(await iam.mayAssume(user(role, mfa(), { account, ...ALL }), arn, { externalId })).toBe('denied');
});
