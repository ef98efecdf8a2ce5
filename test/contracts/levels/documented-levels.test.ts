import { readFileSync } from 'fs';
import { join } from 'path';
import { pageWithTables, report } from '../../../tools/levels/report';
import { REASONS, survey, Surveyed } from '../../../tools/levels/survey';

// Tests that need every level at once, with every action and each type of resource.

const doc = (name: string) => readFileSync(join(__dirname, '../../../docs', name), 'utf8');
const level = (name: string) => levels.find((each) => each.name === name)!;

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
    // Patterns expanded over the same actions, without any of this code; sts:GetCallerIdentity needs no permission. Subtracted are the
    // reads that hand out credentials or change something.
    expect(level('readOnlyAccess()').counts).toMatchObject({ 'Read': 4070 - 45, 'List': 2835 - 14, 'Write': 5 - 2, 'Permissions management': 3 });
    expect(level('viewOnly()').counts).toMatchObject({ Read: 428 + 1 - 2, List: 1143 - 6, Write: 1 });
    expect(level('securityAudit()').counts).toMatchObject({ 'Read': 1411 + 1 - 3, 'List': 1474 - 6, 'Write': 1, 'Permissions management': 3 });
  });
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
  const allowed = new Set(levels.flatMap(({ nonReads }) => nonReads.map(({ id }) => id)));
  expect(Object.keys(REASONS).filter((id) => !allowed.has(id))).toEqual([]);
});
