/** Tags that IAM would refuse at deployment. `Tags.of(app)` adds them to every resource, and other services accept more. */
import { CfnResource, Lazy, Tags } from 'aws-cdk-lib';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { access, ROLE_OF_ACCESS, synth } from '../../support/invalid-props';
import { TwoAccounts } from '../../support/two-accounts';
import { rejectionOf } from '../../support/validation-messages';

const tagged = (...tags: [key: string, value: string][]) => (accounts: TwoAccounts) => {
  access()(accounts);
  tags.forEach(([key, value]) => Tags.of(accounts.app).add(key, value));
};
const numbered = (count: number) => Array.from({ length: count }, (_, i): [string, string] => [`tag${i}`, '']);

const overridden = (tags: unknown) => (accounts: TwoAccounts) => {
  const { roles: [made] } = access()(accounts);
  (made.node.defaultChild as CfnResource).addPropertyOverride('Tags', tags);
};

test.each<[string, (accounts: TwoAccounts) => void, string, (accounts: TwoAccounts) => void]>([
  ['a value with a character that IAM does not take', tagged(['Owner', 'a<b>']),
    'the role\'s tag "Owner" has the value "a<b>", which IAM does not accept', tagged(['Owner', 'Ann Müller +1 @ a/b_c.d:e=f-g'])],
  ['a value that is too long', tagged(['Owner', 'x'.repeat(257)]), `the role's tag "Owner" has the value "${'x'.repeat(90)}`, tagged(['Owner', 'x'.repeat(256)])],
  ['a value that is late', tagged(['Owner', Lazy.string({ produce: () => '#1' })]),
    'the role\'s tag "Owner" has the value "#1", which IAM does not accept', tagged(['Owner', Lazy.string({ produce: () => '1' })])],
  ['a key with a character that IAM does not take', tagged(['Own#er', '']), 'the role has a tag with the key "Own#er", which IAM does not accept', tagged(['Own er', ''])],
  ['a key that is too long', tagged(['k'.repeat(129), '']), `the role has a tag with the key "${'k'.repeat(90)}`, tagged(['k'.repeat(128), ''])],
  ['an empty key', overridden([{ Key: '', Value: 'x' }]), 'the role has a tag with the key ""', overridden([{ Key: 'x', Value: '' }])],
  ['a reserved key', tagged(['aws:x', '']), 'the role\'s tag "aws:x" begins with "aws:", which is reserved', tagged(['awsx', ''])],
  ['keys that differ in case only', tagged(['Owner', 'ann'], ['owner', 'ann']), 'the role has the tag "owner" more than once', tagged(['Owner', 'ann'], ['Owners', 'ann'])],
  ['too many tags', tagged(...numbered(51)), 'the role has 51 tags', tagged(...numbered(50))],
  ['an override', overridden([{ Key: 'Owner', Value: '?' }]), 'the role\'s tag "Owner" has the value "?"', overridden([{ Key: 'Owner', Value: { Ref: 'AWS::StackName' } }])],
])('%s is an error, and the nearest tag is accepted', (_, bad, problem, good) => {
  expect(rejectionOf(() => synth(bad))).toEqual({ path: ROLE_OF_ACCESS, problem: expect.stringContaining(problem), remedy: expect.any(String) });
  synth(good);
});

test('a dynamic reference is accepted, because CloudFormation replaces it', () => synth(tagged(['Owner', '{{resolve:ssm:/team/owner}}'])));

test('tags that the role does not get are accepted', () => {
  synth((accounts) => {
    access()(accounts);
    Tags.of(accounts.app).add('Owner', 'a<b>', { excludeResourceTypes: [CfnRole.CFN_RESOURCE_TYPE_NAME] });
  });
});
