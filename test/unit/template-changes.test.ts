/**
 * A change of a CrossAccountReadOnlyAccess changes only the necessary parts of the templates.
 */
import { createHash } from 'crypto';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AccountRootPrincipal, Role, User } from 'aws-cdk-lib/aws-iam';
import {
  AccountLimit, CrossAccountReadOnlyAccess, CrossAccountReadOnlyAccessProps, MfaRequirement, ReadOnlyPermissions, SelfManagedMfa,
  StackSetToAccountsOptions, StackSetToOrganizationalUnitsOptions, TrustingTarget,
} from '../../src';
import { asText } from '../support/resources';
import { templateChangesOf } from '../support/template-changes';
import { A, B, C } from '../support/two-accounts';

const D = '444444444444';
const UNIT = 'ou-ab12-11111111';

/** A text is shown as it is. */
expect.addSnapshotSerializer({ test: (value) => typeof value === 'string', print: String });

/** A version of an app with one CrossAccountReadOnlyAccess. */
interface Version extends Omit<Partial<CrossAccountReadOnlyAccessProps>, 'users' | 'trusting'> {
  /** Accounts that have a stack in the app. */
  readonly scopes?: string[];
  /** Accounts whose role is made elsewhere. */
  readonly elsewhere?: string[];
  /** Accounts to which a StackSet brings the role. */
  readonly listed?: [accountIds: string[], options?: StackSetToAccountsOptions];
  readonly units?: StackSetToOrganizationalUnitsOptions;
  readonly users?: string[];
  readonly accessId?: string;
  /** How the stacks of accounts A and B are called as constructs, and by CloudFormation. */
  readonly identity?: [id: string, stackName?: string];
  readonly workload?: [id: string, stackName?: string];
  /** Makes a role in account A, and grants it the access. */
  readonly tool?: boolean;
}

function app({
  scopes = [B, C], elsewhere = [], listed, units, users, accessId = 'Access', identity = ['Identity'], workload = ['Workload2'], tool = false, ...props
}: Version = {}): App {
  const made = new App();
  const stack = (account: string, id: string, stackName?: string) => new Stack(made, id, { stackName, env: { account, region: 'eu-west-1' } });
  const a = stack(A, ...identity);
  const access = new CrossAccountReadOnlyAccess(a, accessId, {
    ...props,
    users: users?.map((name) => User.fromUserName(a, name, name)),
    trusting: [
      ...scopes.map((account) => TrustingTarget.scope(account === B ? stack(B, ...workload) : stack(account, `Workload${account[0]}`))),
      ...elsewhere.map((account) => TrustingTarget.account(account)),
      ...listed ? [TrustingTarget.stackSetToAccounts(...listed)] : [],
      ...units ? [TrustingTarget.stackSetToOrganizationalUnits(units)] : [],
    ],
  });
  if (tool) {
    access.grantAssumeRole(new Role(a, 'Tool', { roleName: 'Tool', assumedBy: new AccountRootPrincipal() }));
  }
  return made;
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

test('the same again: nothing', () => {
  expect(templateChangesOf(app(), app())).toBe('nothing');
});

describe('the accounts', () => {
  test('one more at the end', () => {
    expect(templateChangesOf(app(), app({ scopes: [B, C, D] }))).toMatchInlineSnapshot(`
      ~ Identity
        ~ AWS::IAM::Policy AccessGroupAssumeRoleF318317E
          Properties.PolicyDocument.Statement.0.Resource: + arn:PARTITION:iam::444444444444:role/SecurityReadOnlyRole
      + Workload4
        + AWS::IAM::Role TrustingRoleSecurityReadOnlyRole6289C302
        + AWS::IAM::ManagedPolicy ReadOnlyDenials1fdbec5c1496673C8
        + AWS::IAM::ManagedPolicy ReadOnlyDenials235bb96e5306E6922
        + Output TrustingRoleSecurityReadOnlyRoleRoleArnEB89219F
        + Output TrustingRoleSecurityReadOnlyRoleSwitchRoleUrl17430383
    `);
  });

  test('one more at the front', () => {
    expect(templateChangesOf(app(), app({ scopes: [D, B, C] }))).toMatchInlineSnapshot(`
      ~ Identity
        ~ AWS::IAM::Policy AccessGroupAssumeRoleF318317E
          Properties.PolicyDocument.Statement.0.Resource: + arn:PARTITION:iam::444444444444:role/SecurityReadOnlyRole
      + Workload4
        + AWS::IAM::Role TrustingRoleSecurityReadOnlyRole6289C302
        + AWS::IAM::ManagedPolicy ReadOnlyDenials1fdbec5c1496673C8
        + AWS::IAM::ManagedPolicy ReadOnlyDenials235bb96e5306E6922
        + Output TrustingRoleSecurityReadOnlyRoleRoleArnEB89219F
        + Output TrustingRoleSecurityReadOnlyRoleSwitchRoleUrl17430383
    `);
  });

  test('one more whose role is made elsewhere', () => {
    expect(templateChangesOf(app(), app({ elsewhere: [D] }))).toMatchInlineSnapshot(`
      ~ Identity
        ~ AWS::IAM::Policy AccessGroupAssumeRoleF318317E
          Properties.PolicyDocument.Statement.0.Resource: + arn:PARTITION:iam::444444444444:role/SecurityReadOnlyRole
    `);
  });

  test('the second, after which the policy holds a list', () => {
    expect(templateChangesOf(app({ scopes: [B] }), app({ scopes: [B, C] }))).toMatchInlineSnapshot(`
      ~ Identity
        ~ AWS::IAM::Policy AccessGroupAssumeRoleF318317E
          Properties.PolicyDocument.Statement.0.Resource: + arn:PARTITION:iam::333333333333:role/SecurityReadOnlyRole
      + Workload3
        + AWS::IAM::Role TrustingRoleSecurityReadOnlyRole6289C302
        + AWS::IAM::ManagedPolicy ReadOnlyDenials1fdbec5c1496673C8
        + AWS::IAM::ManagedPolicy ReadOnlyDenials235bb96e5306E6922
        + Output TrustingRoleSecurityReadOnlyRoleRoleArnEB89219F
        + Output TrustingRoleSecurityReadOnlyRoleSwitchRoleUrl17430383
    `);
  });

  test('without the first', () => {
    expect(templateChangesOf(app(), app({ scopes: [C] }))).toMatchInlineSnapshot(`
      ~ Identity
        ~ AWS::IAM::Policy AccessGroupAssumeRoleF318317E
          Properties.PolicyDocument.Statement.0.Resource: - arn:PARTITION:iam::222222222222:role/SecurityReadOnlyRole
      - Workload2
        - AWS::IAM::Role TrustingRoleSecurityReadOnlyRole6289C302
        - AWS::IAM::ManagedPolicy ReadOnlyDenials1fdbec5c1496673C8
        - AWS::IAM::ManagedPolicy ReadOnlyDenials235bb96e5306E6922
        - Output TrustingRoleSecurityReadOnlyRoleRoleArnEB89219F
        - Output TrustingRoleSecurityReadOnlyRoleSwitchRoleUrl17430383
    `);
  });

  test('one in place of another', () => {
    expect(templateChangesOf(app(), app({ scopes: [B, D] }))).toMatchInlineSnapshot(`
      ~ Identity
        ~ AWS::IAM::Policy AccessGroupAssumeRoleF318317E
          Properties.PolicyDocument.Statement.0.Resource: - arn:PARTITION:iam::333333333333:role/SecurityReadOnlyRole, + arn:PARTITION:iam::444444444444:role/SecurityReadOnlyRole
      - Workload3
        - AWS::IAM::Role TrustingRoleSecurityReadOnlyRole6289C302
        - AWS::IAM::ManagedPolicy ReadOnlyDenials1fdbec5c1496673C8
        - AWS::IAM::ManagedPolicy ReadOnlyDenials235bb96e5306E6922
        - Output TrustingRoleSecurityReadOnlyRoleRoleArnEB89219F
        - Output TrustingRoleSecurityReadOnlyRoleSwitchRoleUrl17430383
      + Workload4
        + AWS::IAM::Role TrustingRoleSecurityReadOnlyRole6289C302
        + AWS::IAM::ManagedPolicy ReadOnlyDenials1fdbec5c1496673C8
        + AWS::IAM::ManagedPolicy ReadOnlyDenials235bb96e5306E6922
        + Output TrustingRoleSecurityReadOnlyRoleRoleArnEB89219F
        + Output TrustingRoleSecurityReadOnlyRoleSwitchRoleUrl17430383
    `);
  });

  test('in another order', () => {
    expect(templateChangesOf(app(), app({ scopes: [C, B] }))).toMatchInlineSnapshot(`
      ~ Identity
        ~ AWS::IAM::Policy AccessGroupAssumeRoleF318317E
          Properties.PolicyDocument.Statement.0.Resource: another order
    `);
  });

  test('an account whose role is made elsewhere from now on', () => {
    expect(templateChangesOf(app(), app({ scopes: [B], elsewhere: [C] }))).toMatchInlineSnapshot(`
      - Workload3
        - AWS::IAM::Role TrustingRoleSecurityReadOnlyRole6289C302
        - AWS::IAM::ManagedPolicy ReadOnlyDenials1fdbec5c1496673C8
        - AWS::IAM::ManagedPolicy ReadOnlyDenials235bb96e5306E6922
        - Output TrustingRoleSecurityReadOnlyRoleRoleArnEB89219F
        - Output TrustingRoleSecurityReadOnlyRoleSwitchRoleUrl17430383
    `);
  });
});

describe('names', () => {
  test('the construct id of an account\'s stack, which is another stack for CloudFormation', () => {
    expect(templateChangesOf(app(), app({ workload: ['Systems'] }))).toMatchInlineSnapshot(`
      - Workload2
        - AWS::IAM::Role TrustingRoleSecurityReadOnlyRole6289C302
        - AWS::IAM::ManagedPolicy ReadOnlyDenials1fdbec5c1496673C8
        - AWS::IAM::ManagedPolicy ReadOnlyDenials235bb96e5306E6922
        - Output TrustingRoleSecurityReadOnlyRoleRoleArnEB89219F
        - Output TrustingRoleSecurityReadOnlyRoleSwitchRoleUrl17430383
      + Systems
        + AWS::IAM::Role TrustingRoleSecurityReadOnlyRole6289C302
        + AWS::IAM::ManagedPolicy ReadOnlyDenials1fdbec5c1496673C8
        + AWS::IAM::ManagedPolicy ReadOnlyDenials235bb96e5306E6922
        + Output TrustingRoleSecurityReadOnlyRoleRoleArnEB89219F
        + Output TrustingRoleSecurityReadOnlyRoleSwitchRoleUrl17430383
    `);
  });

  test('the construct id of an account\'s stack that has a name: nothing', () => {
    expect(templateChangesOf(app({ workload: ['Workload', 'systems'] }), app({ workload: ['Systems', 'systems'] }))).toBe('nothing');
  });

  test('the construct id of the group\'s stack that has a name: nothing', () => {
    expect(templateChangesOf(app({ identity: ['Identity', 'people'] }), app({ identity: ['People', 'people'] }))).toBe('nothing');
  });

  test('the same with a tool that is granted: nothing', () => {
    expect(templateChangesOf(app({ tool: true, identity: ['Identity', 'people'] }), app({ tool: true, identity: ['People', 'people'] }))).toBe('nothing');
  });

  test('the construct id of the access: roles and StackSets stay', () => {
    const before: Version = { users: ['ann'], listed: [[D]] };
    expect(templateChangesOf(app(before), app({ ...before, accessId: 'Audit' }))).toMatchInlineSnapshot(`
      ~ Identity
        - AWS::IAM::Group AccessGroup8B65D982
        - AWS::IAM::Policy AccessGroupSelfManagedMfa4CCB70A1
        - AWS::IAM::Policy AccessGroupAssumeRoleF318317E
        - AWS::IAM::UserToGroupAddition AccessGroupMembersCEC01A6D
        + AWS::IAM::Group AuditGroup8875F069
        + AWS::IAM::Policy AuditGroupSelfManagedMfaDCE93991
        + AWS::IAM::Policy AuditGroupAssumeRole8AEE754E
        + AWS::IAM::UserToGroupAddition AuditGroupMembersDC39DC8F
        - Output AccessGroupGroupName4EC584AD
        + Output AuditGroupGroupName48EA0512
    `);
  });

  test('the role', () => {
    expect(templateChangesOf(app(), app({ roleName: 'Auditor' }))).toMatchInlineSnapshot(`
      ~ Identity
        ~ AWS::IAM::Policy AccessGroupAssumeRoleF318317E
          Properties.PolicyDocument.Statement.0.Resource: - 2 entries, + 2 entries
      ~ Workload2
        - AWS::IAM::Role TrustingRoleSecurityReadOnlyRole6289C302
        + AWS::IAM::Role TrustingRoleAuditor3D575AF1
        - Output TrustingRoleSecurityReadOnlyRoleRoleArnEB89219F
        - Output TrustingRoleSecurityReadOnlyRoleSwitchRoleUrl17430383
        + Output TrustingRoleAuditorRoleArn00A539CE
        + Output TrustingRoleAuditorSwitchRoleUrlE2D86B12
      ~ Workload3
        - AWS::IAM::Role TrustingRoleSecurityReadOnlyRole6289C302
        + AWS::IAM::Role TrustingRoleAuditor3D575AF1
        - Output TrustingRoleSecurityReadOnlyRoleRoleArnEB89219F
        - Output TrustingRoleSecurityReadOnlyRoleSwitchRoleUrl17430383
        + Output TrustingRoleAuditorRoleArn00A539CE
        + Output TrustingRoleAuditorSwitchRoleUrlE2D86B12
    `);
  });

  test('the role\'s path', () => {
    expect(templateChangesOf(app(), app({ path: '/security/' }))).toMatchInlineSnapshot(`
      ~ Identity
        ~ AWS::IAM::Policy AccessGroupAssumeRoleF318317E
          Properties.PolicyDocument.Statement.0.Resource: - 2 entries, + 2 entries
      ~ Workload2
        ~ AWS::IAM::Role TrustingRoleSecurityReadOnlyRole6289C302
          Properties.ManagedPolicyArns: - 2 entries, + 2 entries
          Properties.Path: + /security/
        - AWS::IAM::ManagedPolicy ReadOnlyDenials1fdbec5c1496673C8
        - AWS::IAM::ManagedPolicy ReadOnlyDenials235bb96e5306E6922
        + AWS::IAM::ManagedPolicy ReadOnlyDenials1471e2166D7974B4C
        + AWS::IAM::ManagedPolicy ReadOnlyDenials23a638056F4F6ACE0
        ~ Output TrustingRoleSecurityReadOnlyRoleSwitchRoleUrl17430383
          Value: - 1 text, + 1 text
      ~ Workload3
        ~ AWS::IAM::Role TrustingRoleSecurityReadOnlyRole6289C302
          Properties.ManagedPolicyArns: - 2 entries, + 2 entries
          Properties.Path: + /security/
        - AWS::IAM::ManagedPolicy ReadOnlyDenials1fdbec5c1496673C8
        - AWS::IAM::ManagedPolicy ReadOnlyDenials235bb96e5306E6922
        + AWS::IAM::ManagedPolicy ReadOnlyDenials1471e2166D7974B4C
        + AWS::IAM::ManagedPolicy ReadOnlyDenials23a638056F4F6ACE0
        ~ Output TrustingRoleSecurityReadOnlyRoleSwitchRoleUrl17430383
          Value: - 1 text, + 1 text
    `);
  });

  test('the role of a StackSet', () => {
    const before: Version = { scopes: [], units: { organizationalUnitIds: [UNIT] } };
    expect(templateChangesOf(app(before), app({ ...before, roleName: 'Auditor' }))).toMatchInlineSnapshot(`
      ~ Identity
        ~ AWS::IAM::Policy AccessGroupAssumeRoleInOrganization1541E507
          Properties.PolicyDocument.Statement.0.Resource: - arn:PARTITION:iam::*:role/SecurityReadOnlyRole, + arn:PARTITION:iam::*:role/Auditor
        - AWS::CloudFormation::StackSet TrustingRolesSecurityReadOnlyRole7D417ADC
        + AWS::CloudFormation::StackSet TrustingRolesAuditorFDD3123A
    `);
  });

  test('the group', () => {
    expect(templateChangesOf(app(), app({ groupName: 'Auditors' }))).toMatchInlineSnapshot(`
      ~ Identity
        ~ AWS::IAM::Group AccessGroup8B65D982
          Properties.GroupName: + Auditors
        - Output AccessGroupGroupName4EC584AD
    `);
  });
});

describe('what may be read', () => {
  test('another policy of AWS', () => {
    expect(templateChangesOf(app(), app({ permissions: ReadOnlyPermissions.viewOnly() }))).toMatchInlineSnapshot(`
      ~ Workload2
        ~ AWS::IAM::Role TrustingRoleSecurityReadOnlyRole6289C302
          Properties.ManagedPolicyArns: - arn:PARTITION:iam::aws:policy/ReadOnlyAccess, + arn:PARTITION:iam::aws:policy/job-function/ViewOnlyAccess
          Properties.PermissionsBoundary: - arn:PARTITION:iam::aws:policy/ReadOnlyAccess, + arn:PARTITION:iam::aws:policy/job-function/ViewOnlyAccess
          Properties.Policies.0.PolicyDocument.Statement.0.Action: - 48 entries
      ~ Workload3
        ~ AWS::IAM::Role TrustingRoleSecurityReadOnlyRole6289C302
          Properties.ManagedPolicyArns: - arn:PARTITION:iam::aws:policy/ReadOnlyAccess, + arn:PARTITION:iam::aws:policy/job-function/ViewOnlyAccess
          Properties.PermissionsBoundary: - arn:PARTITION:iam::aws:policy/ReadOnlyAccess, + arn:PARTITION:iam::aws:policy/job-function/ViewOnlyAccess
          Properties.Policies.0.PolicyDocument.Statement.0.Action: - 48 entries
    `);
  });

  test('metadata only, by policies that are made', () => {
    expect(templateChangesOf(app({ scopes: [B] }), app({ scopes: [B], permissions: ReadOnlyPermissions.metadataOnly() }))).toMatchInlineSnapshot(`
      ~ Workload2
        ~ AWS::IAM::Role TrustingRoleSecurityReadOnlyRole6289C302
          Properties.ManagedPolicyArns: - arn:PARTITION:iam::aws:policy/ReadOnlyAccess, + arn:PARTITION:iam::aws:policy/SecurityAudit
          Properties.PermissionsBoundary: - arn:PARTITION:iam::aws:policy/ReadOnlyAccess, + arn:PARTITION:iam::aws:policy/SecurityAudit
          Properties.Policies.0.PolicyDocument.Statement.0.Action: - 57 entries, + apigateway:GET
          Properties.Policies.0.PolicyDocument.Statement.0.Resource: - *, + 4 entries
          Properties.Policies.0.PolicyDocument.Statement.1: + 1 text
    `);
  });

  test('one service more, in another policy that takes the place of the old one', () => {
    const services = (...names: string[]): Version => ({ scopes: [B], permissions: ReadOnlyPermissions.services(...names) });
    expect(templateChangesOf(app(services('s3')), app(services('s3', 'ec2')))).toMatchInlineSnapshot(`
      ~ Workload2
        ~ AWS::IAM::Role TrustingRoleSecurityReadOnlyRole6289C302
          Properties.ManagedPolicyArns: - {"Ref":"TrustingRoleSecurityReadOnlyRolePermissions4fea7022EEA59DAF"}, + {"Ref":"TrustingRoleSecurityReadOnlyRolePermissionsc6eb335e99030BB9"}
          Properties.PermissionsBoundary: - {"Ref":"TrustingRoleSecurityReadOnlyRolePermissions4fea7022EEA59DAF"}, + {"Ref":"TrustingRoleSecurityReadOnlyRolePermissionsc6eb335e99030BB9"}
          Properties.Policies.0.PolicyDocument.Statement.0.NotAction: + 7 entries
          Properties.Policies.0.PolicyDocument.Statement.1.Action: + 2 entries
        - AWS::IAM::ManagedPolicy TrustingRoleSecurityReadOnlyRolePermissions4fea7022EEA59DAF
        + AWS::IAM::ManagedPolicy TrustingRoleSecurityReadOnlyRolePermissionsc6eb335e99030BB9
    `);
  });

  test('nothing at home', () => {
    expect(templateChangesOf(app(), app({ groupPermissions: ReadOnlyPermissions.none() }))).toMatchInlineSnapshot(`
      ~ Identity
        ~ AWS::IAM::Group AccessGroup8B65D982
          Properties.ManagedPolicyArns: - arn:PARTITION:iam::aws:policy/ReadOnlyAccess
    `);
  });
});

describe('the people', () => {
  test('a first user', () => {
    expect(templateChangesOf(app(), app({ users: ['ann'] }))).toMatchInlineSnapshot(`
      ~ Identity
        + AWS::IAM::UserToGroupAddition AccessGroupMembersCEC01A6D
    `);
  });

  test('one more', () => {
    expect(templateChangesOf(app({ users: ['ann'] }), app({ users: ['ann', 'bob'] }))).toMatchInlineSnapshot(`
      ~ Identity
        ~ AWS::IAM::UserToGroupAddition AccessGroupMembersCEC01A6D
          Properties.Users: + bob
    `);
  });

  test('without selfManagedMfa', () => {
    expect(templateChangesOf(app(), app({ selfManagedMfa: SelfManagedMfa.none() }))).toMatchInlineSnapshot(`
      ~ Identity
        - AWS::IAM::Policy AccessGroupSelfManagedMfa4CCB70A1
    `);
  });
});

describe('a tool', () => {
  test('that is granted the access, and trusted already', () => {
    const before: Version = { scopes: [B], mfa: MfaRequirement.none() };
    expect(templateChangesOf(app(before), app({ ...before, tool: true }))).toMatchInlineSnapshot(`
      ~ Identity
        + AWS::IAM::Policy AccessAssumeTool0D25639C
        + AWS::IAM::Role ToolD45F8BE0
    `);
  });

  test('that is granted the access, and trusted from then on', () => {
    expect(templateChangesOf(app({ scopes: [B] }), app({ scopes: [B], tool: true }))).toMatchInlineSnapshot(`
      ~ Identity
        + AWS::IAM::Policy AccessAssumeTool0D25639C
        + AWS::IAM::Role ToolD45F8BE0
      ~ Workload2
        ~ AWS::IAM::Role TrustingRoleSecurityReadOnlyRole6289C302
          Properties.AssumeRolePolicyDocument.Statement.1: + 1 text
    `);
  });
});

describe('StackSets', () => {
  const units: StackSetToOrganizationalUnitsOptions = { organizationalUnitIds: [UNIT] };

  test('an organization\'s units in place of accounts with a stack each', () => {
    expect(templateChangesOf(app(), app({ scopes: [], units }))).toMatchInlineSnapshot(`
      ~ Identity
        - AWS::IAM::Policy AccessGroupAssumeRoleF318317E
        + AWS::IAM::Policy AccessGroupAssumeRoleInOrganization1541E507
        + AWS::CloudFormation::StackSet TrustingRolesSecurityReadOnlyRole7D417ADC
      - Workload2
        - AWS::IAM::Role TrustingRoleSecurityReadOnlyRole6289C302
        - AWS::IAM::ManagedPolicy ReadOnlyDenials1fdbec5c1496673C8
        - AWS::IAM::ManagedPolicy ReadOnlyDenials235bb96e5306E6922
        - Output TrustingRoleSecurityReadOnlyRoleRoleArnEB89219F
        - Output TrustingRoleSecurityReadOnlyRoleSwitchRoleUrl17430383
      - Workload3
        - AWS::IAM::Role TrustingRoleSecurityReadOnlyRole6289C302
        - AWS::IAM::ManagedPolicy ReadOnlyDenials1fdbec5c1496673C8
        - AWS::IAM::ManagedPolicy ReadOnlyDenials235bb96e5306E6922
        - Output TrustingRoleSecurityReadOnlyRoleRoleArnEB89219F
        - Output TrustingRoleSecurityReadOnlyRoleSwitchRoleUrl17430383
    `);
  });

  test('one more unit', () => {
    const more = { organizationalUnitIds: [UNIT, 'ou-ab12-22222222'] };
    expect(templateChangesOf(app({ scopes: [], units }), app({ scopes: [], units: more }))).toMatchInlineSnapshot(`
      ~ Identity
        ~ AWS::CloudFormation::StackSet TrustingRolesSecurityReadOnlyRole7D417ADC
          Properties.StackInstancesGroup.0.DeploymentTargets.OrganizationalUnitIds: + ou-ab12-22222222
    `);
  });

  test('another tolerance', () => {
    const tolerant = { ...units, failureTolerance: AccountLimit.percentage(20) };
    expect(templateChangesOf(app({ scopes: [], units }), app({ scopes: [], units: tolerant }))).toMatchInlineSnapshot(`
      ~ Identity
        ~ AWS::CloudFormation::StackSet TrustingRolesSecurityReadOnlyRole7D417ADC
          Properties.OperationPreferences.FailureTolerancePercentage: - 10, + 20
    `);
  });

  test('another level: in the StackSet\'s template', () => {
    const permissions = ReadOnlyPermissions.viewOnly();
    expect(templateChangesOf(app({ scopes: [], units }), app({ scopes: [], units, permissions }))).toMatchInlineSnapshot(`
      ~ Identity
        ~ AWS::CloudFormation::StackSet TrustingRolesSecurityReadOnlyRole7D417ADC
          Properties.TemplateBody
            ~ AWS::IAM::Role TrustingRole99F6D127
              Properties.ManagedPolicyArns: - arn:PARTITION:iam::aws:policy/ReadOnlyAccess, + arn:PARTITION:iam::aws:policy/job-function/ViewOnlyAccess
              Properties.PermissionsBoundary: - arn:PARTITION:iam::aws:policy/ReadOnlyAccess, + arn:PARTITION:iam::aws:policy/job-function/ViewOnlyAccess
              Properties.Policies.0.PolicyDocument.Statement.0.Action: - 48 entries
    `);
  });

  test('one more account of a list', () => {
    expect(templateChangesOf(app({ listed: [[D]] }), app({ listed: [[D, '555555555555']] }))).toMatchInlineSnapshot(`
      ~ Identity
        ~ AWS::IAM::Policy AccessGroupAssumeRoleF318317E
          Properties.PolicyDocument.Statement.0.Resource: + arn:PARTITION:iam::555555555555:role/SecurityReadOnlyRole
        ~ AWS::CloudFormation::StackSet TrustingRolesSecurityReadOnlyRoleAccounts05B01E96
          Properties.StackInstancesGroup.0.DeploymentTargets.Accounts: + 555555555555
    `);
  });
});

describe('hundreds of accounts', () => {
  /** Account ids look like anything. */
  const accountIds = (count: number) => Array.from({ length: count }, (_, i) =>
    String(BigInt(`0x${createHash('sha256').update(String(i)).digest('hex')}`) % 10n ** 12n).padStart(12, '0'));
  const many = accountIds(400);
  const elsewhere = (accounts: string[], more: Version = {}) => app({ scopes: [], elsewhere: accounts, ...more });
  const resources = (lines: string) => lines.split('\n').filter((line) => / AWS::/.test(line));

  test('the 80th, for which there is room in the second policy', () => {
    expect(templateChangesOf(elsewhere(many.slice(0, 79)), elsewhere(many.slice(0, 80)))).toMatchInlineSnapshot(`
      ~ Identity
        ~ AWS::IAM::ManagedPolicy AccessGroupAssumeRoles1A4197EF1
          Properties.PolicyDocument.Statement.0.Resource: + arn:PARTITION:iam::408474502986:role/SecurityReadOnlyRole
    `);
  });

  test('the 300th, for which there is room in the fourth policy', () => {
    expect(templateChangesOf(elsewhere(many.slice(0, 299)), elsewhere(many.slice(0, 300)))).toMatchInlineSnapshot(`
      ~ Identity
        ~ AWS::IAM::ManagedPolicy AccessGroupAssumeRoles3F7CC8C91
          Properties.PolicyDocument.Statement.0.Resource: + arn:PARTITION:iam::048955286461:role/SecurityReadOnlyRole
    `);
  });

  test('the first for which the inline policy has no room: one more policy', () => {
    expect(templateChangesOf(elsewhere(many.slice(0, 55)), elsewhere(many.slice(0, 56)))).toMatchInlineSnapshot(`
      ~ Identity
        + AWS::IAM::ManagedPolicy AccessGroupAssumeRoles1A4197EF1
    `);
  });

  test.each([...range(52, 58), ...range(163, 170), 299, 399])('one more at the end of %i touches one policy', (count) => {
    expect(resources(templateChangesOf(elsewhere(many.slice(0, count)), elsewhere(many.slice(0, count + 1))))).toHaveLength(1);
  });

  test('one more in the front of 400', () => {
    expect(templateChangesOf(elsewhere(many), elsewhere([D, ...many]))).toMatchInlineSnapshot(`
      ~ Identity
        ~ AWS::IAM::Policy AccessGroupAssumeRoleF318317E
          Properties.PolicyDocument.Statement.0.Resource: - arn:PARTITION:iam::103902444142:role/SecurityReadOnlyRole, + arn:PARTITION:iam::444444444444:role/SecurityReadOnlyRole
        ~ AWS::IAM::ManagedPolicy AccessGroupAssumeRoles1A4197EF1
          Properties.PolicyDocument.Statement.0.Resource: + arn:PARTITION:iam::103902444142:role/SecurityReadOnlyRole
    `);
  });

  test('one more in the middle of 400', () => {
    expect(templateChangesOf(elsewhere(many), elsewhere([...many.slice(0, 200), D, ...many.slice(200)]))).toMatchInlineSnapshot(`
      ~ Identity
        ~ AWS::IAM::ManagedPolicy AccessGroupAssumeRoles2BDDDB83A
          Properties.PolicyDocument.Statement.0.Resource: + arn:PARTITION:iam::444444444444:role/SecurityReadOnlyRole
    `);
  });

  test('without the first of 400', () => {
    expect(templateChangesOf(elsewhere(many), elsewhere(many.slice(1)))).toMatchInlineSnapshot(`
      ~ Identity
        ~ AWS::IAM::Policy AccessGroupAssumeRoleF318317E
          Properties.PolicyDocument.Statement.0.Resource: - arn:PARTITION:iam::137402595305:role/SecurityReadOnlyRole, + arn:PARTITION:iam::052382872252:role/SecurityReadOnlyRole
        ~ AWS::IAM::ManagedPolicy AccessGroupAssumeRoles1A4197EF1
          Properties.PolicyDocument.Statement.0.Resource: - arn:PARTITION:iam::052382872252:role/SecurityReadOnlyRole, + 2 entries
        ~ AWS::IAM::ManagedPolicy AccessGroupAssumeRoles2BDDDB83A
          Properties.PolicyDocument.Statement.0.Resource: - 2 entries
    `);
  });

  test('one more anywhere among 400 touches fewer than two policies of four on average', () => {
    const touched = range(0, 20).map((i) => i * 20)
      .map((at) => resources(templateChangesOf(elsewhere(many), elsewhere([...many.slice(0, at), D, ...many.slice(at)]))).length);
    const average = touched.reduce((sum, count) => sum + count, 0) / touched.length;
    expect(average).toBeLessThan(2);
  });

  test('a user: no policy', () => {
    expect(templateChangesOf(elsewhere(many), elsewhere(many, { users: ['ann'] }))).toMatchInlineSnapshot(`
      ~ Identity
        + AWS::IAM::UserToGroupAddition AccessGroupMembersCEC01A6D
    `);
  });

  test('without selfManagedMfa: that policy alone', () => {
    expect(resources(templateChangesOf(elsewhere(many), elsewhere(many, { selfManagedMfa: SelfManagedMfa.none() })))).toHaveLength(1);
  });

  /** The characters of a group's inline policies while they change: CloudFormation removes last, and changes in no certain order. */
  function inlineSizeAtMost(before: Version, after: Version): number {
    const sizes = [before, after].map((version) => Template.fromStack(app(version).node.findChild('Identity') as Stack).findResources('AWS::IAM::Policy'))
      .map((policies) => Object.fromEntries(Object.entries(policies).map(([id, { Properties }]) => [id, sizeOf(Properties.PolicyDocument)])));
    const ids = [...new Set(sizes.flatMap(Object.keys))];
    return ids.reduce((sum, id) => sum + Math.max(...sizes.map((ofVersion) => ofVersion[id] ?? 0)), 0);
  }

  function sizeOf(document: object): number {
    return JSON.stringify(asText(document)).replaceAll('arn:PARTITION', 'arn:aws').length;
  }

  const named: Version = { scopes: [], elsewhere: many };
  const MOST = 5120;

  test('the group is at no time over its quota of inline policies: one more account', () => {
    expect(inlineSizeAtMost(named, { ...named, elsewhere: [D, ...many] })).toBeLessThanOrEqual(MOST);
  });

  test.each<[string, Version]>([
    ['without selfManagedMfa', { ...named, selfManagedMfa: SelfManagedMfa.none() }],
    ['units in place of all the accounts', { scopes: [], units: { organizationalUnitIds: [UNIT] } }],
    ['home permissions of more statements', { ...named, groupPermissions: ReadOnlyPermissions.services('s3', 'ec2', 'iam', 'lambda', 'dynamodb') }],
  ])('the group is at no time over its quota of inline policies: %s', (_, after) => {
    expect(inlineSizeAtMost(named, after)).toBeLessThanOrEqual(MOST);
  });
});
