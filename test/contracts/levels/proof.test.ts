import { readFileSync } from 'fs';
import { join } from 'path';
import { LEVELS } from '../../../tools/levels/levels';
import { pageWithTables, report } from '../../../tools/levels/report';
import { grownBy, REASONS, survey, Surveyed } from '../../../tools/levels/survey';

// All actions, with each kind of resource, at each level, twice.

const doc = (name: string) => readFileSync(join(__dirname, '../../../docs', name), 'utf8');
const level = (name: string) => levels.find((each) => each.name === name)!;
const ids = (actions: { id: string }[]) => actions.map(({ id }) => id);

let levels: Surveyed[];
beforeAll(async () => {
  levels = await survey();
});

describe('every action that AWS has, at every level', () => {
  test('the report has the engine\'s decisions; `npm run levels` writes it', async () => {
    expect(doc('levels.md')).toBe(await report(levels));
  });

  test('docs/permissions.md has the same tables', () => {
    const page = doc('permissions.md');
    expect(page.match(/<!-- \/?(numbers|scanners) -->/g)).toHaveLength(4);
    expect(page).toBe(pageWithTables(page, levels));
  });

  test('ReadOnlyAccess allows the number of actions that was counted by hand', () => {
    // The patterns were expanded without this code; sts:GetCallerIdentity needs no permission.
    expect(level('readOnlyAccess()').counts).toMatchObject({ 'Read': 4070, 'List': 2835, 'Write': 5, 'Permissions management': 3 });
    expect(level('viewOnly()').counts).toMatchObject({ Read: 428 + 1, List: 1143, Write: 1 });
    expect(level('securityAudit()').counts).toMatchObject({ 'Read': 1411 + 1, 'List': 1474, 'Write': 1, 'Permissions management': 3 });
  });
});

describe.each(Object.keys(LEVELS))('%s', (name) => {
  test('allows no action that writes, tags or manages permissions, but for those that somebody gave a reason for', () => {
    expect(ids(level(name).notReads).filter((id) => !(id in REASONS))).toEqual([]);
  });

  test('allows no action more after an administrator\'s policy is attached to the role', async () => {
    expect(await grownBy(name, 'AdministratorAccess', level(name).allowed)).toEqual([]);
  });

  test('fits IAM\'s quotas', () => {
    const { managed, sizes } = level(name).role;
    expect(sizes.inline.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(10240);
    expect(Math.max(0, ...sizes.managed)).toBeLessThanOrEqual(6144);
    expect(managed.length + sizes.managed.length).toBeLessThanOrEqual(10);
  });
});

describe('content', () => {
  test.each(['metadataOnly()', 'readOnlyAccess().withoutDataAccess()'])('%s reads none', (name) => {
    expect(level(name).contentReads.map(({ action }) => action.id)).toEqual([]);
  });

  test('only data is removed', () => {
    const [all, without] = ['readOnlyAccess()', 'readOnlyAccess().withoutDataAccess()'].map(level);
    const gone = [...all.allowed.keys()].filter((id) => !without.allowed.has(id));
    expect(gone).toEqual(all.contentReads.map(({ action }) => action.id).filter((id) => gone.includes(id)));
    expect(gone).toHaveLength(all.contentReads.length);
  });

  test('metadataOnly() is SecurityAudit without content, and nothing else is missing', () => {
    const [audit, metadata] = ['securityAudit()', 'metadataOnly()'].map(level);
    expect(metadata.allowed.size).toBe(audit.allowed.size - audit.contentReads.length);
    expect(metadata.role.managed).not.toContain('ReadOnlyAccess');
  });
});

test('every reason is for an action that some level allows', () => {
  const allowed = new Set(levels.flatMap(({ notReads }) => ids(notReads)));
  expect(Object.keys(REASONS).filter((id) => !allowed.has(id))).toEqual([]);
});
