import { readdirSync } from 'fs';
import { Annotations as Messages, App, Duration, Expiration, Lazy, RemovalPolicy, Stack, Stage, Tags } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { PolicyStatement, Role, User } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import {
  AccessWindow, AccountFilter, AccountLimit, AssumingGroup, CrossAccountReadOnlyAccess, CrossAccountReadOnlyAccessProps,
  MfaRequirement, PrincipalScope, ReadOnlyPermissions, Scanner, StackSetToAccountsOptions, StackSetToOrganizationalUnitsOptions, TrustingRole,
  TrustingRoleOptions, TrustingRoleStackSet, TrustingTarget,
} from '../../src';
import { asText, only, statementsOf } from '../support/resources';
import { onlyStackSet, stackSetsOf, SynthesizedStackSet } from '../support/stack-sets';
import { A, B, C, templateOf, TwoAccounts } from '../support/two-accounts';

const [UNIT, OTHER_UNIT, ROOT] = ['ou-ab12-11111111', 'ou-ab12-22222222', 'r-ab12'];
/** The organization's management account. */
const M = '999999999999';
const STACK_SET_NAME = /^[A-Za-z][A-Za-z0-9-]{0,127}$/;
/** Too long for the console together with the role's name. */
const LONG_PATH = `/${'x'.repeat(64)}/`;

let accounts: TwoAccounts;
beforeEach(() => {
  accounts = new TwoAccounts();
});

type UnitsOptions = Partial<StackSetToOrganizationalUnitsOptions>;

/** The stack of the management account, made on first use. */
const management = () => accounts.app.node.tryFindChild('Management') as Stack | undefined ?? accounts.stack('Management', M);
const units = (options: UnitsOptions = {}) => TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: [UNIT], ...options });
const listed = (options?: StackSetToAccountsOptions) => TrustingTarget.stackSetToAccounts([B, C], options);
const last = (value: string) => Lazy.string({ produce: () => value });

function make(trusting: TrustingTarget[] = [units()], props: Partial<CrossAccountReadOnlyAccessProps> = {}): CrossAccountReadOnlyAccess {
  return new CrossAccountReadOnlyAccess(accounts.a, 'Access', { ...props, trusting });
}

function stackSet(stack = accounts.a): SynthesizedStackSet {
  return onlyStackSet(templateOf(stack));
}

/** The properties of the StackSet without the template. */
function properties(stack?: Stack): any {
  const { TemplateBody, ...others } = stackSet(stack).properties;
  return asText(others);
}

function roleInTemplate(): any {
  return asText(only(stackSet().template, 'AWS::IAM::Role'));
}

describe('what CloudFormation is told', () => {
  const TEN_PERCENT = { FailureTolerancePercentage: 10, MaxConcurrentPercentage: 10 };
  const common = {
    StackSetName: `SecurityReadOnlyRole-${A}`,
    Description: `Read-only access for account ${A}`,
    Capabilities: ['CAPABILITY_NAMED_IAM'],
    ManagedExecution: { Active: true },
    OperationPreferences: TEN_PERCENT,
  };
  const following = (RetainStacksOnAccountRemoval: boolean) => ({ Enabled: true, RetainStacksOnAccountRemoval });

  test('organizational units: service-managed, with accounts that join and leave, in one Region', () => {
    make([units()]);
    expect(properties()).toEqual({
      ...common,
      PermissionModel: 'SERVICE_MANAGED',
      AutoDeployment: following(false),
      StackInstancesGroup: [{ DeploymentTargets: { OrganizationalUnitIds: [UNIT] }, Regions: ['eu-west-1'] }],
    });
  });

  test('listed accounts: self-managed, without any deployment of its own accord', () => {
    make([listed()]);
    expect(properties()).toEqual({
      ...common,
      StackSetName: `SecurityReadOnlyRole-${A}-Accounts`,
      PermissionModel: 'SELF_MANAGED',
      StackInstancesGroup: [{ DeploymentTargets: { Accounts: [B, C] }, Regions: ['eu-west-1'] }],
    });
  });

  test.each<[string, UnitsOptions, string, unknown]>([
    ['an account that leaves loses the role, if so is said', { accountRemovalPolicy: RemovalPolicy.DESTROY }, 'AutoDeployment', following(false)],
    ['an account that leaves keeps the role', { accountRemovalPolicy: RemovalPolicy.RETAIN }, 'AutoDeployment', following(true)],
    ['the management account rolls out, if so is said', { delegatedAdmin: false }, 'CallAs', undefined],
    ['a delegated administrator rolls out', { delegatedAdmin: true }, 'CallAs', 'DELEGATED_ADMIN'],
  ])('%s', (_, options, property, expected) => {
    make([units(options)]);
    expect(properties()[property]).toEqual(expected);
  });

  test.each<[string, UnitsOptions, object, object]>([
    ['all accounts of several units', { organizationalUnitIds: [UNIT, OTHER_UNIT] }, following(false), { OrganizationalUnitIds: [UNIT, OTHER_UNIT] }],
    ['the root', { organizationalUnitIds: [ROOT] }, following(false), { OrganizationalUnitIds: [ROOT] }],
    ['all accounts but some', { accountFilter: AccountFilter.allExcept(B, C) }, following(false),
      { OrganizationalUnitIds: [UNIT], Accounts: [B, C], AccountFilterType: 'DIFFERENCE' }],
    ['all accounts but some, and those that leave keep the role',
      { accountFilter: AccountFilter.allExcept(B), accountRemovalPolicy: RemovalPolicy.RETAIN },
      following(true), { OrganizationalUnitIds: [UNIT], Accounts: [B], AccountFilterType: 'DIFFERENCE' }],
    ['some accounts only, and so none that joins', { accountFilter: AccountFilter.only(B, C) }, { Enabled: false },
      { OrganizationalUnitIds: [UNIT], Accounts: [B, C], AccountFilterType: 'INTERSECTION' }],
  ])('%s', (_, options, AutoDeployment, DeploymentTargets) => {
    make([units(options)]);
    const told = properties();
    expect(told.AutoDeployment).toEqual(AutoDeployment);
    expect(told.StackInstancesGroup).toEqual([{ DeploymentTargets, Regions: ['eu-west-1'] }]);
  });

  describe.each<[string, (options?: StackSetToAccountsOptions) => TrustingTarget]>([
    ['units', units],
    ['listed accounts', listed],
  ])('to how many of the %s at a time, and how many may fail', (_, target) => {
    test.each<[string, StackSetToAccountsOptions, object]>([
      ['a count that may fail', { failureTolerance: AccountLimit.count(3) }, { FailureToleranceCount: 3, MaxConcurrentPercentage: 10 }],
      ['none may fail', { failureTolerance: AccountLimit.count(0) }, { FailureToleranceCount: 0, MaxConcurrentPercentage: 10 }],
      ['a percentage that may fail', { failureTolerance: AccountLimit.percentage(25) }, { ...TEN_PERCENT, FailureTolerancePercentage: 25 }],
      ['a count at a time', { maxConcurrentAccounts: AccountLimit.count(5) }, { FailureTolerancePercentage: 10, MaxConcurrentCount: 5 }],
      ['a percentage at a time', { maxConcurrentAccounts: AccountLimit.percentage(100) }, { ...TEN_PERCENT, MaxConcurrentPercentage: 100 }],
      ['both', { failureTolerance: AccountLimit.count(1), maxConcurrentAccounts: AccountLimit.count(2) },
        { FailureToleranceCount: 1, MaxConcurrentCount: 2 }],
    ])('%s', (__, options, expected) => {
      make([target(options)]);
      expect(properties().OperationPreferences).toEqual(expected);
    });
  });

  test.each<[string, StackSetToAccountsOptions, string | object]>([
    ['given', { region: 'us-gov-west-1' }, 'us-gov-west-1'],
    ['decided last', { region: last('eu-north-1') }, 'eu-north-1'],
  ])('the Region: %s', (_, options, region) => {
    make([listed(options)]);
    expect(properties().StackInstancesGroup[0].Regions).toEqual([region]);
  });

  test('the Region: that of the deployment, in a stack without one', () => {
    const stack = new Stack(new App(), 'Identity', { env: { account: A } });
    new CrossAccountReadOnlyAccess(stack, 'Access', { trusting: [listed()] });
    expect(stackSet(stack).properties.StackInstancesGroup[0].Regions).toEqual([{ Ref: 'AWS::Region' }]);
  });

  const byArn = (stack: Stack) => Role.fromRoleArn(stack, 'Rollout', `arn:aws:iam::${A}:role/ops/Rollout`);
  test.each<[string, (stack: Stack) => StackSetToAccountsOptions, string | undefined, string | undefined]>([
    ['neither', () => ({}), undefined, undefined],
    ['the administrator\'s', (stack) => ({ administrationRole: Role.fromRoleName(stack, 'Rollout', 'Rollout') }),
      `arn:PARTITION:iam::${A}:role/Rollout`, undefined],
    ['each account\'s', () => ({ executionRoleName: 'RolledOut' }), undefined, 'RolledOut'],
    ['both', (stack) => ({ administrationRole: byArn(stack), executionRoleName: last('RolledOut') }), `arn:aws:iam::${A}:role/ops/Rollout`,
      'RolledOut'],
  ])('the roles of CloudFormation, for listed accounts: %s', (_, options, administrationRoleArn, executionRoleName) => {
    make([listed(options(accounts.a))]);
    const { AdministrationRoleARN, ExecutionRoleName } = properties();
    expect([AdministrationRoleARN, ExecutionRoleName]).toEqual([administrationRoleArn, executionRoleName]);
  });
});

describe('the StackSet\'s name', () => {
  test.each<[string, StackSetToAccountsOptions, Partial<CrossAccountReadOnlyAccessProps>, string]>([
    ['the role\'s name and the assuming account', {}, { roleName: 'Auditor-1', path: '/security/' }, `Auditor-1-${A}`],
    ['given', { stackSetName: 'Audit' }, { roleName: 'Auditor' }, 'Audit'],
    ['given, and decided last', { stackSetName: last('Audit') }, {}, 'Audit'],
    ['given, for a role whose name no StackSet can have', { stackSetName: 'Audit' }, { roleName: 'Audit_or' }, 'Audit'],
  ])('%s', (_, options, props, name) => {
    const access = make([units(options)], props);
    expect(properties().StackSetName).toBe(name);
    expect(accounts.a.resolve(access.stackSets[0].stackSetName)).toBe(name);
  });

  test.each<[string, string]>([
    ['has characters that no StackSet\'s has', 'Audit_or'],
    ['begins with a digit', '1Auditor'],
    ['is decided last', last('Auditor')],
  ])('where the role\'s name %s, one of the CDK\'s making, each time the same and unique', (_, roleName) => {
    const names = [0, 1].map(() => {
      accounts = new TwoAccounts();
      make([units()], { roleName });
      new CrossAccountReadOnlyAccess(accounts.a, 'Other', { trusting: [listed()], roleName: 'Other_Auditor' });
      return stackSetsOf(accounts.templateA).map((made) => made.properties.StackSetName);
    });
    expect(names[0]).toEqual(names[1]);
    expect(new Set(names[0]).size).toBe(2);
    names[0].forEach((name) => expect(name).toMatch(STACK_SET_NAME));
    names[0].forEach((name) => expect(name).toMatch(/^Identity-TrustingRoles/));
  });

  test('one of the CDK\'s making is no longer than CloudFormation takes', () => {
    const part = new Construct(new Construct(accounts.a, 'Part'.repeat(30)), 'OfPart'.repeat(30));
    const { stackSetName } = new TrustingRoleStackSet(part, 'Roles', { assumingAccount: B, target: units(), roleName: 'Audit_or' });
    expect(stackSetName).toMatch(STACK_SET_NAME);
    expect(stackSetName.length).toBeGreaterThan(100);
  });
});

describe('where the StackSet is made', () => {
  test.each<[string, () => TrustingTarget, string]>([
    ['beside the group, by default', () => units(), 'Identity'],
    ['in the administrator\'s stack', () => units({ stackSetScope: management() }), 'Management'],
    ['in a part of the administrator\'s stack', () => listed({ stackSetScope: new Construct(management(), 'Part') }), 'Management'],
  ])('%s, and nowhere else', (_, target, where) => {
    const access = make([target()]);
    expect(access.stackSets.map((made) => Stack.of(made).node.id)).toEqual([where]);
    const { stacks } = accounts.app.synth();
    expect(stacks.filter(({ template }) => stackSetsOf(Template.fromJSON(template)).length === 1).map(({ id }) => id)).toEqual([where]);
  });

  test('the Region is that of the administrator\'s stack', () => {
    const stack = new Stack(accounts.app, 'Management', { env: { account: M, region: 'us-east-1' } });
    make([units({ stackSetScope: stack })]);
    expect(properties(stack).StackInstancesGroup[0].Regions).toEqual(['us-east-1']);
  });

  test('another id of the access does not replace it', () => {
    const logicalIds = ['One', 'Other'].map((id) => {
      const { a } = new TwoAccounts();
      new CrossAccountReadOnlyAccess(new Construct(a, `PartOf${id}`), id, { trusting: [units()] });
      return Object.keys(templateOf(a).findResources('AWS::CloudFormation::StackSet'));
    });
    expect(logicalIds[0]).toEqual(logicalIds[1]);
  });
});

describe('the template holds the very same role as a TrustingRole makes in any account', () => {
  /**
   * Without what the toolkit wants of a template that it deploys. The partition of a StackSet's accounts is known, so that its template has
   * the sign-in host, and no conditions that choose it.
   */
  function anywhere(props: TrustingRoleOptions, host = 'signin.aws.amazon.com'): any {
    const stack = new Stack(new App(), 'Anywhere');
    new TrustingRole(stack, 'TrustingRole', { assumingAccount: A, ...props });
    const { Parameters, Rules, Conditions, ...ofRole } = templateOf(stack).toJSON();
    Object.entries<any>(ofRole.Outputs).filter(([id]) => id.includes('SwitchRoleUrl')).forEach(([, { Value }]) => {
      const [start, chosenHost, end] = Value['Fn::Join'][1].splice(0, 3);
      expect([start, Object.keys(chosenHost)]).toEqual(['https://', ['Fn::If']]);
      Value['Fn::Join'][1].unshift(`${start}${host}${end}`);
    });
    return ofRole;
  }

  test.each<[string, TrustingRoleOptions]>([
    ['with nothing but the assuming account', {}],
    ['principals', { principals: [PrincipalScope.users('ann'), PrincipalScope.roles('Deployer'), PrincipalScope.permissionSets('Audit')] }],
    ['permissions: what has policies of its own', { permissions: ReadOnlyPermissions.metadataOnly() }],
    ['permissions: what has denials too', { permissions: ReadOnlyPermissions.readOnlyAccess().withoutDataAccess() }],
    ['permissions: of a scanner', { permissions: ReadOnlyPermissions.scanner(Scanner.PROWLER) }],
    ['accessWindow', { accessWindow: AccessWindow.endingAt(Expiration.atDate(new Date('2030-01-01T00:00:00Z'))) }],
    ['sourceIps', { sourceIps: ['198.51.100.0/24'] }],
    ['externalId', { externalId: 'abcdef' }],
    ['roleName, path, description and maxSessionDuration',
      { roleName: 'Auditor', path: '/security/', description: 'Für Prüfer "und" \\Revisoren', maxSessionDuration: Duration.hours(4) }],
  ])('%s', (_, props) => {
    make([units()], props);
    expect(stackSet().template.toJSON()).toEqual(anywhere(props));
  });

  test.each<[string, () => Construct, string]>([
    ['a stack', management, 'signin.aws.amazon.com'],
    ['a Stage with an account and Region of its own', () => {
      const stage = new Stage(accounts.app, 'Prod', { env: { account: M, region: 'us-gov-west-1' } });
      return new Stack(stage, 'Management');
    }, 'signin.amazonaws-us-gov.com'],
  ])('and nothing of the administrator\'s account but its partition, in %s', (_, scope, host) => {
    const stack = Stack.of(scope());
    make([units({ stackSetScope: stack })]);
    const { template, properties: { TemplateBody } } = stackSet(stack);
    expect(TemplateBody).not.toContain(M);
    expect(TemplateBody).not.toContain('us-gov-west-1');
    expect(template.toJSON()).toEqual(anywhere({}, host));
  });

  test('the role\'s link is to whichever account it is in', () => {
    make();
    const { Outputs } = stackSet().template.toJSON();
    expect(asText(Object.values<any>(Outputs).map(({ Value }) => Value))).toContainEqual(
      expect.stringMatching(/\/switchrole\?account={AWS::AccountId}&roleName=SecurityReadOnlyRole&/));
  });

  test('the text is a literal, which the administrator\'s deployment leaves alone', () => {
    make([units()], { permissions: ReadOnlyPermissions.metadataOnly() });
    const { properties: { TemplateBody }, template } = stackSet();
    expect(TemplateBody).toBe(JSON.stringify(template.toJSON()));
  });

  test('no record of the CDK\'s version is in it, though in the administrator\'s template', () => {
    accounts = new TwoAccounts({ context: { 'aws:cdk:version-reporting': true } });
    make();
    accounts.templateA.resourceCountIs('AWS::CDK::Metadata', 1);
    stackSet().template.resourceCountIs('AWS::CDK::Metadata', 0);
  });
});

describe('what is done to the role later reaches the template', () => {
  const arnOf = (resource: string) => `arn:PARTITION:iam::${A}:${resource}`;
  const trusted = () => roleInTemplate().AssumeRolePolicyDocument.Statement.flatMap(({ Condition }: any) => Condition.ArnEquals['aws:PrincipalArn']);
  const principals = [PrincipalScope.users('ann')];

  test('grantAssumeRole()', () => {
    make([units()], { principals }).grantAssumeRole(new User(accounts.a, 'Bob', { userName: 'bob' }));
    expect(trusted()).toEqual([arnOf('user/ann'), arnOf('user/bob')]);
  });

  test('grantAssumeRole(), and that of the management account', () => {
    const target = units({ managementAccountScope: management(), delegatedAdmin: true });
    make([target], { principals }).grantAssumeRole(new User(accounts.a, 'Bob', { userName: 'bob' }));
    const [{ Condition }] = asText(only(templateOf(management()), 'AWS::IAM::Role')).AssumeRolePolicyDocument.Statement;
    expect(Condition.ArnEquals['aws:PrincipalArn']).toEqual([arnOf('user/ann'), arnOf('user/bob')]);
    expect(trusted()).toEqual([arnOf('user/ann'), arnOf('user/bob')]);
  });

  test('addPrincipals()', () => {
    make([units()], { principals }).stackSets[0].role.addPrincipals(PrincipalScope.roles('Deployer'));
    expect(trusted()).toEqual([arnOf('user/ann'), arnOf('role/Deployer')]);
  });

  test('a policy', () => {
    make().stackSets[0].role.addToPolicy(new PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] }));
    expect(statementsOf(stackSet().template, 'TrustingRole')).toEqual([{ Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' }]);
    accounts.templateA.resourceCountIs('AWS::IAM::Role', 0);
  });

  test('tags of the app, which the StackSet has too', () => {
    make();
    Tags.of(accounts.app).add('team', 'security');
    const tags = [{ Key: 'team', Value: 'security' }];
    expect(roleInTemplate().Tags).toEqual(tags);
    expect(properties().Tags).toEqual(tags);
  });
});

describe('the cloud assembly', () => {
  function files(): string[] {
    return readdirSync(accounts.app.synth().directory).filter((file) => file.endsWith('.template.json')).sort();
  }

  test('has the template as a file beside the administrator\'s', () => {
    const [{ role }] = make().stackSets;
    expect(files()).toEqual(['Identity.template.json', role.stack.templateFile].sort());
    expect(templateOf(role.stack).toJSON()).toEqual(stackSet().template.toJSON());
  });

  test('names no such stack for the toolkit to deploy, nor any asset', () => {
    const [{ role }] = make().stackSets;
    const { manifest, stacks } = accounts.app.synth();
    expect(stacks.map(({ id }) => id)).toEqual(['Identity']);
    expect(JSON.stringify(manifest)).not.toContain(role.stack.templateFile);
    expect(stacks[0].assets).toEqual([]);
  });

  test('has one for each StackSet', () => {
    make();
    new CrossAccountReadOnlyAccess(accounts.a, 'Other', { trusting: [listed()], roleName: 'Auditor' });
    expect(files()).toHaveLength(3);
    const names = stackSetsOf(accounts.templateA).map(({ template }) => only(template, 'AWS::IAM::Role').RoleName);
    expect(names).toEqual(['SecurityReadOnlyRole', 'Auditor']);
  });
});

describe('the organization\'s management account', () => {
  const WARNING = Match.stringLikeRegexp('organizationalUnitIds has the root, .+; give a stack of it as managementAccountScope, or acknowledge .+managementAccountNotReached');
  const WARNED = '/Management/TrustingRoles-SecurityReadOnlyRole';

  test.each<[string, () => UnitsOptions]>([
    ['it rolls out itself', () => ({ stackSetScope: management(), managementAccountScope: management() })],
    ['a delegated administrator rolls out', () => ({ delegatedAdmin: true, managementAccountScope: management() })],
    ['the units do not hold it',
      () => ({ organizationalUnitIds: [UNIT], delegatedAdmin: true, managementAccountScope: new Construct(management(), 'Part') })],
  ])('has the very same role, made beside the StackSet, where it is given: %s', (_, options) => {
    const props = { principals: [PrincipalScope.users('ann')], roleName: 'Auditor', path: '/security/' };
    const [made] = make([units({ organizationalUnitIds: [ROOT], ...options() })], props).stackSets;
    const { role, managementRole } = made;
    expect(managementRole!.stack).toBe(management());
    const inTemplate = asText(only(onlyStackSet(templateOf(Stack.of(made))).template, 'AWS::IAM::Role'));
    expect(asText(only(templateOf(management()), 'AWS::IAM::Role'))).toEqual(inTemplate);
    expect(role).not.toBe(managementRole);
    Annotations.fromStack(Stack.of(made)).hasNoWarning('*', Match.anyValue());
  });

  test('is in the group\'s policy by its exact ARN', () => {
    make([units({ managementAccountScope: management(), delegatedAdmin: true })]);
    expect(statementsOf(accounts.templateA, 'AssumeRole').map(({ Resource }) => Resource)).toEqual(
      ['*', M].map((account) => `arn:PARTITION:iam::${account}:role/SecurityReadOnlyRole`));
  });

  test('has no role where it is not given', () => {
    const [made] = make([units({ organizationalUnitIds: [ROOT], stackSetScope: management() })]).stackSets;
    expect(made.managementRole).toBeUndefined();
    templateOf(management()).resourceCountIs('AWS::IAM::Role', 0);
  });

  test.each<[string, string, () => UnitsOptions]>([
    ['it rolls out for another account', WARNED, () => ({ stackSetScope: management() })],
    ['a delegated administrator rolls out', WARNED, () => ({ stackSetScope: management(), delegatedAdmin: true })],
    ['the assuming account is a delegated administrator', '/Identity/TrustingRoles-SecurityReadOnlyRole', () => ({ delegatedAdmin: true })],
  ])('is warned of where the root is named and it is not given: %s', (_, path, options) => {
    const [made] = make([units({ organizationalUnitIds: [ROOT], ...options() })]).stackSets;
    Annotations.fromStack(Stack.of(made)).hasWarning(path, WARNING);
  });

  test.each<[string, () => TrustingTarget]>([
    ['the assuming account is the management account', () => units({ organizationalUnitIds: [ROOT] })],
    ['units are named', () => units({ organizationalUnitIds: [UNIT, OTHER_UNIT], stackSetScope: management() })],
    ['units are named that only the deployment knows', () => units({ organizationalUnitIds: [last(ROOT)], stackSetScope: management() })],
    ['certain accounts below the root are named', () => units({ organizationalUnitIds: [ROOT], accountFilter: AccountFilter.only(B), stackSetScope: management() })],
    ['accounts are listed', () => listed({ stackSetScope: management() })],
  ])('is not warned of where %s', (_, target) => {
    const [made] = make([target()]).stackSets;
    Annotations.fromStack(Stack.of(made)).hasNoWarning('*', Match.anyValue());
  });

  test('the warning can be acknowledged', () => {
    const [made] = make([units({ organizationalUnitIds: [ROOT], stackSetScope: management() })]).stackSets;
    Messages.of(made).acknowledgeWarning('cdk-cross-account-read-only-access:managementAccountNotReached', 'nobody looks there');
    Annotations.fromStack(management()).hasNoWarning('*', Match.anyValue());
  });
});

describe('StackSets of one name, in stacks of one account that may never be deployed side by side', () => {
  const in3 = ['One', 'Two', 'Three'];
  const stackSetIn = (id: string, stackSetName = 'Auditors') =>
    new TrustingRoleStackSet(accounts.stack(id, M), 'Roles', { assumingAccount: A, target: units({ stackSetName }) });

  test('are warned of, by the names of all others', () => {
    const [one, two, three] = in3.map((id) => stackSetIn(id));
    const taken = (by: string) => 'stackSetName "Auditors" is taken in the same account by ' + by
      + '; deploy only one of them, or give each StackSet a different stackSetName and roleName .+stackSetNameTaken';
    Annotations.fromStack(Stack.of(one)).hasNoWarning('*', Match.anyValue());
    Annotations.fromStack(Stack.of(two)).hasWarning('/Two/Roles', Match.stringLikeRegexp(taken('One')));
    Annotations.fromStack(Stack.of(three)).hasWarning('/Three/Roles', Match.stringLikeRegexp(taken('One, Two')));
  });

  test('are not, where the warning is acknowledged or the name is another', () => {
    const [, two, three] = in3.map((id, i) => stackSetIn(id, i < 2 ? 'Auditors' : 'Others'));
    Messages.of(two).acknowledgeWarning('cdk-cross-account-read-only-access:stackSetNameTaken', 'one of them is deployed');
    [two, three].forEach((made) => Annotations.fromStack(Stack.of(made)).hasNoWarning('*', Match.anyValue()));
  });
});

test('units and a list in one access have a StackSet each, of a name of its own', () => {
  const { stackSets, roleArns } = make([TrustingTarget.stackSetToAccounts([C]), units({ accountFilter: AccountFilter.allExcept(C) })]);
  expect(stackSets.map(({ stackSetName }) => stackSetName)).toEqual([`SecurityReadOnlyRole-${A}-Accounts`, `SecurityReadOnlyRole-${A}`]);
  expect(stackSetsOf(templateOf(accounts.a)).map((made) => made.properties.PermissionModel).sort()).toEqual(['SELF_MANAGED', 'SERVICE_MANAGED']);
  expect(asText(accounts.a.resolve(roleArns))).toEqual([`arn:PARTITION:iam::${C}:role/SecurityReadOnlyRole`, 'arn:PARTITION:iam::*:role/SecurityReadOnlyRole']);
});

describe('messages of the role in the template, which no toolkit deploys', () => {
  const STACK_SET = '/Identity/TrustingRoles-SecurityReadOnlyRole';
  const ofStack = () => accounts.app.synth().getStackArtifact(accounts.a.artifactId).messages
    .map(({ level, id, entry: { data } }) => [level, id, data]);

  test.each<[string, string, Partial<CrossAccountReadOnlyAccessProps>, string]>([
    ['warning', 'a path too long for the console', { path: LONG_PATH }, 'cdk-cross-account-read-only-access:tooLongForConsole'],
    ['info', 'no link', { externalId: 'abcdef', mfa: MfaRequirement.required() }, 'there is no switch-role link'],
  ])('of kind %s show at the StackSet, once: %s', (level, _, props, text) => {
    make([units()], props);
    expect(ofStack()).toEqual([[level, STACK_SET, expect.stringContaining(text)]]);
    accounts.app.synth({ force: true });
    expect(ofStack()).toEqual([[level, STACK_SET, expect.stringContaining(text)]]);
  });

  test('are all there, of several kinds', () => {
    const messages = Messages.of(make().stackSets[0].role);
    messages.addInfo('one');
    messages.addInfo('two');
    messages.addWarning('three');
    expect(ofStack()).toEqual([['info', 'one'], ['info', 'two'], ['warning', 'three']].map(([level, data]) => [level, STACK_SET, data]));
  });

  test('stand beside those of the StackSet itself', () => {
    make([units({ organizationalUnitIds: [ROOT], delegatedAdmin: true })], { path: LONG_PATH });
    expect(ofStack().map(([, , text]) => /:(\w+)\]$/.exec(String(text))?.[1]).sort()).toEqual(['managementAccountNotReached', 'tooLongForConsole']);
  });

  test('of kind error show there too', () => {
    Messages.of(make().stackSets[0].role).addError('not like this');
    expect(ofStack()).toEqual([['error', STACK_SET, 'not like this']]);
  });

  test('there is none without a reason', () => {
    make();
    expect(ofStack()).toEqual([]);
  });

  test('nothing else that is noted of the role is taken for one', () => {
    const [stackSetOfRoles] = make().stackSets;
    ['aws:cdk:error-code', 'aws:cdk:info:more', 'my:aws:cdk:info'].forEach((type) => stackSetOfRoles.role.node.addMetadata(type, 'noted'));
    accounts.app.synth();
    expect(stackSetOfRoles.node.metadata).toEqual([]);
  });

  test.each<[string, (made: TrustingRoleStackSet) => Construct]>([
    ['the role', ({ role }) => role],
    ['the StackSet', (made) => made],
    ['the stack', (made) => Stack.of(made)],
  ])('a warning can be acknowledged for %s', (_, construct) => {
    const [made] = make([units()], { path: LONG_PATH }).stackSets;
    Messages.of(construct(made)).acknowledgeWarning('cdk-cross-account-read-only-access:tooLongForConsole', 'used by API only');
    expect(ofStack()).toEqual([]);
  });
});

describe('a member of the group', () => {
  const NOT_TRUSTED = 'users has Identity/Ann, whom Identity/TrustingRoles-SecurityReadOnlyRole/Template/TrustingRole does not trust; .*memberNotTrusted';
  const withAnn = (...names: string[]) =>
    make([units()], { users: [new User(accounts.a, 'Ann', { userName: 'ann' })], principals: [PrincipalScope.users(...names)] });

  test('whom the role in the template does not name is warned of', () => {
    withAnn('bob');
    templateOf(accounts.a);
    Annotations.fromStack(accounts.a).hasWarning('/Identity/Access', Match.stringLikeRegexp(NOT_TRUSTED));
  });

  test('whom it names is not', () => {
    withAnn('bob', 'ann');
    templateOf(accounts.a);
    Annotations.fromStack(accounts.a).hasNoWarning('*', Match.anyValue());
  });
});

describe('two apps make the very same StackSet and group as the one construct', () => {
  const props = { roleName: 'Auditor', path: '/security/', principals: [PrincipalScope.users('ann')] };
  const half = (account: string) => new Stack(new App(), 'Half', { env: { account, region: 'eu-west-1' } });
  const policies = (template: Template) => Object.values(template.findResources('AWS::IAM::Policy'))
    .map(({ Properties }) => asText(Properties.PolicyDocument));

  test.each<[string, TrustingTarget]>([
    ['units', units({ accountFilter: AccountFilter.allExcept(C) })],
    ['units whose paths are known', units({ organizationPaths: ['o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*'] })],
    ['listed accounts', listed()],
  ])('%s', (_, target) => {
    const [administrator, assuming] = [half(M), half(A)];
    make([target], props);
    const roles = new TrustingRoleStackSet(administrator, 'Roles', { ...props, target, assumingAccount: A });
    const group = new AssumingGroup(assuming, 'Auditors', { ...props, trusting: [target] });

    expect(properties(administrator)).toEqual(properties());
    expect(stackSet(administrator).template.toJSON()).toEqual(stackSet().template.toJSON());
    expect(roles.stackSetName).toBe(properties().StackSetName);
    expect(policies(templateOf(assuming))).toEqual(policies(accounts.templateA));
    expect(group.roleArns.every((arn) => arn.endsWith(`:role${roles.role._config.identity.path}${roles.role._config.identity.roleName}`))).toBe(true);
    templateOf(assuming).resourceCountIs('AWS::CloudFormation::StackSet', 0);
  });

  test('the role of the management account is found by the group that expects it', () => {
    const target = units({ managementAccountScope: management() });
    const { managementRole } = new TrustingRoleStackSet(management(), 'Roles', { ...props, target, assumingAccount: A });
    new AssumingGroup(accounts.a, 'Auditors', { ...props, trusting: [target] });
    expect(() => accounts.templateA).not.toThrow();
    expect(managementRole!.stack).toBe(management());
  });
});

describe('attributes of the access', () => {
  const nameOnly = (account: string) => `arn:PARTITION:iam::${account}:role/SecurityReadOnlyRole`;
  const literally = (account: string) => `arn:aws:iam::${account}:role/SecurityReadOnlyRole`;
  const WITHIN = { StringEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } };
  const allow = (resources: string[], condition?: object) => ({
    Effect: 'Allow', Action: ['sts:AssumeRole'], Resource: resources, ...condition && { Condition: condition },
  });

  interface Attributes {
    readonly stacksOfRoles: string[];
    readonly stackSets: number;
    readonly named: string[];
    readonly linked: string[];
    readonly statement: object;
  }

  test.each<[string, () => TrustingTarget[], Attributes]>([
    ['a scope', () => [TrustingTarget.scope(accounts.b)],
      { stacksOfRoles: ['Workload'], stackSets: 0, named: [B], linked: [B], statement: allow([literally(B)]) }],
    ['listed accounts', () => [listed()],
      { stacksOfRoles: [], stackSets: 1, named: [B, C], linked: [B, C], statement: allow([B, C].map(literally)) }],
    ['listed accounts and a scope, in order', () => [TrustingTarget.stackSetToAccounts([C]), TrustingTarget.scope(accounts.b)],
      { stacksOfRoles: ['Workload'], stackSets: 1, named: [C, B], linked: [C, B], statement: allow([C, B].map(literally)) }],
    ['units', () => [units()],
      { stacksOfRoles: [], stackSets: 1, named: ['*'], linked: [], statement: allow([literally('*')], WITHIN) }],
    ['units, and the management account', () => [units({ managementAccountScope: management(), delegatedAdmin: true })],
      {
        stacksOfRoles: ['Management'],
        stackSets: 1,
        named: [M, '*'],
        linked: [M],
        statement: [allow([literally(M)]), allow([literally('*')], WITHIN)],
      }],
    ['units whose paths are known', () => [units({ organizationPaths: ['o-a1b2c3d4e5/r-ab12/*'] })],
      {
        stacksOfRoles: [],
        stackSets: 1,
        named: ['*'],
        linked: [],
        statement: allow([literally('*')], { 'ForAnyValue:StringLike': { 'aws:ResourceOrgPaths': ['o-a1b2c3d4e5/r-ab12/*'] } }),
      }],
    ['units, and an account that they leave out', () => [units({ accountFilter: AccountFilter.allExcept(B) }), TrustingTarget.scope(accounts.b)],
      {
        stacksOfRoles: ['Workload'],
        stackSets: 1,
        named: [B, '*'],
        linked: [B],
        statement: [allow([literally(B)]), allow([literally('*')], WITHIN)],
      }],
  ])('%s', (_, targets, { stacksOfRoles, stackSets, named, linked, statement }) => {
    const access = make(targets());
    expect(access.roles.map(({ stack }) => stack.node.id)).toEqual(stacksOfRoles);
    expect(access.stackSets).toHaveLength(stackSets);
    expect(asText(accounts.a.resolve(access.roleArns))).toEqual(named.map(nameOnly));
    expect(access.group.roleArns).toEqual(access.roleArns);
    expect(access.switchRoleUrls.map((url) => new URL(url).searchParams.get('account'))).toEqual(linked);
    expect(JSON.parse(access.assumeRoleStatementJson)).toEqual(statement);
  });
});
