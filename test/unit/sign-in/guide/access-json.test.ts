import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import Ajv from 'ajv';
import { App, Duration, Expiration, Stack, Tags } from 'aws-cdk-lib';
import { User } from 'aws-cdk-lib/aws-iam';
import { access, accessTrusting, accounts, MALICIOUS_NAMES, maliciousAccess } from '../../../../e2e/guide/samples';
import { AccessGuide, AccessWindow, CrossAccountReadOnlyAccess, PrincipalScope, ReadOnlyPermissions, TrustingTarget } from '../../../../src';
import { accessJson } from '../../../../src/sign-in/guide/access-json';
import { atTime } from '../../../support/clock';
import { A, B, C } from '../../../support/two-accounts';

const SCHEMA = JSON.parse(readFileSync(join(__dirname, '../../../../docs/access.schema.json'), 'utf8'));
const validate = new Ajv({ strict: false }).compile(SCHEMA);

/** The errors of a text by the schema. */
function problemsOf(text: string): unknown[] {
  return validate(JSON.parse(text)) ? [] : validate.errors!;
}

const outdir = mkdtempSync(join(tmpdir(), 'inventory-'));
afterAll(() => rmSync(outdir, { recursive: true }));

/** The file of a guide with two constructs: one with named accounts, one with an organization. */
function written(): string {
  const app = new App({ outdir });
  const stackIn = (id: string, account: string) => new Stack(app, id, { env: { account, region: 'eu-west-1' } });
  const [a, b] = [stackIn('Identity', A), stackIn('Workload', B)];
  Tags.of(b).add('Owner', 'team-payments');
  const accesses = atTime('2026-01-01T00:00:00Z', () => [
    new CrossAccountReadOnlyAccess(a, 'Audit', {
      groupName: 'Auditors',
      users: [User.fromUserName(a, 'Ann', 'ann')],
      trusting: [TrustingTarget.scope(b), TrustingTarget.account(C, { name: 'Payments production' })],
      principals: [PrincipalScope.users('ann')],
      accessWindow: AccessWindow.endingAt(Expiration.fromString('2026-03-31T23:59:59Z')),
      permissions: ReadOnlyPermissions.metadataOnly(),
      maxSessionDuration: Duration.hours(4),
      description: 'For the audit of 2026',
    }),
    new CrossAccountReadOnlyAccess(a, 'Everywhere', {
      trusting: [TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['ou-ab12-11111111'] })],
      roleName: 'Everywhere',
      externalId: 'contract-42',
    }),
  ]);
  const { directory } = new AccessGuide(a, 'Guide', { accesses: accesses });
  app.synth();
  return readFileSync(join(directory, 'access.json'), 'utf8');
}

test('lists who may assume each role, and for how long', () => {
  const text = written();
  expect(problemsOf(text)).toEqual([]);
  const { version, accesses: [audit, everywhere] } = JSON.parse(text);
  const trust = {
    trusted: ['the user ann'], conditions: ['has signed in with MFA', 'assumes the role until 2026-03-31T23:59:59Z'], addedStatements: [], alsoAllowed: [],
  };
  expect(version).toBe('2.1');
  expect(audit).toEqual({
    title: 'Audit',
    path: 'Identity/Audit',
    description: 'For the audit of 2026',
    assumingAccount: A,
    roleName: 'SecurityReadOnlyRole',
    permissions: expect.stringContaining('SecurityAudit'),
    allowed: ['members of the group Auditors: ann'],
    longestSession: '4 hours',
    validUntil: '2026-03-31T23:59:59Z',
    accounts: [
      { name: 'Workload', id: B, roleArn: `arn:aws:iam::${B}:role/SecurityReadOnlyRole`, declared: false, ...trust, owner: 'team-payments', switchRoleUrl: expect.stringContaining(B) },
      { name: 'Payments production', id: C, roleArn: `arn:aws:iam::${C}:role/SecurityReadOnlyRole`, declared: true, ...trust, stage: 'production', switchRoleUrl: expect.stringContaining(C) },
    ],
  });
  expect(everywhere.accounts).toEqual([{
    name: expect.stringContaining('ou-ab12-11111111'),
    id: '*',
    roleArn: expect.stringContaining('role/Everywhere'),
    declared: true,
    trusted: [`any principal in account ${A} that its own policies allow`],
    conditions: ['has signed in with MFA', 'passes the external ID contract-42'],
    addedStatements: [],
    alsoAllowed: [],
  }]);
});

test('is written the same way each time, a line each, so that a diff shows what has changed', () => {
  const [before, after] = ['ann', 'bob'].map((name) => accessTrusting({ trusted: [`the user ${name}`] }, { accounts: accounts(1) })).map((one) => accessJson('Access', [one]).split('\n'));
  expect(before).toHaveLength(after.length);
  expect(after.filter((line, i) => line !== before[i])).toEqual(['            "the user bob"']);
});

test.each(MALICIOUS_NAMES)('%j is data, and no character in it is invisible', (name) => {
  const text = accessJson(name, [maliciousAccess(name)]);
  expect(problemsOf(text)).toEqual([]);
  expect(JSON.parse(text).title).toBe(name);
  expect(text.match(/[\u200E\u200F\u202A-\u202E\u2066-\u2069]|(?!\n)\p{Cc}/u)).toBeNull();
});

test.each([
  ['a control character', '\u0085', '\\u0085'],
  ['an invisible hyphen', '\u00AD', '\\u00ad'],
  ['what is outside the first plane', '\u{E0001}', '\\udb40\\udc01'],
  ['a separator of lines', '\u2028', '\\u2028'],
])('spells %s', (_, character, spelled) => {
  expect(accessJson(`<${character}>`, [])).toContain(`"title": "<${spelled}>"`);
});

test('names its schema', () => {
  expect(JSON.parse(accessJson('Access', [access()])).$schema).toBe(SCHEMA.$id);
});

test.each<[string, (text: string) => string]>([
  ['another version', (text) => text.replace('"2.1"', '"3.0"')],
  ['an unknown field', (text) => text.replace('"path"', '"road"')],
  ['an invalid date', (text) => text.replace('"longestSession"', '"validUntil": "soon", "longestSession"')],
])('the schema rejects %s', (_, change) => {
  const text = accessJson('Access', [access()]);
  expect(problemsOf(text)).toEqual([]);
  expect(problemsOf(change(text))).not.toEqual([]);
});
