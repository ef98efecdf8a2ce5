import { Aws, Lazy } from 'aws-cdk-lib';
import { AccountFilter, AccountOptions, AccountStage, StackSetToOrganizationalUnitsOptions, SwitchRoleColor, TrustingTarget } from '../../../src';
import { ACCESS, access, BadInput, Input, rejects, synth } from '../../support/invalid-props';
import { B, C } from '../../support/two-accounts';
import { rejectionOf } from '../../support/validation-messages';

const units = (options: Partial<StackSetToOrganizationalUnitsOptions>) =>
  TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['ou-ab12-11111111'], ...options });

/** Wherever a target takes the options of an account: by itself, by the scope of its role, or by its id in a list. */
describe.each<[string, string, (options: AccountOptions) => Input]>([
  ['TrustingTarget.account', 'TrustingTarget.account', (options) => access({ trusting: [TrustingTarget.account(B, options)] })],
  ['TrustingTarget.scope', 'TrustingTarget.scope', (options) => (accounts) => access({ trusting: [TrustingTarget.scope(accounts.b, options)] })(accounts)],
  ['TrustingTarget.stackSetToAccounts', `accountOptions ${B}`,
    (options) => access({ trusting: [TrustingTarget.stackSetToAccounts([B, C], { accountOptions: { [B]: options } })] })],
  ['AccountFilter.only', `accountOptions ${B}`, (options) => access({ trusting: [units({ accountFilter: AccountFilter.only(B), accountOptions: { [B]: options } })] })],
])('options of an account in %s', (_, prop, asInput) => {
  const rejectsValues = (option: keyof AccountOptions, cases: [what: string, bad: string, shown: string, good: string][]) =>
    rejects(cases.map(([what, bad, shown, good]): BadInput => [what, ACCESS, shown, asInput({ [option]: bad }), asInput({ [option]: good })]));

  rejectsValues('name', [
    ['a name of no characters', '', `${prop} name ""`, 'W'],
    ['a blank one', ' ', 'name " "', 'W'],
    ['one of two lines', 'Work\r\nload', '"Work\\r\\nload"', 'Work load'],
    ['one with a separator of lines', 'Work\u2028load', 'not one line', 'Work load'],
    ['one of 201 characters', 'n'.repeat(201), 'of 201 characters', 'n'.repeat(200)],
  ]);
  rejectsValues('stage', [
    ['a stage by a word for it', 'prod', `${prop} stage "prod" is not a stage`, AccountStage.PRODUCTION],
    ['a stage in capitals', 'STAGING', 'stage "STAGING"', AccountStage.STAGING],
    ['no stage', '', 'stage ""', AccountStage.DEVELOPMENT],
  ]);
  rejectsValues('color', [
    ['a colour that the console does not have', 'purple', `${prop} color "purple" is not a colour`, SwitchRoleColor.BLUE],
    ['no colour', '', 'color ""', SwitchRoleColor.RED],
  ]);
});

describe('a name that is decided last is checked in the finished template', () => {
  const last = (name: string) => Lazy.string({ produce: () => name });
  const named = (options: AccountOptions) => access({ trusting: [TrustingTarget.account(B, options)] });
  rejects([
    ['of two lines', `${ACCESS}/Group`, 'TrustingTarget.account name "Work\\nload"', named({ name: last('Work\nload') }), named({ name: last('Work load') })],
  ]);
});

describe('accountOptions are of accounts that the target lists', () => {
  const listed = (accountOptions: Record<string, AccountOptions>) =>
    access({ trusting: [TrustingTarget.stackSetToAccounts([B, C], { accountOptions })] });
  const ofUnits = (id: string, options: Partial<StackSetToOrganizationalUnitsOptions>): Input => (accounts) => {
    const managementAccountScope = accounts.stack('Management', '999999999999');
    access({ trusting: [units({ managementAccountScope, delegatedAdmin: true, accountOptions: { [id]: { name: 'Shop' } }, ...options })] })(accounts);
  };
  const notListed = (id: string) => `accountOptions has ${id}, which is not one of the accounts that the target lists`;
  rejects([
    ['another account', ACCESS, notListed('444444444444'), listed({ 444444444444: { name: 'Shop' } }), listed({ [B]: { name: 'Shop' } })],
    ['a name instead of an id', ACCESS, 'accountOptions "Shop" is not an account id', listed({ Shop: {} }), listed({ [B]: { name: 'Shop' }, [C]: { name: 'Logs' } })],
    ['an id with dashes', ACCESS, 'accountOptions "2222-2222-2222" is not an account id', listed({ '2222-2222-2222': {} }), listed({ [B]: {} })],
    ['an id that is a token', ACCESS, 'accountOptions is a token', listed({ [Aws.ACCOUNT_ID]: {} }), listed({ [C]: {} })],
    ['a property of every object', ACCESS, 'accountOptions "constructor" is not an account id', listed({ constructor: {} } as any), listed({})],
    ['of units, whose accounts are not known', ACCESS, notListed(B), ofUnits(B, {}), ofUnits('999999999999', {})],
    ['of units with exceptions', ACCESS, notListed(C), ofUnits(C, { accountFilter: AccountFilter.allExcept(C) }), ofUnits('999999999999', { accountFilter: AccountFilter.allExcept(C) })],
    ['an account of the units that the filter leaves out', ACCESS, notListed(C),
      ofUnits(C, { accountFilter: AccountFilter.only(B) }), ofUnits(B, { accountFilter: AccountFilter.only(B) })],
    ['an account that members reach by a pattern', ACCESS, notListed(B),
      ofUnits(B, { accountFilter: AccountFilter.only(B), organizationPaths: ['o-a1b2c3d4e5/*'] }), ofUnits(B, { accountFilter: AccountFilter.only(B) })],
  ]);
});

test('an error about a stage lists the stages', () => {
  const stage = 'prodcution' as AccountStage;
  expect(rejectionOf(() => synth(access({ trusting: [TrustingTarget.account(B, { stage })] }))).remedy)
    .toBe('did you mean "production"? The stages are production, staging and development');
});
