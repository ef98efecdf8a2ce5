import { CfnResource, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import fc from 'fast-check';
import { faultsOf } from './faults';
import { fuzzChanges } from './fuzz-changes';
import { Input, isSynthesized, outcomeOf } from './fuzz-outcome';
import { brokenPromises, FinishedApp, listedTwice, lockedOut } from './fuzz-promises';
import { forgetTokens } from './tokens-of-input';
import { ReadOnlyPermissions, Scanner } from '../../src';
import { ValidationError } from '../../src/core/validation-error';
import { HAS_ACCOUNT_ACCESS } from '../support/account-access';
import { COMPLETE } from '../support/complete';
import { CONSTRUCT_BY_PROPS, propTypesOf } from '../support/constructs-by-props';
import { canBeLinted, fuzzProps, namesIn, Expression, withoutLate } from '../support/fuzz';
import { TwoAccounts } from '../support/two-accounts';
import { rejectionOf } from '../support/validation-messages';

/**
 * The number of inputs. They are the same in each run, so that a failure is due to a change. `COMPLETE=1` has more; `npm run fuzz`
 * has still more, and new ones each time.
 */
const INPUTS = Number(process.env.FUZZ ?? (COMPLETE ? 10_000 : 300));
const SEED = process.env.FUZZ_SEED ? { seed: Number(process.env.FUZZ_SEED) } : process.env.FUZZ ? {} : { seed: 9 };
/** The lowest version of the CDK has no resources of account access manager. */
const STRUCTS = Object.keys(CONSTRUCT_BY_PROPS).filter((struct) => HAS_ACCOUNT_ACCESS || struct !== 'AccountAccessEntitlementProps');

/** Half of the inputs are props alone, and half are also changed by the app: the same props several times, which share what they are compared with. */
const RUNS = { ...SEED, numRuns: Math.ceil(INPUTS / STRUCTS.length / 2) };
const CHANGED = process.env.FUZZ ? 4 : 1;
/** Many times what a test takes on an idle machine. `npm run fuzz` has no limit. */
const MOST_MILLISECONDS = process.env.FUZZ ? 0 : 120_000 + 30 * INPUTS;
const FORM = /^[^\s:]+: .+; [^;]*\w[^;]*$/s;

/** What the CDK's own validations report about policies that the app has emptied or detached. */
const OF_CDK = /^((Managed )?Policy is empty|(Managed )?Policy must be attached)/;

/**
 * One in this many accepted inputs is also synthesized for the linters, which are slow: every input without `FUZZ`. Tokens whose value is
 * not a path or name are left out, because the library cannot check them.
 */
const LINTED = Number(process.env.LINTED ?? (process.env.FUZZ ? 100 : 1));

/** The longest message, even for a long value. */
const READABLE = 1500;

/** What no template may contain: the text of missing values, and unresolved tokens. */
const NONSENSE = /undefined|NaN|\[object |\$\{Token\[|Infinity/;

// A stack trace of each construct and error would take a tenth of the time. An input that fails is printed.
const { stackTraceLimit } = Error;
beforeAll(() => {
  Error.stackTraceLimit = process.env.FUZZ ? 0 : stackTraceLimit;
});
afterAll(() => {
  Error.stackTraceLimit = stackTraceLimit;
});

function expectReadable(complaint: string, written: Expression): void {
  expect(complaint).toMatch(FORM);
  expect(namesIn(written).filter((name) => complaint.includes(name))).not.toEqual([]);
  expect(complaint.length).toBeLessThan(READABLE);
}

/** The props that decide who may assume the role. */
const WHO = [...propTypesOf('TrustConditionOptions').map(([prop]) => prop), 'principals', 'trusting', 'revokeSessionsBefore'];

/**
 * Keeps the templates of stacks with resources for the linters (the other stacks are only referred to), and lets the engine decide on
 * them.
 */
async function lintAndDecide(struct: string, written: Expression, { app }: TwoAccounts): Promise<void> {
  const stacks = app.node.findAll().filter(Stack.isStack).filter(({ node }) => node.findAll().some(CfnResource.isCfnResource));
  const given = Object.fromEntries('map' in written ? written.map : []);
  try {
    expect(await faultsOf(stacks, {
      boundaryIsTheirs: 'permissionsBoundary' in given,
      homeIsTheirs: JSON.stringify(given.groupPermissions)?.includes('IManagedPolicy') ?? false,
      membersGetIn: struct === 'CrossAccountReadOnlyAccessProps' && !WHO.some((prop) => prop in given),
    })).toEqual([]);
  } catch (error) {
    // Some errors occur only at synthesis.
    if (!(error instanceof ValidationError)) {
      throw error;
    }
    expectReadable(error.message, written);
  }
}

test.each(STRUCTS)('%s: any props are refused with a reason or produce a correct template', async (struct) => {
  let accepted = 0;
  await fc.assert(fc.asyncProperty(fuzzProps(struct), async (props) => {
    forgetTokens();
    const { complaints, accounts, finished } = outcomeOf({ struct, props, changes: [] });
    complaints.forEach((complaint) => expectReadable(complaint, props));
    if (!finished) {
      return;
    }
    expect(finished.text).not.toMatch(NONSENSE);
    expect([...lockedOut(finished), ...listedTwice(finished)]).toEqual([]);
    accepted += 1;
    const literal = withoutLate(props);
    if (JSON.stringify(literal) !== JSON.stringify(props)) {
      // What is refused as a literal is refused as a token that has this value in the finished template.
      expect(outcomeOf({ struct, props: literal, changes: [] }).complaints).toEqual([]);
    }
    if (accepted % LINTED === 0 && canBeLinted(props)) {
      await lintAndDecide(struct, props, accounts);
    }
  }), RUNS);
  expect(accepted).toBeGreaterThan(0);
}, MOST_MILLISECONDS);

/** How many inputs there were, and how many of them have a template. */
interface Kept {
  inputs: number;
  accepted: number;
}

/** Expects of a changed app that its finished template keeps each promise, unless a message says what is wrong. */
function expectKept(input: Input, written: FinishedApp | undefined, kept: Kept): void {
  const { props, changes } = input;
  const { complaints, finished } = outcomeOf(input);
  complaints.filter((complaint) => !OF_CDK.test(complaint)).forEach((complaint) => {
    expect(complaint).toMatch(FORM);
    expect(complaint.length).toBeLessThan(READABLE);
  });
  kept.inputs += 1;
  if (!finished) {
    expect(kept.inputs % LINTED === 0 && isSynthesized(input)).toBe(false);
    return;
  }
  kept.accepted += 1;
  expect([...lockedOut(finished), ...listedTwice(finished)]).toEqual([]);
  if (written) {
    expect(brokenPromises(written, finished, {
      boundary: 'map' in props && props.map.some(([prop]) => prop === 'permissionsBoundary'),
      trust: changes.some((change) => 'apply' in change && change.apply === 'trust'),
    })).toEqual([]);
  }
}

test.each(STRUCTS)('%s: whatever the app changes, the finished template keeps each promise, or a message says what is wrong', (struct) => {
  const kept: Kept = { inputs: 0, accepted: 0 };
  const several = fc.array(fuzzChanges, { minLength: CHANGED, maxLength: CHANGED });
  fc.assert(fc.property(fuzzProps(struct), several, (props, changed) => {
    forgetTokens();
    const written = outcomeOf({ struct, props, changes: [] }).finished;
    changed.forEach((changes) => expectKept({ struct, props, changes }, written, kept));
  }), { ...RUNS, numRuns: Math.ceil(RUNS.numRuns / CHANGED) });
  expect(kept.accepted).toBeGreaterThan(0);
}, MOST_MILLISECONDS);

describe('regressions', () => {
  const LONG = 'x'.repeat(100_000);

  test.each<[string, () => ReadOnlyPermissions]>([
    ['the service', () => ReadOnlyPermissions.services(LONG)],
    ['the scanner', () => ReadOnlyPermissions.scanner(LONG as Scanner)],
    ['the version of a scanner', () => ReadOnlyPermissions.scanner(Scanner.PROWLER, { version: LONG })],
    ['the write action of a scanner', () => ReadOnlyPermissions.scanner(Scanner.PROWLER, { allowedWriteActions: [LONG] })],
    ['the service of an action', () => ReadOnlyPermissions.securityAudit().withDenied(`${LONG}:Get*`)],
    ['the action', () => ReadOnlyPermissions.securityAudit().withDenied(LONG)],
    ['the action of a statement', () => ReadOnlyPermissions.custom({ statements: [new PolicyStatement({ actions: [`s3:${LONG}`], resources: ['*'] })] })],
    ['the action of a statement, after wildcards', () =>
      ReadOnlyPermissions.custom({ statements: [new PolicyStatement({ actions: [`s3:${'*'.repeat(50)}xxx`], resources: ['*'] })] })],
    ['a denied action, after wildcards', () => ReadOnlyPermissions.securityAudit().withDenied(`s3:${'*?'.repeat(40)}xxx`)],
  ])('a long value of %s is neither compared nor shown in full', (_, permissions) => {
    const before = Date.now();
    const { problem } = rejectionOf(() => CONSTRUCT_BY_PROPS.TrustingRoleProps(new TwoAccounts(), { permissions: permissions() }));
    expect(problem).toContain('xxx');
    expect(problem.length).toBeLessThan(READABLE);
    expect(Date.now() - before).toBeLessThan(10_000);
  });

  test('a pattern that the CDK does not accept is refused before it is matched', () => {
    const permissions = ReadOnlyPermissions.support().withDenied(`s3:${'*?'.repeat(30)}`);
    expect(rejectionOf(() => CONSTRUCT_BY_PROPS.TrustingRoleProps(new TwoAccounts(), { permissions })).problem).toContain('is not an action');
  });
});
