import { CODE_FAULTS, DEFAULTS, Promised } from './code-faults';
import { Load, withEditedSource } from './edited-source';
import { prove } from './prove';
import { engineDecision, proveAction } from './prove-action';
import { engineDecisionOnWrite, openWrites } from './writes';
import { RolePolicies } from '../../tools/levels/ask-engine';
import { Configuration } from '../properties/who-may-assume/configuration';
import { decide } from '../properties/who-may-assume/engine';
import { getsIn } from '../properties/who-may-assume/oracle';
import { COMPLETE } from '../support/complete';

type Decided = 'allowed' | 'denied';

/** What the edited library makes, as a function that finds out who is wrongly decided on. Each witness is replayed by the policy engine. */
function policiesOf(promise: Promised, load: Load): () => Promise<Decided[]> {
  const named = (entries: any[], name: string) => entries.find(({ what }) => what === name);
  const actions = (promises: any[]) => async () => (await Promise.all(promises.map(wronglyOnAction))).flat();
  if ('trustPolicy' in promise) {
    const configuration = { ...DEFAULTS, ...promise.trustPolicy };
    const role = load('test/properties/who-may-assume/library').make(configuration);
    return () => wronglyTrusted(configuration, role);
  }
  if ('writes' in promise) {
    const { policies } = load('tools/levels/role-policies').synthesizedRole(load('tools/levels/levels').LEVELS[promise.writes]());
    return () => wronglyOpen(policies);
  }
  if ('devices' in promise) {
    const { MFA_DEVICES, promisesAboutDevices } = load('test/proof/mfa-devices');
    return actions(promisesAboutDevices(named(MFA_DEVICES, promise.devices), 'ann'));
  }
  if ('session' in promise) {
    const { LIMITED_ROLES, promiseToSession } = load('test/proof/sessions');
    return actions([promiseToSession(named(LIMITED_ROLES, promise.session))]);
  }
  const { ACCESSES, promisesToMember, promisesToGrantee } = load('test/proof/members');
  return actions('member' in promise ? promisesToMember(named(ACCESSES, promise.member)) : promisesToGrantee(named(ACCESSES, promise.grantee)));
}

async function wronglyTrusted(configuration: Configuration, { arn: roleArn, trustPolicy }: any): Promise<Decided[]> {
  const { counterexamples } = await prove(configuration, trustPolicy, { withoutWitnesses: true });
  return Promise.all(counterexamples.map(async ({ caller, promised }) => {
    expect(getsIn(configuration, caller)).toBe(promised);
    expect((await decide({ caller, roleArn, trustPolicy })).getsIn).toBe(!promised);
    return promised ? 'denied' : 'allowed';
  }));
}

async function wronglyOnAction(promise: any): Promise<Decided[]> {
  const { counterexamples } = await proveAction(promise);
  return Promise.all(counterexamples.map(async ({ call, promised }) => {
    const decision = promised ? 'denied' : 'allowed';
    expect(await engineDecision(promise, call)).toBe(decision);
    return decision;
  }));
}

async function wronglyOpen(role: RolePolicies): Promise<Decided[]> {
  return Promise.all((await openWrites(role)).map(async (write): Promise<Decided> => {
    expect(await engineDecisionOnWrite(role, write)).toBe('allowed');
    return 'allowed';
  }));
}

describe('the proof sees planted edits of the code that writes policies', () => {
  test('at least forty faults, and harmless edits', () => {
    expect(CODE_FAULTS.filter(({ wrongly }) => wrongly !== 'nobody').length).toBeGreaterThanOrEqual(40);
    expect(CODE_FAULTS.filter(({ wrongly }) => wrongly === 'nobody').length).toBeGreaterThanOrEqual(5);
  });

  // The quick run has the first fault only.
  test.each(COMPLETE ? CODE_FAULTS : CODE_FAULTS.slice(0, 1))('$what: $wrongly', async ({ promise, wrongly, ...edit }) => {
    const found = new Set(await withEditedSource(edit, (load) => policiesOf(promise, load))());
    expect(found.size === 2 ? 'both' : [...found][0] ?? 'nobody').toBe(wrongly);
  });
});
