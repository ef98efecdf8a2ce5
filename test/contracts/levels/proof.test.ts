import { covered } from '../../../src/permissions/aws/known-actions';
import { coveredBy } from '../../../src/permissions/boundary/allowed-actions';
import { Precision } from '../../../src/permissions/boundary/level-patterns';
import { credentialReadsFile, dataAccessFile } from '../../../src/permissions/data';
import { LEVELS } from '../../../tools/levels/levels';
import { grownBy, REASONS, survey, Surveyed } from '../../../tools/levels/survey';
import { COMPLETE } from '../../support/complete';

// Every action, with each type of resource, twice.

const level = (name: string) => levels.find((each) => each.name === name)!;

/** The default level and one made of statements; the complete run has every level. */
const PROVEN = COMPLETE ? Object.keys(LEVELS) : ['readOnlyAccess()', 'support()'];

const READS = covered('*').reads;
const NO_METADATA = new Set(coveredBy([...dataAccessFile().patterns, ...credentialReadsFile().patterns], READS));
const METADATA = new Set(READS.filter((action) => !NO_METADATA.has(action)));

const MUST_NOT_BE_ADDED: Record<Precision, (actionOnResource: string) => boolean> = {
  nothing: () => true,
  metadata: (actionOnResource) => !METADATA.has(actionOnResource.split(' ')[0]),
};

let levels: Surveyed[];
beforeAll(async () => {
  levels = await survey(PROVEN);
});

describe.each(PROVEN)('%s', (name) => {
  test('allows no action that writes, tags or manages permissions, except those with a documented reason', () => {
    expect(level(name).nonReads.map(({ id }) => id).filter((id) => !(id in REASONS))).toEqual([]);
  });

  test('fits IAM\'s quotas', () => {
    const { managed, sizes } = level(name).role;
    expect(sizes.inline.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(10240);
    expect(Math.max(0, ...sizes.managed, ...sizes.shared)).toBeLessThanOrEqual(6144);
    expect(managed.length + sizes.managed.length + sizes.shared.length).toBeLessThanOrEqual(10);
  });

  test('allows no write and no read of data after AdministratorAccess is attached to the role, and mostly nothing at all', async () => {
    const added = await grownBy(name, 'AdministratorAccess', level(name).allowed);
    expect(added.filter(MUST_NOT_BE_ADDED[level(name).addable])).toEqual([]);
  });
});
