import { CfnElement, CfnResource, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import fc from 'fast-check';
import { faultsOf } from './faults';
import { ReadOnlyPermissions, Scanner } from '../../src';
import { ValidationError } from '../../src/core/validation-error';
import { COMPLETE } from '../support/complete';
import { CONSTRUCT_BY_PROPS, propTypesOf } from '../support/constructs-by-props';
import { canBeLinted, fuzzProps, evaluate, namesIn, Expression } from '../support/fuzz';
import { TwoAccounts } from '../support/two-accounts';
import { rejectionOf } from '../support/validation-messages';

/**
 * The number of inputs. They are the same in each run, so that a failure is due to a change. `COMPLETE=1` has more; `npm run fuzz`
 * has still more, and new ones each time.
 */
const INPUTS = Number(process.env.FUZZ ?? (COMPLETE ? 10_000 : 300));
const SEED = process.env.FUZZ ? {} : { seed: 9 };
const STRUCTS = Object.keys(CONSTRUCT_BY_PROPS);
const FORM = /^[^\s:]+: .+; [^;]*\w[^;]*$/s;

/**
 * One in this many accepted inputs is also synthesized for the linters, which are slow: every input without `FUZZ`. Tokens whose value is
 * not a path or name are left out, because the library cannot check them.
 */
const LINTED = Number(process.env.LINTED ?? (process.env.FUZZ ? 100 : 1));

/** The longest message, even for a long value. */
const READABLE = 1500;

/** What no template may contain: the text of missing values, and unresolved tokens. */
const NONSENSE = /undefined|NaN|\[object |\$\{Token\[|Infinity/;


function expectReadable(complaint: string, written: Expression): void {
  expect(complaint).toMatch(FORM);
  expect(namesIn(written).filter((name) => complaint.includes(name))).not.toEqual([]);
  expect(complaint.length).toBeLessThan(READABLE);
}

/** The messages on an input, or its templates: without a synthesis, which takes many times as long. */
function outcomeOf(struct: string, written: Expression): { complaints: string[]; accounts: TwoAccounts; template: string } {
  const accounts = new TwoAccounts();
  try {
    CONSTRUCT_BY_PROPS[struct](accounts, evaluate(written, accounts));
  } catch (error) {
    if (error instanceof ValidationError) {
      return { complaints: [error.message], accounts, template: '' };
    }
    throw error;
  }
  const complaints = accounts.app.node.findAll().flatMap((construct) => construct.node.validate());
  const elements = complaints.length > 0 ? [] : accounts.app.node.findAll().filter(CfnElement.isCfnElement);
  return { complaints, accounts, template: elements.map((element) => JSON.stringify(Stack.of(element).resolve((element as any)._toCloudFormation()))).join('\n') };
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
  await fc.assert(fc.asyncProperty(fuzzProps(struct), async (written) => {
    const { complaints, accounts, template } = outcomeOf(struct, written);
    complaints.forEach((complaint) => expectReadable(complaint, written));
    expect(template).not.toMatch(NONSENSE);
    accepted += complaints.length === 0 ? 1 : 0;
    if (complaints.length === 0 && accepted % LINTED === 0 && canBeLinted(written)) {
      await lintAndDecide(struct, written, accounts);
    }
  }), { ...SEED, numRuns: Math.ceil(INPUTS / STRUCTS.length) });
  expect(accepted).toBeGreaterThan(0);
});

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
