/** case 2026-11-39: a template with parameters, which a vendor hands out to the owners of accounts. */
import { App, Aws, CfnParameter, CfnParameterProps, Lazy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { User } from 'aws-cdk-lib/aws-iam';
import { AssumingGroup, MfaRequirement, PrincipalScope, TrustingRole, TrustingRoleProps, TrustingRoleStackSet, TrustingTarget } from '../../src';
import { rejects } from '../support/invalid-props';
import { asText, only } from '../support/resources';
import { A, annotationsOf, B, C, TwoAccounts } from '../support/two-accounts';
import { rejectionOf } from '../support/validation-messages';

const ACCOUNT: CfnParameterProps = { allowedPattern: '\\d{12}' };
const EXTERNAL_ID: CfnParameterProps = { allowedPattern: '[\\w-]{2,64}' };

let stack: Stack;
beforeEach(() => {
  stack = new Stack(new App(), 'Vendor');
});

const parameter = (id: string, props?: CfnParameterProps) => new CfnParameter(stack, id, props).valueAsString;

function role(props: Partial<TrustingRoleProps> = {}): TrustingRole {
  return new TrustingRole(stack, 'Role', {
    assumingAccount: parameter('VendorAccount', ACCOUNT),
    externalId: parameter('ExternalId', EXTERNAL_ID),
    mfa: MfaRequirement.none(),
    ...props,
  });
}

function properties(): any {
  return asText(only(Template.fromStack(stack), 'AWS::IAM::Role'));
}

const warnings = () => annotationsOf(stack).filter((message) => message.includes('parameterUnchecked'));

test('account, external id and role name come from parameters', () => {
  role({ roleName: parameter('RoleName', { default: 'VendorReadOnly' }) });
  const { RoleName, AssumeRolePolicyDocument: { Statement } } = properties();
  expect(RoleName).toEqual({ Ref: 'RoleName' });
  expect(Statement).toEqual([{
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Principal: { AWS: 'arn:PARTITION:iam::{VendorAccount}:root' },
    Condition: { StringEquals: { 'sts:ExternalId': { Ref: 'ExternalId' } } },
  }]);
  expect(annotationsOf(stack).filter((message) => message.includes('ack: '))).toEqual([]);
});

test.each<[string, PrincipalScope, string]>([
  ['users', PrincipalScope.users('team/ann'), 'arn:PARTITION:iam::{VendorAccount}:user/team/ann'],
  ['roles', PrincipalScope.roles('scanner'), 'arn:PARTITION:iam::{VendorAccount}:role/scanner'],
])('%s are of the account in the parameter', (_, principals, arn) => {
  role({ principals: [principals] });
  const [{ Principal, Condition }] = properties().AssumeRolePolicyDocument.Statement;
  expect(Principal).toEqual({ AWS: 'arn:PARTITION:iam::{VendorAccount}:root' });
  expect(JSON.stringify(Condition)).toContain(`"${arn}"`);
});

test('profiles name the parameter', () => {
  const { cliProfiles } = role({ mfa: MfaRequirement.required(), externalId: undefined });
  expect(cliProfiles.awsCli).toContain('mfa_serial = arn:${AWS::Partition}:iam::${VendorAccount}:mfa/');
  expect(cliProfiles.extendSwitchRoles + cliProfiles.awsVault).not.toContain('Token[');
});

describe('a parameter that CloudFormation does not check is a warning', () => {
  test.each<[string, 'VendorAccount' | 'ExternalId', CfnParameterProps, CfnParameterProps]>([
    ['account without a pattern', 'VendorAccount', {}, ACCOUNT],
    ['account that can be empty', 'VendorAccount', { allowedPattern: '\\d*' }, { allowedPattern: '^\\d{12}$' }],
    ['account of any length', 'VendorAccount', { minLength: 1 }, { allowedValues: [A, B] }],
    ['account with a default only', 'VendorAccount', { default: A }, { default: A, ...ACCOUNT }],
    ['external id with an empty default', 'ExternalId', { default: '' }, EXTERNAL_ID],
    ['external id that can be empty', 'ExternalId', { allowedPattern: '[\\w-]*' }, { allowedPattern: '[\\w-]*', minLength: 2 }],
    ['external id of one character', 'ExternalId', { allowedPattern: '[a-z]+' }, { allowedPattern: '[a-z]{2,}' }],
    ['external id that can be a policy variable', 'ExternalId', { minLength: 2 }, { minLength: 2, allowedPattern: '[^$]*' }],
    ['external id of listed values, of which one is empty', 'ExternalId', { allowedValues: ['', 'agreed'] }, { allowedValues: ['agreed'] }],
    ['external id with a pattern of Java only', 'ExternalId', {}, { allowedPattern: '(?>[a-z]{2,})' }],
    ['external id that may be short', 'ExternalId', { maxLength: 20 }, { maxLength: 20, ...EXTERNAL_ID }],
  ])('%s', (_, id, unchecked, checked) => {
    const prop = id === 'ExternalId' ? 'externalId' : 'assumingAccount';
    role({ [prop]: parameter('Unchecked', unchecked) });
    Template.fromStack(stack);
    expect(warnings()).toEqual([expect.stringContaining(`${prop} is the parameter Unchecked, which accepts values that are no`)]);

    stack = new Stack(new App(), 'Vendor');
    role({ [prop]: parameter('Checked', checked) });
    Template.fromStack(stack);
    expect(warnings()).toEqual([]);
  });

  test('not for a literal, nor for a parameter of Parameter Store, whose pattern is for its name', () => {
    role({ assumingAccount: A, externalId: parameter('Stored', { type: 'AWS::SSM::Parameter::Value<String>', default: '/vendor/id' }) });
    Template.fromStack(stack);
    expect(warnings()).toEqual([]);
  });
});

describe('where only a literal can work, a parameter is an error', () => {
  const inVendor = (make: (own: Stack, account: string) => unknown) => (accounts: TwoAccounts) => {
    const own = accounts.stack('Vendor');
    return make(own, new CfnParameter(own, 'VendorAccount', ACCOUNT).valueAsString);
  };
  const literally = (make: (own: Stack, account: string) => unknown) => (accounts: TwoAccounts) => make(accounts.stack('Vendor'), A);
  const withProps = (props: Partial<TrustingRoleProps>) => (own: Stack, assumingAccount: string) => new TrustingRole(own, 'Role', { assumingAccount, ...props });
  const granted = (own: Stack, assumingAccount: string) => new TrustingRole(new Stack(own.node.root as App, 'Trusting', { env: { account: B } }), 'Role', { assumingAccount })
    .grantAssumeRole(User.fromUserArn(new Stack(own.node.root as App, 'Assuming', { env: { account: A } }), 'Ann', `arn:aws:iam::${A}:user/ann`));
  const stackSet = (own: Stack, assumingAccount: string) => new TrustingRoleStackSet(new Stack(own.node.root as App, 'Management', { env: { account: C } }), 'Roles',
    { assumingAccount, target: TrustingTarget.stackSetToAccounts([B]) });
  const arn = withProps({ principals: [PrincipalScope.users(`arn:aws:iam::${A}:user/ann`)] });
  rejects([
    ['users by their ARNs', 'Vendor/Role', '"user/ann" is given by its ARN, and assumingAccount is a parameter', inVendor(arn), literally(arn)],
    ['grants', 'Trusting/Role', 'a role whose assumingAccount is a parameter', inVendor(granted), (accounts) => {
      accounts.stack('Vendor');
      return granted(accounts.a, A);
    }],
    ['a StackSet', 'Management/Roles', 'assumingAccount is a token, whose account is not known', inVendor(stackSet), literally(stackSet)],
    ['the account of a group\'s target', 'Identity/Auditors', 'TrustingTarget.account is a token',
      (accounts) => new AssumingGroup(accounts.a, 'Auditors', { trusting: [TrustingTarget.account(new CfnParameter(accounts.a, 'Account').valueAsString)] }),
      (accounts) => new AssumingGroup(accounts.a, 'Auditors', { trusting: [TrustingTarget.account(B)] })],
  ]);
});

test.each<[string, () => string]>([
  ['the account of the stack', () => Aws.ACCOUNT_ID],
  ['a text around a parameter', () => `${parameter('Begin')}${parameter('End')}`],
  ['a value that is known later', () => Lazy.string({ produce: () => A })],
])('%s is no parameter for the account', (_, assumingAccount) => {
  expect(rejectionOf(() => role({ assumingAccount: assumingAccount() })).problem).toContain('assumingAccount is a token, whose account is not known at synth');
  stack = new Stack(new App(), 'Vendor');
  expect(() => role({ assumingAccount: A })).not.toThrow();
});
