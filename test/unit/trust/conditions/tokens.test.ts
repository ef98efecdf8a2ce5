import { CfnParameter, Duration, Lazy } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { AssumingGroup, MfaRequirement, PrincipalScope, SessionTag, TrustingRole, TrustingRoleOptions, TrustingTarget } from '../../../../src';
import { onlyPolicy, only } from '../../../support/resources';
import { A, B, TwoAccounts } from '../../../support/two-accounts';

let accounts: TwoAccounts;
beforeEach(() => {
  accounts = new TwoAccounts();
});

const text = (id: string) => new CfnParameter(accounts.b, id).valueAsString;
const list = (id: string) => new CfnParameter(accounts.b, id, { type: 'CommaDelimitedList' }).valueAsList;
const number = (id: string) => new CfnParameter(accounts.b, id, { type: 'Number' }).valueAsNumber;

/** The statements of the role's trust policy, with tokens as in the template. */
function trust(props: TrustingRoleOptions): any[] {
  new TrustingRole(accounts.b, 'Role', { assumingAccount: A, ...props });
  return only(accounts.templateB, 'AWS::IAM::Role').AssumeRolePolicyDocument.Statement;
}

const REF = { Ref: 'Value' };

test.each<[string, () => TrustingRoleOptions, object]>([
  ['externalId', () => ({ externalId: text('Value') }), { StringEquals: { 'sts:ExternalId': REF } }],
  ['one of sourceIps', () => ({ sourceIps: [text('Value'), '203.0.113.0/24'] }), { IpAddress: { 'aws:SourceIp': [REF, '203.0.113.0/24'] } }],
  ['all of sourceIps', () => ({ sourceIps: list('Value') }), { IpAddress: { 'aws:SourceIp': REF } }],
  ['one value of a principal tag', () => ({ principalTags: { team: [text('Value'), 'audit'] } }), { StringEquals: { 'aws:PrincipalTag/team': [REF, 'audit'] } }],
  ['all values of a principal tag', () => ({ principalTags: { team: list('Value') } }), { StringEquals: { 'aws:PrincipalTag/team': REF } }],
  ['one value of a session tag', () => ({ sessionTags: [SessionTag.required('team', text('Value'))] }), { StringEquals: { 'aws:RequestTag/team': [REF] } }],
  ['all values of a session tag', () => ({ sessionTags: [SessionTag.required('team', ...list('Value'))] }), { StringEquals: { 'aws:RequestTag/team': REF } }],
  ['the id of an organization', () => ({ principals: [PrincipalScope.organization(text('Value'))] }), { StringEquals: { 'aws:PrincipalOrgID': REF } }],
  ['the path of an organization', () => ({ principals: [PrincipalScope.organizationPaths(text('Value'))] }),
    { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': REF } }],
])('%s passes through', (_, props, condition) => {
  expect(trust(props())[0].Condition).toMatchObject(condition);
});

test('the maximum age of MFA is the token itself, not the number that encodes it', () => {
  const [{ Condition }] = trust({ mfa: MfaRequirement.required({ maxAge: Duration.seconds(number('Value')) }) });
  expect(Condition).toEqual({
    Bool: { 'aws:MultiFactorAuthPresent': 'true' }, NumericLessThanEquals: { 'aws:MultiFactorAuthAge': REF },
  });
});

test('a lazy maximum age of MFA is not checked, and is a string', () => {
  const [{ Condition }] = trust({ mfa: MfaRequirement.required({ maxAge: Duration.seconds(Lazy.number({ produce: () => 900 })) }) });
  expect(String(Condition.NumericLessThanEquals['aws:MultiFactorAuthAge'])).toBe('900');
});

test('the key of a session tag passes through to both its statements', () => {
  const key = Lazy.string({ produce: () => 'ticket' });
  const [assuming, tagging] = trust({ sessionTags: [SessionTag.required(key)] });
  expect(assuming.Condition.StringLike).toEqual({ 'aws:RequestTag/ticket': '*' });
  expect(tagging.Condition).toEqual({ 'ForAllValues:StringEquals': { 'aws:TagKeys': ['ticket'] } });
});

test('the console cannot pass an external ID that is a token either', () => {
  expect(new TrustingRole(accounts.b, 'Role', { assumingAccount: A, externalId: text('Value') }).switchRoleUnavailableReason).toContain('external ID');
  Annotations.fromStack(accounts.b).hasInfo('/Workload/Role', Match.stringLikeRegexp('external ID'));
});

test('the group may pass a session tag with a lazy key', () => {
  const key = Lazy.string({ produce: () => 'ticket' });
  new AssumingGroup(accounts.a, 'Auditors', { trusting: [TrustingTarget.account(B)], sessionTags: [SessionTag.optional(key)] });
  expect(onlyPolicy(accounts.templateA, 'AssumeRole').PolicyDocument.Statement[0].Action).toEqual(['sts:AssumeRole', 'sts:TagSession']);
});
