import { ASSUMING_ACCOUNT, Cloud, TRUSTING_ACCOUNT } from '../testing/cloud';
import { outcomeOf } from '../testing/outcome';
import { Resource, Template, TestStack } from '../testing/stack';

const GROUP: Resource = { Type: 'AWS::IAM::Group', Properties: { GroupName: 'auditors' } };

let cloud: Cloud;
beforeEach(async () => {
  cloud = await Cloud.open();
});
afterEach(() => cloud.close());

function stackOf(name: string, account = ASSUMING_ACCOUNT): TestStack {
  return new TestStack(cloud.administrator(account).cloudFormation, name);
}

function exporting(value: unknown): Template {
  return { Resources: { Group: GROUP }, Outputs: { Name: { Value: value, Export: { Name: 'group-name' } } } };
}

const IMPORTING: Template = {
  Resources: { Group: { Type: 'AWS::IAM::Group', Properties: { GroupName: { 'Fn::Join': ['-', ['more', { 'Fn::ImportValue': 'group-name' }]] } } } },
  Outputs: { Name: { Value: { Ref: 'Group' } } },
};

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html
test('a stack imports what another one exports', async () => {
  expect(await stackOf('Exporting').deploy(exporting({ Ref: 'Group' }))).toBe('CREATE_COMPLETE');
  expect(await stackOf('Importing').deploy(IMPORTING)).toBe('CREATE_COMPLETE');
  expect(await stackOf('Importing').outputs()).toEqual({ Name: 'more-auditors' });
});

test('there are no imports from another account', async () => {
  await stackOf('Exporting', TRUSTING_ACCOUNT).deploy(exporting({ Ref: 'Group' }));
  expect(await outcomeOf(stackOf('Importing').createChangeSet(IMPORTING))).toBe('ValidationError');
});

test('an export in use is neither deleted nor changed', async () => {
  const exporter = stackOf('Exporting');
  await exporter.deploy(exporting({ Ref: 'Group' }));
  await stackOf('Importing').deploy(IMPORTING);
  expect(await outcomeOf(exporter.delete())).toBe('NotEmulated');
  expect(await outcomeOf(exporter.deploy(exporting('other')))).toBe('NotEmulated');
  expect(cloud.unsupportedRequests()).toEqual([1, 2].map(() => expect.stringMatching(/the export group-name while stack Importing uses it/)));

  await stackOf('Importing').delete();
  await exporter.delete();
  expect(await exporter.exists()).toBe(false);
});
