/** Each scanner preset as a template for the owner of another account: deployed by the owner, and assumed by the vendor's role. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, LegacyStackSynthesizer, Stack } from 'aws-cdk-lib';
import { parse } from 'yaml';
import { CALLS } from '../../emulator/testing/calls';
import { Clients } from '../../emulator/testing/clients';
import { ASSUMING_ACCOUNT, Cloud, REGION, TRUSTING_ACCOUNT } from '../../emulator/testing/cloud';
import { inventory } from '../../emulator/testing/inventory';
import { ALLOWED, outcomeOf } from '../../emulator/testing/outcome';
import { allow, root, trust } from '../../emulator/testing/policies';
import { TestStack } from '../../emulator/testing/stack';
import { CrossAccountReadOnlyAccess, PrincipalScope, ReadOnlyPermissions, Scanner, TrustingTarget } from '../../src';
import { OwnerTemplate } from '../../src/targets/template/owner-template';
import { COMPLETE } from '../../test/support/complete';

const EXTERNAL_ID = 'customer-4711';
const ROLE = 'VendorReadOnly';
const ROLE_ARN = `arn:aws:iam::${TRUSTING_ACCOUNT}:role/${ROLE}`;
const MAX_BYTES_WITHOUT_BUCKET = 51_200;

let cloud: Cloud;
let vendor: Clients;
let another: Clients;

/** The session of a role of the vendor, which may assume any role. */
async function vendorRole(name: string): Promise<Clients> {
  const statements = [allow('sts:AssumeRole')];
  const arn = await cloud.role(ASSUMING_ACCOUNT, name, { trust: [trust(root(ASSUMING_ACCOUNT))], statements });
  return cloud.assume((await cloud.user(ASSUMING_ACCOUNT, `${name}-operator`, { statements })).clients, arn);
}

beforeAll(async () => {
  cloud = await Cloud.open();
  vendor = await vendorRole('scanner');
  another = await vendorRole('billing');
});
afterAll(() => cloud.close());

function ownerFiles(scanner: Scanner): Record<'template.yaml' | 'template.json' | 'instructions.md', string> {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'assembly-')), defaultStackSynthesizer: new LegacyStackSynthesizer() });
  const access = new CrossAccountReadOnlyAccess(new Stack(app, 'Vendor', { env: { account: ASSUMING_ACCOUNT, region: REGION } }), 'Access', {
    roleName: ROLE,
    principals: [PrincipalScope.roles('scanner')],
    externalId: EXTERNAL_ID,
    permissions: ReadOnlyPermissions.scanner(scanner),
    trusting: [TrustingTarget.template(TRUSTING_ACCOUNT)],
  });
  app.synth();
  const { directory } = access.roles[0].stack as OwnerTemplate;
  return Object.fromEntries(['template.yaml', 'template.json', 'instructions.md'].map((file) => [file, readFileSync(join(directory, file), 'utf8')])) as never;
}

test.each(COMPLETE ? Object.values(Scanner) : [Scanner.VANTA, Scanner.CLOUDZERO])('%s: the owner deploys it, the vendor\'s role assumes it with the external ID, reads, and cannot write', async (scanner) => {
  const files = ownerFiles(scanner);
  const owner = cloud.administrator(TRUSTING_ACCOUNT);
  const before = await inventory(owner.iam);
  const stack = new TestStack(owner.cloudFormation, `Template-${scanner}`);
  const { ChangeSetId } = await stack.createChangeSet(files['template.yaml']);
  await stack.execute(ChangeSetId!);
  expect([await stack.status(), (await stack.outputs()).RoleArn]).toEqual(['CREATE_COMPLETE', ROLE_ARN]);

  const session = await cloud.assume(vendor, ROLE_ARN, { ExternalId: EXTERNAL_ID });
  expect(await outcomeOf(CALLS['list buckets'](session))).toBe(ALLOWED);
  expect(await outcomeOf(CALLS['create a user'](session))).toBe('AccessDenied');
  expect(await outcomeOf(cloud.assume(vendor, ROLE_ARN, { ExternalId: 'customer-4712' }))).toBe('AccessDenied');
  expect(await outcomeOf(cloud.assume(vendor, ROLE_ARN))).toBe('AccessDenied');
  expect(await outcomeOf(cloud.assume(another, ROLE_ARN, { ExternalId: EXTERNAL_ID }))).toBe('AccessDenied');

  await stack.delete();
  expect(await inventory(owner.iam)).toEqual(before);
  expect(await outcomeOf(cloud.assume(vendor, ROLE_ARN, { ExternalId: EXTERNAL_ID }))).toBe('AccessDenied');
});

test.each(Object.values(Scanner))('%s: both templates are the same, and the page names role, caller, condition and command', (scanner) => {
  const files = ownerFiles(scanner);
  expect(parse(files['template.yaml'])).toEqual(JSON.parse(files['template.json']));
  const text = files['instructions.md'];
  expect(text).toContain(`Creates the role: \`${ROLE_ARN}\``);
  expect(text).toMatch(/Trusted by the role: .*scanner/);
  expect(text).toMatch(/Conditions: .*external ID/i);
  expect(text).toMatch(/The role may read: .*scanner/);
  expect(text).not.toMatch(/undefined|NaN|\[object|\$\{Token/);
  expect(text.includes(' --s3-bucket ')).toBe(Buffer.byteLength(files['template.yaml']) > MAX_BYTES_WITHOUT_BUCKET);
});

test('the same calls are allowed that the preset allows', async () => {
  const stack = new TestStack(cloud.administrator(TRUSTING_ACCOUNT).cloudFormation, 'Template');
  await stack.deploy(JSON.parse(ownerFiles(Scanner.PROWLER)['template.json']));
  const session = await cloud.assume(vendor, ROLE_ARN, { ExternalId: EXTERNAL_ID });
  expect(await outcomeOf(CALLS['list roles'](session))).toBe(ALLOWED);
  await stack.delete();
});
