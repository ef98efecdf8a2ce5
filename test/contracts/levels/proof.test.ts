import { LEVELS } from '../../../tools/levels/levels';
import { grownBy, REASONS, survey, Surveyed } from '../../../tools/levels/survey';
import { COMPLETE } from '../../support/complete';

// Every action, with each type of resource, twice.

const level = (name: string) => levels.find((each) => each.name === name)!;

/** The default level and one made of statements; the complete run has every level. */
const PROVEN = COMPLETE ? Object.keys(LEVELS) : ['readOnlyAccess()', 'support()'];

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

  test('allows no further action after AdministratorAccess is attached to the role', async () => {
    expect(await grownBy(name, 'AdministratorAccess', level(name).allowed)).toEqual([]);
  });
});
