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
 * Inputs in all. They are the same each time, so that what fails is what has changed, and more with `COMPLETE=1`; `npm run fuzz` asks for
 * more still, and for others.
 */
const INPUTS = Number(process.env.FUZZ ?? (COMPLETE ? 10_000 : 1000));
const SEED = process.env.FUZZ ? {} : { seed: 9 };
const STRUCTS = Object.keys(CONSTRUCT_BY_PROPS);
const FORM = /^[^\s:]+: .+; [^;]*\w[^;]*$/s;

/**
 * One in so many of the inputs that are accepted is synthesized for the judges too, who take their time: of those that are always the
 * same, each. A token that turns out to be no path or name is not the library's to judge.
 */
const LINTED = Number(process.env.JUDGED ?? (process.env.FUZZ ? 100 : 1));

/** However long what is wrong. */
const READABLE = 1500;

/** What no template may have in it: what JavaScript makes of values that are none, and tokens that nobody resolves. */
const NONSENSE = /undefined|NaN|\[object |\$\{Token\[|Infinity/;


function expectReadable(complaint: string, written: Expression): void {
  expect(complaint).toMatch(FORM);
  expect(namesIn(written).filter((name) => complaint.includes(name))).not.toEqual([]);
  expect(complaint.length).toBeLessThan(READABLE);
}

/** Every complaint about an input, or what it makes: without a synthesis, which takes many times as long. */
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

/** What decides who is trusted, and that members may try. */
const WHO = [...propTypesOf('TrustConditionOptions').map(([prop]) => prop), 'principals', 'trusting', 'revokeSessionsBefore'];

/**
 * Keeps its templates for the judges, of stacks that have a resource: the others are there to be named only. Then asks the engine what they
 * mean.
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
    // What only a synthesis finds.
    if (!(error instanceof ValidationError)) {
      throw error;
    }
    expectReadable(error.message, written);
  }
}

test.each(STRUCTS)('%s: whatever its props are, it is refused with a reason or makes sense', async (struct) => {
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

describe('what such values have found', () => {
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
    ['what is denied, after wildcards', () => ReadOnlyPermissions.securityAudit().withDenied(`s3:${'*?'.repeat(40)}xxx`)],
  ])('a long name of %s is neither compared nor shown in full', (_, permissions) => {
    const before = Date.now();
    const { problem } = rejectionOf(() => CONSTRUCT_BY_PROPS.TrustingRoleProps(new TwoAccounts(), { permissions: permissions() }));
    expect(problem).toContain('xxx');
    expect(problem.length).toBeLessThan(READABLE);
    expect(Date.now() - before).toBeLessThan(10_000);
  });

  test('a pattern that the CDK does not take is refused before it is asked', () => {
    const permissions = ReadOnlyPermissions.support().withDenied(`s3:${'*?'.repeat(30)}`);
    expect(rejectionOf(() => CONSTRUCT_BY_PROPS.TrustingRoleProps(new TwoAccounts(), { permissions })).problem).toContain('is not an action');
  });
});
