/**
 * The templates that vendors publish, and the same in this library, compared by the policy engine over every action that AWS documents:
 * no action more, and none less, except those named with a reason.
 */
import { Template } from 'aws-cdk-lib/assertions';
import { Original, ORIGINALS, textOf } from './originals';
import { CREDENTIAL_READS } from '../../../tools/levels/credential-reads/verdicts';
import { decideAll } from '../../../tools/levels/decide';
import { knownActions } from '../../../tools/levels/known-actions';
import { synthesizedRole } from '../../../tools/levels/role-policies';
import { ADMINISTRATOR } from '../../support/callers';
import { COMPLETE } from '../../support/complete';

const allowedByOriginal = async ({ managedPolicies, documents }: Original) =>
  decideAll(await knownActions(), { identity: [...managedPolicies.map(textOf), ...documents], boundary: ADMINISTRATOR });

const allowedByRole = async ({ permissions }: Original) => decideAll(await knownActions(), synthesizedRole(permissions()).policies);

describe.each((COMPLETE ? ORIGINALS : ORIGINALS.slice(0, 1)).map((original) => [original.name, original] as const))('%s', (_, original) => {
  test('the role may do what the original may, except what is named with a reason', async () => {
    const [theirs, ours] = [await allowedByOriginal(original), await allowedByRole(original)];
    expect([...ours.keys()].filter((action) => !theirs.has(action))).toEqual([]);
    const missing = [...theirs.keys()].filter((action) => !ours.has(action) && !(action in CREDENTIAL_READS));
    expect(missing.sort()).toEqual(Object.keys(original.missing).sort());
    expect([...ours].filter(([action, resources]) => resources.join() !== theirs.get(action)!.join())).toEqual([]);
  });

  test('it has no more than ten managed policies, and each policy fits', () => {
    const { managed, sizes } = synthesizedRole(original.permissions());
    expect(managed.length + sizes.managed.length + sizes.shared.length).toBeLessThanOrEqual(10);
    expect(Math.max(...sizes.managed, ...sizes.shared)).toBeLessThanOrEqual(6144);
    expect(sizes.inline.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(10240);
  });
});

/** The boundary and the denials take about as many characters for a short as for a long original: docs/permissions.md says why. */
const BOUNDARY_AND_DENIALS = 45_000;

test.each(ORIGINALS.map((original) => [original.name, original] as const))('%s: the template is at most twice as long as the original, besides the boundary and the denials', (_, original) => {
  const bytes = JSON.stringify(Template.fromStack(synthesizedRole(original.permissions()).stack).toJSON()).length;
  expect(bytes).toBeLessThanOrEqual(2 * JSON.stringify(original.documents).length + BOUNDARY_AND_DENIALS);
});
