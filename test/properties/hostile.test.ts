import { CfnElement, Stack } from 'aws-cdk-lib';
import fc from 'fast-check';
import { ValidationError } from '../../src/private/validation-error';
import { hostileProps, makeOf, Written } from '../support/hostile';
import { MAKERS } from '../support/makers';
import { TwoAccounts } from '../support/two-accounts';

/** Inputs in all; `FUZZ=1000000 npm run fuzz` asks for more. */
const INPUTS = Number(process.env.FUZZ ?? 10_000);
const STRUCTS = Object.keys(MAKERS);
const FORM = /^[^\s:]+: .+; [^;]*\w[^;]*$/s;

/** However long what is wrong. */
const READABLE = 1500;

/** What no template may have in it: what JavaScript makes of values that are none, and tokens that nobody resolves. */
const NONSENSE = /undefined|NaN|\[object |\$\{Token\[|Infinity/;

jest.setTimeout(INPUTS * 100);

/** Every complaint about an input, or the template that it makes. */
function outcomeOf(struct: string, written: Written): { complaints: string[]; template: string } {
  const accounts = new TwoAccounts();
  try {
    MAKERS[struct](accounts, makeOf(written, accounts));
  } catch (error) {
    if (error instanceof ValidationError) {
      return { complaints: [error.message], template: '' };
    }
    throw error;
  }
  const complaints = accounts.app.node.findAll().flatMap((construct) => construct.node.validate());
  const elements = complaints.length > 0 ? [] : accounts.app.node.findAll().filter(CfnElement.isCfnElement);
  return { complaints, template: elements.map((element) => JSON.stringify(Stack.of(element).resolve((element as any)._toCloudFormation()))).join('\n') };
}

test.each(STRUCTS)('%s: whatever its props are, it is refused with a reason or makes sense', (struct) => {
  let accepted = 0;
  fc.assert(fc.property(hostileProps(struct), (written) => {
    const { complaints, template } = outcomeOf(struct, written);
    complaints.forEach((complaint) => {
      expect(complaint).toMatch(FORM);
      expect(complaint.length).toBeLessThan(READABLE);
    });
    expect(template).not.toMatch(NONSENSE);
    accepted += complaints.length === 0 ? 1 : 0;
  }), { numRuns: Math.ceil(INPUTS / STRUCTS.length) });
  expect(accepted).toBeGreaterThan(0);
});
