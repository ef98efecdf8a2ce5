import { inspect } from 'util';
import * as fc from 'fast-check';
import { Caller, callerFor, recipes } from './who-may-assume/callers';
import { Configuration, configurations, Scope } from './who-may-assume/configuration';
import { Assumption, decide, explained } from './who-may-assume/engine';
import { make } from './who-may-assume/library';
import { getsIn, isRejected } from './who-may-assume/oracle';
import { ValidationError } from '../../src/core/validation-error';
import { ADMINISTRATOR } from '../support/callers';
import { COMPLETE } from '../support/complete';
import { B, C } from '../support/two-accounts';

/** The number of decisions of the first property; the other properties scale with it. Any number, or fewer without `COMPLETE=1`. */
const DECISIONS = Number(process.env.DECISIONS ?? (COMPLETE ? 5000 : 500));

if (!(DECISIONS > 0)) {
  throw new Error(`DECISIONS is ${process.env.DECISIONS}; set it to the number of decisions`);
}

/** Callers for each role: to make a role costs more than a decision. */
const CALLERS = 10;
const ROLES = Math.ceil(DECISIONS / CALLERS);
const FEWER_ROLES = Math.ceil(ROLES / 4);
/** With this many decisions, both outcomes occur often enough. */
const ENOUGH = 400;
const MOST_MILLISECONDS = 60_000 + 10 * DECISIONS;

const accepted = configurations.filter((configuration) => !isRejected(configuration));
const severalRecipes = fc.array(recipes, { minLength: CALLERS, maxLength: CALLERS });

describe('the trust policy allows exactly the trusted callers who meet the conditions', () => {
  test('for any configuration', async () => {
    const taken = { allowed: 0, denied: 0 };
    await holds(fc.asyncProperty(accepted, severalRecipes, async (configuration, made) => {
      const role = make(configuration);
      for (const caller of made.map((recipe) => callerFor(configuration, recipe))) {
        await expectDecision(getsIn(configuration, caller), { configuration }, { caller, roleArn: role.arn, trustPolicy: role.trustPolicy });
        taken[getsIn(configuration, caller) ? 'allowed' : 'denied']++;
      }
    }), ROLES);
    expectBothOften(taken.allowed, taken.denied);
    expect(taken.allowed + taken.denied).toBeGreaterThanOrEqual(DECISIONS);
    if (process.env.DECISIONS) {
      console.log(taken);
    }
  }, MOST_MILLISECONDS);

  test('for any order in which scopes are added, at once or later', async () => {
    const withScopes = accepted.filter(({ scopes }) => scopes.length > 1);
    await holds(fc.asyncProperty(withScopes, severalRecipes, fc.infiniteStream(fc.nat()), async (configuration, made, order) => {
      const [first, later] = halves({ ...configuration, scopes: sorted(configuration.scopes, order) });
      const role = make(first, later);
      for (const caller of made.map((recipe) => callerFor(configuration, recipe))) {
        await expectDecision(getsIn(configuration, caller), { first, later }, { caller, roleArn: role.arn, trustPolicy: role.trustPolicy });
      }
    }), FEWER_ROLES);
  }, MOST_MILLISECONDS);
});

test('the statement for the callers\' own policies allows every trusted caller to assume the role, and that role only', async () => {
  await holds(fc.asyncProperty(accepted, severalRecipes, async (configuration, made) => {
    const { arn, trustPolicy, assumeRoleStatement } = make(configuration);
    const ownPolicies = [{ Version: '2012-10-17', Statement: [assumeRoleStatement] }];
    for (const caller of made.map((recipe) => callerFor(configuration, recipe)).filter((one) => one.kind !== 'service' && getsIn(configuration, one))) {
      await expectDecision(true, { configuration }, { caller, roleArn: arn, trustPolicy, ownPolicies });
      for (const roleArn of [`${arn}2`, arn.replace('role/', 'role/x/'), arn.replace(B, C)].filter((other) => isForeign(caller, other))) {
        await expectDecision(true, { configuration }, { caller, roleArn, trustPolicy, ownPolicies: [ADMINISTRATOR] });
        await expectDecision(false, { configuration }, { caller, roleArn, trustPolicy, ownPolicies });
      }
    }
  }), FEWER_ROLES);
}, MOST_MILLISECONDS);

test('a condition is rejected exactly if no trusted principal can meet it', () => {
  const rejections = { yes: 0, no: 0 };
  const mostlyOfSessions = configurations.map(({ scopes, ...others }) => ({
    ...others, scopes: scopes.filter(({ kind }) => ['roles', 'rolesMatching', 'anyRole', 'permissionSets'].includes(kind)),
  }));
  fc.assert(fc.property(fc.oneof(configurations, mostlyOfSessions), (configuration) => {
    expect(isRejectedByLibrary(configuration)).toBe(isRejected(configuration));
    rejections[isRejected(configuration) ? 'yes' : 'no']++;
  }), { numRuns: Math.max(ROLES, ENOUGH) });
  expectBothOften(rejections.yes, rejections.no);
}, MOST_MILLISECONDS);

/** A caller in the role's own account would need no policy. */
function isForeign({ account }: Caller, roleArn: string): boolean {
  return account !== roleArn.split(':')[4];
}

/** Fails if one of the two outcomes is rare: a property then proves little about it. */
function expectBothOften(one: number, other: number): void {
  if (one + other < ENOUGH) {
    return;
  }
  expect(Math.min(one, other)).toBeGreaterThan((one + other) / 10);
}

function sorted<T>(list: T[], order: Iterator<number>): T[] {
  return list.map((entry) => ({ entry, rank: order.next().value as number })).sort((a, b) => a.rank - b.rank).map(({ entry }) => entry);
}

/** The scopes that must be given at once, so that some principal can meet each condition, and those that can be added later. */
function halves(configuration: Configuration): [Configuration, Scope[]] {
  const parts = configuration.scopes.map((_, i): [Configuration, Scope[]] =>
    [{ ...configuration, scopes: configuration.scopes.slice(0, i + 1) }, configuration.scopes.slice(i + 1)]);
  return parts.find(([first]) => !isRejected(first))!;
}

function isRejectedByLibrary(configuration: Configuration): boolean {
  try {
    make(configuration);
    return false;
  } catch (error) {
    expect(error).toBeInstanceOf(ValidationError);
    return true;
  }
}

async function expectDecision(expected: boolean, about: object, assumption: Assumption): Promise<void> {
  const { getsIn: actual, verdicts } = await decide(assumption);
  if (actual !== expected) {
    const [is, promised] = [actual, expected].map((allowed) => allowed ? 'allowed' : 'denied');
    const details = { ...about, ...assumption, verdicts: verdicts.map(explained) };
    throw new Error(`${is}, but ${promised} is expected: ${inspect(details, { depth: null, breakLength: 150, compact: 4, maxStringLength: 400 })}`);
  }
}

/** Fails with the smallest decision only, without the other callers of the same role. */
function holds<T extends unknown[]>(property: fc.IAsyncProperty<T>, numRuns: number): Promise<void> {
  return fc.assert(property, {
    numRuns,
    asyncReporter: async ({ failed, seed, counterexamplePath, numShrinks, errorInstance }) => {
      if (failed) {
        throw new Error(`{ seed: ${seed}, path: '${counterexamplePath}' }, shrunk ${numShrinks} times: ${(errorInstance as Error).stack}`);
      }
    },
  });
}
