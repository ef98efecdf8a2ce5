/** A role whose session duration or description is changed after it was made, to values that IAM refuses or that profiles do not know. */
import { CfnResource, Duration } from 'aws-cdk-lib';
import { access, ROLE_OF_ACCESS, synth } from '../../support/invalid-props';
import { annotationsOf, templateOf, TwoAccounts } from '../../support/two-accounts';
import { partsOf, rejectionOf } from '../../support/validation-messages';

const overriding = (property: string, value: unknown) => (accounts: TwoAccounts) => {
  const { roles: [made] } = access({ maxSessionDuration: Duration.hours(2) })(accounts);
  (made.node.defaultChild as CfnResource).addPropertyOverride(property, value);
};

test.each<[string, unknown, string, unknown]>([
  ['MaxSessionDuration', 3600, 'the maximum session duration is 3600 seconds in the finished template, and profiles and guide name 7200', 7200],
  ['MaxSessionDuration', 43_201, 'maxSessionDuration of 12.000277777777777 hours is not between 1 and 12 hours, in whole seconds', 43_200],
  ['MaxSessionDuration', 0, 'maxSessionDuration of 0 hours is not between 1 and 12 hours, in whole seconds', '7200'],
  ['Description', 'Read only \u{1f4d6}', 'description "Read only \u{1f4d6}" has characters that IAM rejects', 'Nur lesen, für Prüfer'],
  ['Description', 'x'.repeat(1001), 'description is 1001 characters long', 'x'.repeat(1000)],
])('%s %j is an error, and the nearest value is accepted', (property, bad, problem, good) => {
  expect(rejectionOf(() => synth(overriding(property as string, bad)))).toEqual({ path: ROLE_OF_ACCESS, problem, remedy: expect.any(String) });
  synth(overriding(property as string, good));
});

test('longer sessions are a warning', () => {
  const accounts = new TwoAccounts();
  overriding('MaxSessionDuration', 43_200)(accounts);
  templateOf(accounts.b);
  expect(annotationsOf(accounts.b).map((warning) => partsOf(warning).problem)).toEqual([
    'the maximum session duration is 43200 seconds in the finished template, and profiles and guide name 7200',
  ]);
});
