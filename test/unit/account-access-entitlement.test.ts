import { App, CfnParameter, Lazy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AccountAccessEntitlement, AccountAccessEntitlementProps, CrossAccountReadOnlyAccess, PrincipalScope, TrustingRole, TrustingTarget } from '../../src';
import { accountAccess } from '../../src/account-access-module';
import { ErrorContext } from '../../src/core/validation-error';
import { HAS_ACCOUNT_ACCESS } from '../support/account-access';
import { Input, rejects } from '../support/invalid-props';
import { A, annotationsOf, B, TwoAccounts } from '../support/two-accounts';
import { rejectionOf } from '../support/validation-messages';

const APPLICATION = 'arn:aws:account-access:eu-west-1:999999999999:application/app-1';
const ROLE_ARN = `arn:aws:iam::${B}:role/SecurityReadOnlyRole`;
const GROUP_ID = '906717e2d8-c51a8fdb-0dd4-4e14-9d0f-1b7d3c6f4a5e';

function entitlement(props: Partial<AccountAccessEntitlementProps>, stack = new Stack(new App(), 'Management')): Stack {
  new AccountAccessEntitlement(stack, 'Auditors', { applicationArn: APPLICATION, roleArn: ROLE_ARN, ...props });
  return stack;
}

describe('with a version of aws-cdk-lib that has account access manager', () => {
  const propertiesOf = (stack: Stack) => Object.values(Template.fromStack(stack).findResources('AWS::AccountAccess::Entitlement')).map(({ Properties }) => Properties);

  test.runIf(HAS_ACCOUNT_ACCESS).each<[string, Partial<AccountAccessEntitlementProps>, object]>([
    ['a group', { groupId: GROUP_ID }, { GroupId: GROUP_ID }],
    ['a user', { userId: GROUP_ID }, { UserId: GROUP_ID }],
  ])('%s gets the role', (_, props, principal) => {
    expect(propertiesOf(entitlement(props))).toEqual([
      { ApplicationArn: APPLICATION, Entitlement: { PrincipalRole: { Principal: { IdentityCenter: principal }, RoleArn: ROLE_ARN } } },
    ]);
  });

  test.runIf(HAS_ACCOUNT_ACCESS)('a role of another account of the app gets an entitlement without a reference to its stack', () => {
    const accounts = new TwoAccounts();
    const access = new CrossAccountReadOnlyAccess(accounts.a, 'Access', {
      trusting: [TrustingTarget.scope(accounts.b)], principals: [PrincipalScope.accountAccessManager(APPLICATION)],
    });
    const management = accounts.stack('Management', '999999999999');
    entitlement({ groupId: GROUP_ID, roleArn: access.roleArns[0] }, management);
    expect(propertiesOf(management)[0].Entitlement.PrincipalRole.RoleArn).toEqual({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::${B}:role/SecurityReadOnlyRole`]] });
    expect(management.dependencies).toEqual([]);
  });
});

describe.runIf(HAS_ACCOUNT_ACCESS)('an entitlement names one application, one role, and one group or user', () => {
  const made = (props: Partial<AccountAccessEntitlementProps>): Input => ({ a }) => new AccountAccessEntitlement(a, 'Auditors', {
    applicationArn: APPLICATION, roleArn: ROLE_ARN, groupId: GROUP_ID, ...props,
  });
  const good = made({});
  const path = 'Identity/Auditors';
  rejects([
    ['neither', path, 'groupId and userId are both missing', made({ groupId: undefined }), good],
    ['both', path, 'groupId and userId are both given', made({ userId: GROUP_ID }), made({ groupId: undefined, userId: GROUP_ID })],
    ['the name of a group', path, 'groupId "Auditors" is not an id', made({ groupId: 'Auditors' }), made({ groupId: GROUP_ID.slice(11) })],
    ['the name of a user', path, 'userId "ann" is not an id', made({ groupId: undefined, userId: 'ann' }), made({ groupId: undefined, userId: GROUP_ID })],
    ['a late name of a group', path, 'groupId "Auditors" is not an id', made({ groupId: Lazy.string({ produce: () => 'Auditors' }) }), made({ groupId: Lazy.string({ produce: () => GROUP_ID }) })],
    ['the ARN of a user as role', path, 'is not the ARN of a role in one account', made({ roleArn: `arn:aws:iam::${B}:user/ann` }), good],
    ['the name of a role', path, 'is not the ARN of a role in one account', made({ roleArn: 'SecurityReadOnlyRole' }), good],
    ['a role of every account', path, 'is not the ARN of a role in one account', made({ roleArn: 'arn:aws:iam::*:role/SecurityReadOnlyRole' }), good],
    ['roles by a wildcard', path, 'is not the ARN of a role in one account', made({ roleArn: `arn:aws:iam::${B}:role/*` }),
      ({ a }) => made({ roleArn: new CfnParameter(a, 'Role').valueAsString })({ a } as TwoAccounts)],
    ['the ARN of another application', path, 'applicationArn "arn:aws:sso::999999999999:application/ssoins-1/apl-1" is not the ARN of an application of account access manager',
      made({ applicationArn: 'arn:aws:sso::999999999999:application/ssoins-1/apl-1' }), good],
  ]);
});

test('with an older version of aws-cdk-lib, an error says which one has it', () => {
  const missing = (code: string) => () => {
    throw Object.assign(new Error('not there'), { code });
  };
  const errors = ErrorContext.called('Management/Auditors');
  ['MODULE_NOT_FOUND', 'ERR_PACKAGE_PATH_NOT_EXPORTED'].forEach((code) => expect(rejectionOf(() => accountAccess(errors, missing(code)))).toEqual({
    path: 'Management/Auditors',
    problem: 'AccountAccessEntitlement needs aws-cdk-lib 2.268.0, and the installed version does not have AWS::AccountAccess',
    remedy: 'upgrade aws-cdk-lib to 2.268.0 or later',
  }));
  expect(() => accountAccess(errors, missing('EACCES'))).toThrow('not there');
});

test.runIf(!HAS_ACCOUNT_ACCESS)('at the lowest version of aws-cdk-lib, the construct is such an error', () => {
  expect(rejectionOf(() => entitlement({ groupId: GROUP_ID })).problem).toContain('needs aws-cdk-lib 2.268.0');
});

describe('a role that only account access manager can assume', () => {
  const made = () => {
    const accounts = new TwoAccounts();
    return { accounts, role: new TrustingRole(accounts.b, 'Role', { assumingAccount: A, principals: [PrincipalScope.accountAccessManager(APPLICATION)] }) };
  };

  test('has no switch-role link, and says where users open it', () => {
    expect(made().role.switchRoleUrl).toBeUndefined();
    expect(made().role.switchRoleUnavailableReason).toContain('users open it in its portal');
  });

  test('has a link if users can assume it, too', () => {
    const accounts = new TwoAccounts();
    const both = new TrustingRole(accounts.b, 'Role', { assumingAccount: A, principals: [PrincipalScope.users('ann'), PrincipalScope.accountAccessManager(APPLICATION)] });
    expect(both.switchRoleUrl).toContain('switchrole');
  });

  test('is described by its application, without conditions that it cannot meet', () => {
    const accounts = new TwoAccounts();
    const { trust } = new TrustingRole(accounts.b, 'Role', {
      assumingAccount: A, principals: [PrincipalScope.accountAccessManager(APPLICATION), PrincipalScope.roles('Ci')], externalId: 'Contract-42',
    })._config;
    expect(trust.describePrincipals()).toEqual([
      `users and groups of Identity Center with an entitlement of the account access manager application ${APPLICATION}`, 'the role Ci',
    ]);
    expect(trust.describeConditions()).toEqual(['passes the external ID Contract-42, except by account access manager']);
  });

  test('warns of source networks, because AWS does not document the address', () => {
    const accounts = new TwoAccounts();
    const role = new TrustingRole(accounts.b, 'Role', { assumingAccount: A, principals: [PrincipalScope.accountAccessManager(APPLICATION)], sourceIps: ['203.0.113.0/24'] });
    accounts.app.synth();
    expect(annotationsOf(role).filter((text) => text.includes('sourceIpsOfService'))).toHaveLength(1);
  });
});
