import { User } from 'aws-cdk-lib/aws-iam';
import { AssumingGroup, AssumingGroupProps, CrossAccountReadOnlyAccess, PrincipalScope, SessionTag, SourceIdentityRequirement, TrustingRole, TrustingTarget } from '../../../src';
import { onlyPolicy } from '../../support/resources';
import { A, B, C, TwoAccounts } from '../../support/two-accounts';

type CallerConditions = Pick<AssumingGroupProps, 'sessionTags' | 'sourceIdentity'>;

const TAGS = [SessionTag.optional('ticket')];
const IDENTITY = SourceIdentityRequirement.userName();
const ACTIONS: [string, CallerConditions, string[]][] = [
  ['neither', {}, ['sts:AssumeRole']],
  ['session tags', { sessionTags: TAGS }, ['sts:AssumeRole', 'sts:TagSession']],
  ['required session tags', { sessionTags: [SessionTag.required('ticket')] }, ['sts:AssumeRole', 'sts:TagSession']],
  ['source identity', { sourceIdentity: IDENTITY }, ['sts:AssumeRole', 'sts:SetSourceIdentity']],
  ['optional source identity', { sourceIdentity: SourceIdentityRequirement.optional() }, ['sts:AssumeRole', 'sts:SetSourceIdentity']],
  ['both', { sessionTags: TAGS, sourceIdentity: IDENTITY }, ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession']],
];
const ARNS = (partition: string, ...accountIds: string[]) => accountIds.map((id) => `arn:${partition}:iam::${id}:role/security/Auditor`);
const NAMED = { roleName: 'Auditor', path: '/security/' };

let accounts: TwoAccounts;
beforeEach(() => {
  accounts = new TwoAccounts();
});

function group(props: CallerConditions = {}, trusting = [TrustingTarget.account(B), TrustingTarget.account(C)]): AssumingGroup {
  return new AssumingGroup(accounts.a, 'Auditors', { ...NAMED, ...props, trusting });
}

function role(props: CallerConditions = {}): TrustingRole {
  return new TrustingRole(accounts.b, 'Role', { ...NAMED, ...props, assumingAccount: A });
}

function access(props: CallerConditions = {}, principals?: PrincipalScope[]): CrossAccountReadOnlyAccess {
  return new CrossAccountReadOnlyAccess(accounts.a, 'Access', { ...NAMED, ...props, principals, trusting: [TrustingTarget.scope(accounts.b), TrustingTarget.account(C)] });
}

/** The one statement of a policy in the assuming account; one action is written without a list. */
function statement(id: string): any {
  const [{ Action, ...rest }, ...others] = onlyPolicy(accounts.templateA, id).PolicyDocument.Statement;
  expect(others).toEqual([]);
  return { ...rest, Action: [Action].flat() };
}

describe.each(ACTIONS)('a caller of a role that requires %s', (_, props, actions) => {
  test('as a member of the group, is allowed to do all of it, on exactly the roles', () => {
    group(props);
    expect(statement('AssumeRole')).toEqual({ Effect: 'Allow', Action: actions, Resource: ARNS('PARTITION', B, C) });
  });

  test('as a member of the group of both halves, is too', () => {
    access(props);
    expect(statement('AssumeRole')).toEqual({ Effect: 'Allow', Action: actions, Resource: ARNS('PARTITION', B, C) });
  });

  test('by a grant, is too', () => {
    access(props, [PrincipalScope.users('ann')]).grantAssumeRole(User.fromUserName(accounts.a, 'Bob', 'bob'));
    expect(statement('AccessAssume')).toEqual({ Effect: 'Allow', Action: actions, Resource: ARNS('PARTITION', B, C) });
  });

  test('by a statement that is pasted, is too', () => {
    expect(JSON.parse(role(props).assumeRoleStatementJson)).toEqual({ Effect: 'Allow', Action: actions, Resource: ARNS('aws', B) });
    expect(JSON.parse(group(props).assumeRoleStatementJson)).toEqual({ Effect: 'Allow', Action: actions, Resource: ARNS('aws', B, C) });
  });
});

test('the statement of both halves is that of their group', () => {
  const { assumeRoleStatementJson, group: ofGroup } = access({ sessionTags: TAGS });
  expect(JSON.parse(assumeRoleStatementJson)).toEqual({ Effect: 'Allow', Action: ['sts:AssumeRole', 'sts:TagSession'], Resource: ARNS('aws', B, C) });
  expect(assumeRoleStatementJson).toBe(ofGroup.assumeRoleStatementJson);
});

test('conditions that callers need no permission for add none', () => {
  const more = { externalId: 'Contract-42', sourceIps: ['203.0.113.0/24'], principalTags: { team: ['audit'] }, requireUserNameAsRoleSessionName: true };
  const { assumeRoleStatementJson } = new TrustingRole(accounts.b, 'Role', { assumingAccount: A, ...more });
  expect(JSON.parse(assumeRoleStatementJson).Action).toEqual(['sts:AssumeRole']);
});

describe('the partition of a statement that is pasted', () => {
  test.each([['eu-west-1', 'aws'], ['cn-north-1', 'aws-cn'], ['us-gov-west-1', 'aws-us-gov']])('in %s is the literal %s', (region, partition) => {
    accounts = new TwoAccounts({ region });
    expect(JSON.parse(role().assumeRoleStatementJson).Resource).toEqual(ARNS(partition, B));
    expect(JSON.parse(group().assumeRoleStatementJson).Resource).toEqual(ARNS(partition, B, C));
  });

  test.each([['cn-north-1', 'aws-cn']])('of both halves in %s is the literal %s, too', (region, partition) => {
    accounts = new TwoAccounts({ region });
    expect(JSON.parse(access().assumeRoleStatementJson).Resource).toEqual(ARNS(partition, B, C));
  });

  test('in a stack without a Region is the deployment\'s', () => {
    const anywhere = accounts.stack('Anywhere');
    const { assumeRoleStatementJson } = new AssumingGroup(anywhere, 'Auditors', { ...NAMED, trusting: [TrustingTarget.account(B)] });
    const joined = anywhere.resolve(assumeRoleStatementJson)['Fn::Join'];
    const deployed = joined[1].map((part: any) => part.Ref === 'AWS::Partition' ? 'aws-cn' : part).join(joined[0]);
    expect(JSON.parse(deployed).Resource).toEqual(ARNS('aws-cn', B));
  });
});
