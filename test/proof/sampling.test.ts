/** Which planted faults of trust policies random callers see. The proof sees all of them: docs/decisions/044-proof.md has the result. */
import * as fc from 'fast-check';
import { CODE_FAULTS, DEFAULTS } from './code-faults';
import { withEditedSource } from './edited-source';
import { FAULTS } from './faults';
import { callerFor, recipes } from '../properties/who-may-assume/callers';
import { Configuration } from '../properties/who-may-assume/configuration';
import { decide } from '../properties/who-may-assume/engine';
import { make, MadeRole } from '../properties/who-may-assume/library';
import { getsIn } from '../properties/who-may-assume/oracle';

interface FaultyRole extends Pick<MadeRole, 'arn' | 'trustPolicy'> {
  readonly what: string;
  readonly configuration: Configuration;
}

const CALLERS = 500;

const ofPolicies = () => FAULTS.filter(({ wrongly }) => wrongly !== 'nobody').map(({ what, configuration, edit }): FaultyRole => {
  const { arn, trustPolicy } = make(configuration);
  return { what, configuration, arn, trustPolicy: JSON.parse(edit(JSON.stringify(trustPolicy))) };
});

const ofCode = () => CODE_FAULTS.flatMap(({ what, promise, wrongly, ...edit }): FaultyRole[] => {
  if (wrongly === 'nobody' || !('trustPolicy' in promise)) {
    return [];
  }
  const configuration = { ...DEFAULTS, ...promise.trustPolicy };
  return [{ what, configuration, ...withEditedSource(edit, (load) => load('test/properties/who-may-assume/library').make(configuration)) }];
});

async function isSeen({ configuration, arn: roleArn, trustPolicy }: FaultyRole): Promise<boolean> {
  for (const recipe of fc.sample(recipes, { numRuns: CALLERS, seed: 7 })) {
    const caller = callerFor(configuration, recipe);
    if ((await decide({ caller, roleArn, trustPolicy })).getsIn !== getsIn(configuration, caller)) {
      return true;
    }
  }
  return false;
}

test.each<[string, () => FaultyRole[]]>([
  ['edits of trust policies', ofPolicies], ['edits of the code', ofCode],
])('%s: the proof sees more than random callers do', async (kind, faulty) => {
  const [roles, unseen] = [faulty(), [] as string[]];
  for (const role of roles) {
    unseen.push(...await isSeen(role) ? [] : [role.what]);
  }
  console.log(`${kind}: the proof sees all ${roles.length}, ${CALLERS} random callers ${roles.length - unseen.length}; only by proof: ${unseen.join('; ')}`);
  expect(unseen.length).toBeGreaterThan(0);
  expect(unseen.length).toBeLessThan(roles.length);
}, 600_000);
