import { readFileSync } from 'fs';
import { join } from 'path';
import { LEVELS } from '../../../tools/levels/levels';
import { pageWithTables, report } from '../../../tools/levels/report';
import { grownBy, REASONS, survey, Surveyed } from '../../../tools/levels/survey';
import { COMPLETE } from '../../support/complete';

// Every action, with each type of resource, at each level, twice.

const doc = (name: string) => readFileSync(join(__dirname, '../../../docs', name), 'utf8');
const level = (name: string) => levels.find((each) => each.name === name)!;
const ids = (actions: { id: string }[]) => actions.map(({ id }) => id);

/** The complete run attaches AdministratorAccess at every level. */
const ATTACHED = COMPLETE ? Object.keys(LEVELS) : ['readOnlyAccess()', 'support()'];

let levels: Surveyed[];
beforeAll(async () => {
  levels = await survey();
});

describe('every action that AWS has, at every level', () => {
  test('the report has what the engine decides; `npm run levels` writes it', async () => {
    expect(doc('levels.md')).toBe(await report(levels));
  });

  test('docs/permissions.md has the same tables', () => {
    const page = doc('permissions.md');
    expect(page.match(/<!-- \/?(numbers|scanners) -->/g)).toHaveLength(4);
    expect(page).toBe(pageWithTables(page, levels));
  });

  test('the counts are those of an independent count of the patterns', () => {
    // Patterns expanded over the same actions, without any of this code; sts:GetCallerIdentity needs no permission.
    expect(level('readOnlyAccess()').counts).toMatchObject({ 'Read': 4070, 'List': 2835, 'Write': 5, 'Permissions management': 3 });
    expect(level('viewOnly()').counts).toMatchObject({ Read: 428 + 1, List: 1143, Write: 1 });
    expect(level('securityAudit()').counts).toMatchObject({ 'Read': 1411 + 1, 'List': 1474, 'Write': 1, 'Permissions management': 3 });
  });
});

describe.each(Object.keys(LEVELS))('%s', (name) => {
  test('allows no action that writes, tags or manages permissions, except those with a documented reason', () => {
    expect(ids(level(name).nonReads).filter((id) => !(id in REASONS))).toEqual([]);
  });

  test('fits IAM\'s quotas', () => {
    const { managed, sizes } = level(name).role;
    expect(sizes.inline.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(10240);
    expect(Math.max(0, ...sizes.managed, ...sizes.shared)).toBeLessThanOrEqual(6144);
    expect(managed.length + sizes.managed.length + sizes.shared.length).toBeLessThanOrEqual(10);
  });
});

test.each(ATTACHED)('%s allows no further action after AdministratorAccess is attached to the role', async (name) => {
  expect(await grownBy(name, 'AdministratorAccess', level(name).allowed)).toEqual([]);
});

describe('data access', () => {
  test.each(['metadataOnly()', 'readOnlyAccess().withoutDataAccess()'])('%s reads no data', (name) => {
    expect(level(name).dataReads.map(({ action }) => action.id)).toEqual([]);
  });

  test('withoutDataAccess() denies only actions that read data', () => {
    const [all, without] = ['readOnlyAccess()', 'readOnlyAccess().withoutDataAccess()'].map(level);
    const gone = [...all.allowed.keys()].filter((id) => !without.allowed.has(id));
    expect(gone).toEqual(all.dataReads.map(({ action }) => action.id).filter((id) => gone.includes(id)));
    expect(gone).toHaveLength(all.dataReads.length);
  });

  test('metadataOnly() is SecurityAudit without data access, and nothing else is missing', () => {
    const [audit, metadata] = ['securityAudit()', 'metadataOnly()'].map(level);
    expect(metadata.allowed.size).toBe(audit.allowed.size - audit.dataReads.length);
    expect(metadata.role.managed).not.toContain('ReadOnlyAccess');
  });
});

test('every documented reason is for an action that some level allows', () => {
  const allowed = new Set(levels.flatMap(({ nonReads }) => ids(nonReads)));
  expect(Object.keys(REASONS).filter((id) => !allowed.has(id))).toEqual([]);
});
