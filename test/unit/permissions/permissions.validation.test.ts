import { Annotations as Warnings, Aws, CfnParameter, Expiration, Fn, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Effect, IManagedPolicy, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { AccessWindow, ReadOnlyPermissions, Scanner, TrustingRole, TrustingRoleProps, TrustingTarget } from '../../../src';
import { atTime } from '../../support/clock';
import { access, GROUP, group, Input, rejects, ROLE, role, synth } from '../../support/invalid-props';
import { only, statementsOf } from '../../support/resources';
import { A, B, C, templateOf, TwoAccounts } from '../../support/two-accounts';
import { rejectionOf } from '../../support/validation-messages';

const { custom, metadataOnly, none, readOnlyAccess, scanner, securityAudit, services, viewOnly } = ReadOnlyPermissions;
const allow = (...actions: string[]) => new PolicyStatement({ actions, resources: ['*'] });
const statement = (...actions: string[]) => custom({ statements: [allow(...actions)] });
const aws = (...names: string[]) => names.map((name) => ManagedPolicy.fromAwsManagedPolicyName(name));
const managed = (...names: string[]) => custom({ managedPolicies: aws(...names) });
/** A customer managed policy, whose text the library does not know. */
const ANYTHING = ManagedPolicy.fromManagedPolicyName(new TwoAccounts().b, 'Anything', 'Anything');

/** The wrong value, the permissions that have it, and the nearest valid permissions. */
type BadPermissions = [what: string, value: string, bad: ReadOnlyPermissions, good: ReadOnlyPermissions];

/** Runs the same cases for the permissions of a role and of a group. */
function rejectsAsPermissions(cases: BadPermissions[]): void {
  describe('as permissions of a role', () => rejects(cases.map(([what, value, bad, good]) =>
    [what, ROLE, `permissions ${value}`, role({ permissions: bad }), role({ permissions: good })])));
  describe('as groupPermissions of a group', () => rejects(cases.map(([what, value, bad, good]) =>
    [what, GROUP, `groupPermissions ${value}`, group({ groupPermissions: bad }), group({ groupPermissions: good })])));
}

describe('a service must be known to IAM', () => rejectsAsPermissions([
  ['services() with another name of it', 'is services() with "cloudwatchlogs"', services('cloudwatchlogs'), services('logs')],
  ['services() with one of several wrong', 'is services() with "ec3"', services('s3', 'ec3'), services('s3', 'ec2')],
  ['services() in another case', 'is services() with "S3"', services('S3'), services('s3')],
  ['services() with a name that every object has', 'is services() with "constructor"', services('constructor'), services('connect')],
  ['services() with an empty name', 'is services() with ""', services(''), services('s3')],
  ['services() with 100,000 characters, of which no name is the nearest', 'is services() with "xxx', services('x'.repeat(100_000)), services('s3')],
  ['services() with an action', 'is services() with "s3:Get*"', services('s3:Get*'), services('s3')],
  ['a statement', 'statement "s4:GetObject" of the service "s4"', statement('s4:GetObject'), statement('s3:GetObject')],
  ['a statement with a name that every object has', 'statement "constructor:Get*" of the service "constructor"', statement('constructor:Get*'), statement('connect:Get*')],
  ['withDenied()', 'withDenied() "s4:GetObject" of the service "s4"', readOnlyAccess().withDenied('s4:GetObject'), readOnlyAccess().withDenied('s3:GetObject')],
  ['a write action', 'has the write action "s4:PutObject" of the service "s4"',
    custom({ statements: [allow('s3:GetObject')], allowedWriteActions: ['s4:PutObject'] }), custom({ statements: [allow('s3:GetObject')], allowedWriteActions: ['s3:PutObject'] })],
]));

describe('services() accepts only services that ReadOnlyAccess has actions of', () => rejectsAsPermissions([
  ['none', 'is services() without a service', services(), services('s3')],
  ['one that has no reads', 'is services() with "execute-api", for which ReadOnlyAccess allows no action', services('execute-api'), services('apigateway')],
  ['one of several that has none', 'is services() with "execute-api"', services('s3', 'execute-api'), services('s3', 'apigateway')],
]));

describe('a scanner must be known', () => rejectsAsPermissions([
  ['another name', 'is scanner() with "scout"', scanner('scout' as Scanner), scanner(Scanner.SCOUTSUITE)],
  ['another case', 'is scanner() with "Prowler"', scanner('Prowler' as Scanner), scanner(Scanner.PROWLER)],
  ['an empty name', 'is scanner() with ""', scanner('' as Scanner), scanner(Scanner.PROWLER)],
  ['a name that every JavaScript object has', 'is scanner() with "constructor"', scanner('constructor' as Scanner), scanner(Scanner.CARTOGRAPHY)],
  ['a version that is not here', 'is scanner("prowler") with version "2026-10", but this library has 2026-11',
    scanner(Scanner.PROWLER, { version: '2026-10' }), scanner(Scanner.PROWLER, { version: '2026-11' })],
  ['an empty version', 'is scanner("steampipe") with version ""', scanner(Scanner.STEAMPIPE, { version: '' }), scanner(Scanner.STEAMPIPE, {})],
]));

describe('a scanner may use only the write actions of its recipe', () => {
  const bounded = (permissions: ReadOnlyPermissions) => role({ permissions, permissionsBoundary: ANYTHING });
  const writing = (name: Scanner, ...allowedWriteActions: string[]) => scanner(name, { allowedWriteActions });
  rejects([
    ['an action that the recipe does not have', ROLE, 'the write action "securityhub:BatchUpdateFindings"',
      bounded(writing(Scanner.PROWLER, 'securityhub:BatchUpdateFindings')), bounded(writing(Scanner.PROWLER, 'securityhub:BatchImportFindings'))],
    ['an action of another recipe', ROLE, 'the write action "iam:CreateServiceLinkedRole"',
      bounded(writing(Scanner.AWS_SAT2, 'iam:CreateServiceLinkedRole')), bounded(writing(Scanner.PROWLER, 'iam:CreateServiceLinkedRole'))],
    ['an action next to one that it has', ROLE, 'the write action "s3:PutObject"',
      bounded(writing(Scanner.PROWLER, 'securityhub:BatchImportFindings', 's3:PutObject')), bounded(writing(Scanner.PROWLER, 'securityhub:BatchImportFindings'))],
    ['a wildcard', ROLE, 'the write action "securityhub:*"',
      bounded(writing(Scanner.PROWLER, 'securityhub:*')), bounded(writing(Scanner.PROWLER, 'securityhub:BatchImportFindings'))],
    ['any action of a recipe that has none', ROLE, 'the write action "securityhub:BatchImportFindings"',
      bounded(writing(Scanner.STEAMPIPE, 'securityhub:BatchImportFindings')), bounded(writing(Scanner.STEAMPIPE))],
    ['for the members of a group', GROUP, 'the write action "s3:PutObject"',
      group({ groupPermissions: writing(Scanner.AWS_SAT2, 's3:PutObject') }), group({ groupPermissions: writing(Scanner.AWS_SAT2, 'securityhub:BatchImportFindings') })],
  ]);
});

describe('an action is SERVICE:ACTION', () => {
  const malformed: [what: string, pattern: string][] = [
    ['a wildcard for the service', '*:Get*'],
    ['a wildcard in the service', 's3*:Get*'],
    ['a question mark in the service', 's?:GetObject'],
    ['no action', 's3'],
    ['an empty action', 's3:'],
    ['an empty service', ':GetObject'],
    ['nothing', ''],
    ['everything', '*'],
    ['an ARN', 'arn:aws:s3:::bucket'],
    ['white space', 's3: GetObject'],
    ['a line break', 's3:GetObject\n'],
    ['a question mark, which IAM accepts and the CDK does not', 's3:Get?bject'],
    ['a hyphen', 's3:Get-Object'],
    ['two colons', 's3:Get:Object'],
  ];
  describe('withDenied()', () => rejectsAsPermissions(malformed.map(([what, pattern]): BadPermissions =>
    [what, `withDenied() ${JSON.stringify(pattern)} is not an action`, readOnlyAccess().withDenied(pattern), readOnlyAccess().withDenied('s3:Get*')])));
  describe('write actions', () => rejectsAsPermissions(malformed.map(([what, pattern]): BadPermissions => [
    what, `has the write action ${JSON.stringify(pattern)} is not an action`,
    custom({ statements: [allow('s3:GetObject')], allowedWriteActions: [pattern] }), custom({ statements: [allow('s3:GetObject')], allowedWriteActions: ['s3:PutObject'] }),
  ])));

  test.each([[200, 'matches no action known'], [201, 'is not an action']])('of %d characters: it %s', (length, problem) => {
    const permissions = readOnlyAccess().withDenied('s3:'.padEnd(length, 'a'));
    expect(rejectionOf(() => synth(role({ permissions }))).problem).toContain(problem);
  });

  /** The CDK rejects these itself, except for tokens that resolve to them, and `*`. */
  test.each(malformed.filter(([, pattern]) => pattern !== '*'))('statements, by the CDK: %s', (_, pattern) => {
    expect(() => statement(pattern)).toThrow('is invalid');
    statement('s3:Get*');
  });
});

describe('statements may allow read actions only', () => rejectsAsPermissions([
  ['NotAction, which allows more each time AWS adds something', 'has a statement with NotAction',
    custom({ statements: [new PolicyStatement({ notActions: ['s3:GetObject'], resources: ['*'] })] }), statement('s3:GetObject')],
  ['NotAction in a denial', 'has a statement with NotAction',
    custom({ statements: [allow('s3:GetObject'), new PolicyStatement({ effect: Effect.DENY, notActions: ['s3:*'], resources: ['*'] })] }),
    custom({ statements: [allow('s3:GetObject'), new PolicyStatement({ effect: Effect.DENY, actions: ['ec2:*'], resources: ['*'] })] })],
  ['everything', 'has a statement with "*", which matches', statement('*'), statement('s3:Get*')],
  ['a wildcard that matches write actions, next to lists that AWS classifies as write', 'has a statement with "iot:Delete*"', statement('iot:*Subscriptions', 'iot:Delete*'), statement('iot:*Subscriptions', 'backup:List*', 'iot:GetConnection')],
  ['a whole service', 'has a statement with "s3:*", which matches', statement('s3:*'), statement('s3:List*')],
  ['a wildcard that matches a single write action', 'has a statement with "athena:Get*", which matches 1 non-read actions, such as athena:GetSessionEndpoint',
    statement('athena:Get*'), statement('athena:GetQuery*')],
  ['a wildcard that matches write actions, in another case', 'has a statement with "S3:put*"', statement('S3:put*'), statement('S3:get*')],
  ['a write', 'has a statement with "s3:PutObject", which is a non-read action', statement('s3:PutObject'), statement('s3:GetObject')],
  ['a write in another case', 'has a statement with "S3:putobject"', statement('S3:putobject'), statement('S3:getobject')],
  ['a change of tags', 'has a statement with "ec2:CreateTags"', statement('ec2:CreateTags'), statement('ec2:DescribeTags')],
  ['a change of permissions', 'has a statement with "iam:PutRolePolicy"', statement('iam:PutRolePolicy'), statement('iam:GetRolePolicy')],
  ['a write among reads', 'has a statement with "s3:DeleteObject"', statement('s3:GetObject', 's3:DeleteObject'), statement('s3:GetObject', 's3:ListBucket')],
  ['a write in the second statement', 'has a statement with "s3:DeleteObject"',
    custom({ statements: [allow('s3:GetObject'), allow('s3:DeleteObject')] }), custom({ statements: [allow('s3:GetObject'), allow('s3:ListBucket')] })],
  ['a write action next to another level', 'has a statement with "s3:DeleteObject"', viewOnly().combinedWith(statement('s3:DeleteObject')), viewOnly().combinedWith(statement('s3:GetObject'))],
  ['a write that is denied again', 'has a statement with "s3:DeleteObject"',
    statement('s3:DeleteObject').withDenied('s3:DeleteObject'), statement('s3:GetObject').withDenied('s3:DeleteObject')],
  ['an unknown action', 'has a statement with "s3:GetObjet", which matches no action known', statement('s3:GetObjet'), statement('s3:GetObject')],
  ['a wildcard that matches nothing', 'has a statement with "s3:Fetch*", which matches no action known', statement('s3:Fetch*'), statement('s3:Get*')],
]));

test('a denial may name any action, because it allows nothing', () => {
  const denial = new PolicyStatement({ effect: Effect.DENY, actions: ['s3:PutObject', 's3:*', '*'], resources: ['arn:aws:s3:::secret/*'] });
  synth(role({ permissions: custom({ statements: [allow('s3:GetObject'), denial] }) }));
});

describe('allowedWriteActions has the full name of each non-read action', () => {
  const writing = (action: string, ...allowedWriteActions: string[]) => custom({ statements: [allow(action)], allowedWriteActions });
  rejectsAsPermissions([
    ['a wildcard', 'has the write action "sns:*" with a wildcard', writing('sns:Publish', 'sns:*'), writing('sns:Publish', 'sns:Publish')],
    ['a write but another one', 'has a statement with "sns:Publish"', writing('sns:Publish', 'sns:Subscribe'), writing('sns:Publish', 'SNS:publish')],
    ['one of the two that a wildcard matches', 'has a statement with "sns:*Permission", which matches 1 non-read actions, such as sns:RemovePermission',
      writing('sns:*Permission', 'sns:AddPermission'), writing('sns:*Permission', 'sns:AddPermission', 'sns:RemovePermission')],
    ['none, for a wildcard that matches a read and a write action', 'has a statement with "elasticfilesystem:Replication*", which matches 1 non-read actions',
      writing('elasticfilesystem:Replication*'), writing('elasticfilesystem:Replication*', 'elasticfilesystem:ReplicationWrite')],
    ['none, for an action newer than the library', 'has a statement with "s3:GetTomorrow", which matches no action known',
      writing('s3:GetTomorrow'), writing('s3:GetTomorrow', 's3:getTomorrow')],
    ['of permissions that others are added to', 'has a statement with "sns:Publish"',
      writing('sns:Publish').combinedWith(writing('sns:Publish', 'sns:Publish')), writing('sns:Publish', 'sns:Publish').combinedWith(writing('sns:Publish', 'sns:Publish'))],
  ]);
});

describe('case 2026-11-38: a read that this library does not know has a way in', () => {
  const reading = (action: string, ...allowedUnknownReads: string[]) => custom({ statements: [allow(action)], allowedUnknownReads });
  rejectsAsPermissions([
    ['none for an action that the reference lacks', 'has a statement with "budgets:DescribeBudgets", which matches no action known', reading('budgets:DescribeBudgets'), reading('budgets:DescribeBudgets', 'budgets:DescribeBudgets')],
    ['none for a wildcard that matches nothing known', 'has a statement with "budgets:DescribeNotif*", which matches no action known', reading('budgets:DescribeNotif*'), reading('budgets:DescribeNotif*', 'budgets:describenotif*')],
    ['another one', 'has a statement with "s3:GetTomorrow", which matches no action known', reading('s3:GetTomorrow', 's3:GetYesterday'), reading('s3:GetTomorrow', 's3:GetTomorrow')],
    ['an unknown service', 'statement "tomorrow:GetThing" of the service "tomorrow"', reading('tomorrow:GetThing'), reading('tomorrow:GetThing', 'tomorrow:GetThing')],
    ['a name that is not that of a read', 'has the unknown read "s3:PonderTomorrow", whose name does not begin like a read', reading('s3:GetObject', 's3:PonderTomorrow'), reading('s3:GetObject', 's3:GetTomorrow')],
    ['a known write that is named like a read', 'has the unknown read "athena:GetSessionEndpoint", which matches the non-read action athena:GetSessionEndpoint',
      reading('athena:GetSessionEndpoint', 'athena:GetSessionEndpoint'), reading('athena:GetSession', 'athena:GetSession')],
    ['a wildcard that matches a write', 'has the unknown read "athena:Get*", which matches the non-read action athena:GetSessionEndpoint', reading('athena:Get*', 'athena:Get*'), reading('athena:List*', 'athena:List*')],
    ['no action', 'has the unknown read "s3" is not an action', reading('s3:GetObject', 's3'), reading('s3:GetObject', 's3:GetTomorrow')],
  ]);
});

describe('case 2026-11-38: reads that AWS\'s reference classifies otherwise are reads', () => rejectsAsPermissions([
  ['lists of tags', 'has a statement with "bcm-pricing-calculator:Create*"', statement('bcm-pricing-calculator:Create*'), statement('bcm-pricing-calculator:List*')],
  ['a policy', 'has a statement with "arc-region-switch:Delete*"', statement('arc-region-switch:Delete*'), statement('arc-region-switch:Get*')],
]));

describe('case 2026-11-32: a refusal says how many more there are', () => {
  test.each<[string, string[], string]>([
    ['one action', ['sns:Publish', 's3:GetObject'], 'has a statement with "sns:Publish", which is a non-read action'],
    ['two', ['sns:Publish', 's3:PutObject'], 'which is a non-read action; 1 more action is refused, such as s3:PutObject'],
    ['six', ['sns:Publish', 's3:PutObject', 's3:GetObjet', 's3:*', 'ec2:RunInstances', 'ec2:StopInstances'],
      'which is a non-read action; 5 more actions are refused, such as s3:PutObject, s3:GetObjet, s3:* and 2 more'],
  ])('%s', (_, actions, problem) => {
    expect(rejectionOf(() => synth(role({ permissions: statement(...actions) }))).problem).toBe(`permissions ${problem.startsWith('has') ? problem : `has a statement with "sns:Publish", ${problem}`}`);
  });
});

describe('the sids of a level are unique', () => {
  const withSid = (sid: string, action: string) => new PolicyStatement({ sid, actions: [action], resources: ['*'] });
  const [one, other] = [custom({ statements: [withSid('Read', 's3:GetObject')] }), custom({ statements: [withSid('Look', 's3:ListBucket')] })];
  rejectsAsPermissions([
    ['in one list', 'has two statements with the sid "Read"',
      custom({ statements: [withSid('Read', 's3:GetObject'), withSid('Read', 's3:ListBucket')] }), custom({ statements: [withSid('Read', 's3:GetObject'), withSid('Look', 's3:ListBucket')] })],
    ['in permissions that are added', 'has two statements with the sid "Read"', one.combinedWith(custom({ statements: [withSid('Read', 's3:ListBucket')] })), one.combinedWith(other)],
    ['but for a level that comes twice', 'has two statements with the sid "Look"', one.combinedWith(other).combinedWith(custom({ statements: [withSid('Look', 's3:GetObject')] })), one.combinedWith(other).combinedWith(one)],
  ]);
});

describe('withDenied() must match a known action', () => rejectsAsPermissions([
  ['an unknown action', 'withDenied() "s3:GetObjet" matches no action known', readOnlyAccess().withDenied('s3:GetObjet'), readOnlyAccess().withDenied('s3:getobject')],
  ['a wildcard that matches nothing', 'withDenied() "s3:Fetch*" matches no action known', readOnlyAccess().withDenied('s3:Fetch*'), readOnlyAccess().withDenied('s3:Get*')],
  ['a wildcard that matches nothing, not one that matches as many read as write actions', 'withDenied() "s3:*Acls" matches no action known',
    readOnlyAccess().withDenied('s3:*Acls'), readOnlyAccess().withDenied('s3:*ObjectAcl')],
  ['one of several', 'withDenied() "ssm:GetParam"', readOnlyAccess().withDenied('s3:GetObject', 'ssm:GetParam'), readOnlyAccess().withDenied('s3:GetObject', 'ssm:GetParam*')],
  ['before something else is denied', 'withDenied() "s3:GetObjet"', readOnlyAccess().withDenied('s3:GetObjet').withoutDataAccess(), readOnlyAccess().withDenied('s3:GetObject').withoutDataAccess()],
  ['in permissions that are added', 'withDenied() "s3:GetObjet"', viewOnly().combinedWith(none().withDenied('s3:GetObjet')), viewOnly().combinedWith(none().withDenied('s3:GetObject'))],
]));

describe('an AWS managed policy is named with its path', () => {
  const JOB_FUNCTIONS = ['Billing', 'DataScientist', 'DatabaseAdministrator', 'NetworkAdministrator', 'SupportUser', 'SystemAdministrator', 'ViewOnlyAccess'];
  rejectsAsPermissions([
    ...JOB_FUNCTIONS.map((name): BadPermissions => [name, `has the managed policy "${name}"`, managed(name), managed(`job-function/${name}`)]),
    ['the second of two', 'has the managed policy "ViewOnlyAccess"', managed('SecurityAudit', 'ViewOnlyAccess'), managed('SecurityAudit', 'job-function/ViewOnlyAccess')],
  ]);

  test('a customer managed policy may have such a name', () => {
    synth((accounts) => role({ permissions: custom({ managedPolicies: [ManagedPolicy.fromManagedPolicyName(accounts.b, 'Own', 'Billing')] }) })(accounts));
  });
});

describe('a managed policy must be in the account where it is attached', () => {
  const named = (stack: Stack) => ManagedPolicy.fromManagedPolicyName(stack, 'Own', 'Reads');
  const made = (stack: Stack) => new ManagedPolicy(stack, 'Own', { managedPolicyName: 'Reads', statements: [allow('s3:GetObject')] });
  const arnOf = (stack: Stack) => (account: string) => ManagedPolicy.fromManagedPolicyArn(stack, 'Own', `arn:aws:iam::${account}:policy/team/Reads`);
  const attached = (policy: IManagedPolicy) => custom({ managedPolicies: [...aws('SecurityAudit'), policy] });
  type Made = (accounts: TwoAccounts) => IManagedPolicy;
  const ROLE_OF_STACK_SET = 'Identity/TrustingRoles-SecurityReadOnlyRole-Accounts/Template/TrustingRole';
  const toRole = (policy: Made): Input => (accounts) => role({ permissions: attached(policy(accounts)) })(accounts);
  const toGroup = (policy: Made): Input => (accounts) => group({ groupPermissions: attached(policy(accounts)) })(accounts);
  const bounding = (policy: Made): Input => (accounts) => role({ permissionsBoundary: policy(accounts) })(accounts);
  const toRolesIn = (more: (accounts: TwoAccounts) => Stack[]): Input => (accounts) => access({
    permissions: attached(named(accounts.b)), trusting: [accounts.b, ...more(accounts)].map((stack) => TrustingTarget.scope(stack)),
  })(accounts);

  rejects([
    ['one that is there, to a role', ROLE, `permissions has policy/Reads of account ${A}`, toRole(({ a }) => named(a)), toRole(({ b }) => named(b))],
    ['one that the app makes', ROLE, `permissions has Identity/Own of account ${A}`, toRole(({ a }) => made(a)), toRole(({ b }) => made(b))],
    ['one that an ARN names', ROLE, `permissions has policy/team/Reads of account ${A}`, toRole(({ b }) => arnOf(b)(A)), toRole(({ b }) => arnOf(b)(B))],
    ['the boundary', ROLE, `permissionsBoundary has policy/Reads of account ${A}`, bounding(({ a }) => named(a)), bounding(({ b }) => named(b))],
    ['one to a group', GROUP, `groupPermissions has policy/Reads of account ${B}`, toGroup(({ b }) => named(b)), toGroup(({ a }) => named(a))],
    ['a policy for roles in two accounts', 'Other/TrustingRole-SecurityReadOnlyRole', `permissions has policy/Reads of account ${B}`,
      toRolesIn((accounts) => [accounts.stack('Other', C)]), toRolesIn(() => [])],
  ]);

  describe('once', () => {
    const twice = (of: (stack: Stack) => IManagedPolicy[]): Input => ({ b }) =>
      new TrustingRole(b, 'Role', { assumingAccount: A, permissions: custom({ managedPolicies: of(b) }) });
    const imported = (stack: Stack, id: string, account: string) => ManagedPolicy.fromManagedPolicyArn(stack, id, `arn:aws:iam::${account}:policy/Reads`);
    rejects([
      ['by its account and by Aws.ACCOUNT_ID', ROLE, 'permissions has policy/Reads both with Aws.ACCOUNT_ID',
        twice((b) => [imported(b, 'One', B), imported(b, 'Other', Aws.ACCOUNT_ID)]), twice((b) => [imported(b, 'One', B), imported(b, 'Other', B)])],
    ]);

    test('the message says what to do', () => {
      expect(rejectionOf(() => synth(twice((b) => [imported(b, 'One', B), imported(b, 'Other', Aws.ACCOUNT_ID)]))).remedy).toBe('name it once');
    });

    test('whether or not its ARN names the partition', () => {
      const { b } = new TwoAccounts();
      new TrustingRole(b, 'Role', {
        assumingAccount: A,
        permissions: securityAudit().combinedWith(custom({ managedPolicies: [ManagedPolicy.fromManagedPolicyArn(b, 'Audit', 'arn:aws:iam::aws:policy/SecurityAudit')] })),
      });
      expect(only(templateOf(b), 'AWS::IAM::Role').ManagedPolicyArns.filter(({ Ref }: any) => !Ref)).toHaveLength(1);
    });
  });

  describe('in a StackSet, in each account', () => {
    const inStackSet = (permissionsBoundary: Made): Input => (accounts) => access({
      trusting: [TrustingTarget.stackSetToAccounts([B])], permissionsBoundary: permissionsBoundary(accounts),
    })(accounts);
    const ofEach: Made = ({ a }) => arnOf(a)(Aws.ACCOUNT_ID);
    rejects([
      ['one that is in the administrator\'s', ROLE_OF_STACK_SET, `permissionsBoundary has policy/Reads of account ${A}`, inStackSet(({ a }) => named(a)), inStackSet(ofEach)],
      ['one that is in another', ROLE_OF_STACK_SET, `permissionsBoundary has policy/team/Reads of account ${B}`, inStackSet(({ a }) => arnOf(a)(B)),
        inStackSet(() => aws('ReadOnlyAccess')[0])],
    ]);

    test('the message says what to do', () => {
      expect(rejectionOf(() => synth(inStackSet(({ a }) => named(a)))).remedy)
        .toBe('use an AWS managed policy, or an ARN with Aws.ACCOUNT_ID of a policy that exists in every account');
    });
  });

  test.each<[string, (accounts: TwoAccounts) => TrustingRole]>([
    ['that of the policy', (accounts) => new TrustingRole(accounts.b, 'Role', { assumingAccount: A, permissionsBoundary: named(accounts.stack('Anywhere')) })],
    ['that of the role', (accounts) => new TrustingRole(accounts.stack('Anywhere'), 'Role', { assumingAccount: A, permissionsBoundary: named(accounts.b) })],
  ])('an account that only the deployment knows is not compared: %s', (_, make) => {
    expect(() => make(new TwoAccounts())).not.toThrow();
  });

  test('a policy in no stack, whose ARN only the deployment knows, is not compared', () => {
    const imported = { managedPolicyArn: Fn.importValue('Boundary') } as IManagedPolicy;
    expect(() => synth(role({ permissionsBoundary: imported }))).not.toThrow();
  });

  test('the message says what to do', () => {
    expect(rejectionOf(() => synth(toRole(({ a }) => named(a)))).remedy).toBe(`use an AWS managed policy, or a policy of account ${B}, where it is attached`);
  });
});

describe('custom() must not be empty', () => rejectsAsPermissions([
  ['custom() of nothing', 'is custom() without a managed policy or a statement', custom({}), none()],
  ['custom() of empty lists', 'is custom() without a managed policy or a statement', custom({ managedPolicies: [], statements: [] }), managed('SecurityAudit')],
  ['custom() of write actions alone', 'is custom() without a managed policy or a statement',
    custom({ allowedWriteActions: ['sns:Publish'] }), custom({ statements: [allow('sns:Publish')], allowedWriteActions: ['sns:Publish'] })],
]));

describe('the message suggests a valid value', () => {
  test.each<[string, ReadOnlyPermissions, string]>([
    ['a service', services('ec3'), 'did you mean "ec2"?'],
    ['the service of a statement', statement('lamda:GetFunction'), 'did you mean "lambda"?'],
    ['a scanner', scanner('scoutsuit' as Scanner), 'did you mean "scoutsuite"?'],
    ['a scanner in another case', scanner('CloudQuery' as Scanner), 'did you mean "cloudquery"?'],
    ['a denied action', readOnlyAccess().withDenied('s3:GetObjet'), 'did you mean "s3:GetObject"?'],
    ['an action of a statement', statement('ssm:GetParametr'), 'did you mean "ssm:GetParameter"? If it is newer, add it to allowedUnknownReads if it reads, otherwise to allowedWriteActions'],
    ['a policy', managed('ViewOnlyAccess'), 'use "job-function/ViewOnlyAccess"'],
    ['the recipe\'s own write actions', scanner(Scanner.AWS_SAT2, { allowedWriteActions: ['s3:PutObject'] }), 'use those of securityhub:BatchImportFindings'],
    ['all of several', scanner(Scanner.PROWLER, { allowedWriteActions: ['s3:PutObject'] }),
      'use those of securityhub:BatchImportFindings, organizations:RegisterDelegatedAdministrator, iam:CreateServiceLinkedRole'],
    ['that the recipe has none', scanner(Scanner.STEAMPIPE, { allowedWriteActions: ['s3:PutObject'] }), 'leave it out'],
  ])('%s', (_, permissions, remedy) => {
    expect(rejectionOf(() => synth(role({ permissions }))).remedy).toBe(remedy);
  });
});

describe('a boundary must not block requested actions', () => {
  const prowlerWrites = scanner(Scanner.PROWLER, { allowedWriteActions: ['securityhub:BatchImportFindings'] });
  const publishing = (...managedPolicies: IManagedPolicy[]) => custom({ managedPolicies, statements: [allow('sns:Publish')], allowedWriteActions: ['sns:Publish'] });
  const newer = (action: string) => custom({ statements: [allow(action)], allowedWriteActions: [action] });
  const [auditOnly, readOnly] = aws('SecurityAudit', 'ReadOnlyAccess');
  const bounded = (permissions: ReadOnlyPermissions, permissionsBoundary?: IManagedPolicy) => role({ permissions, permissionsBoundary });

  describe('the user\'s own boundary', () => rejects([
    ['narrower than a level', ROLE, 'permissionsBoundary SecurityAudit would block', bounded(readOnlyAccess(), auditOnly), bounded(securityAudit(), auditOnly)],
    ['narrower than a statement', ROLE, 'would block 1 of the 1 actions that permissions allow, such as s3:GetObject',
      bounded(statement('s3:GetObject'), auditOnly), bounded(statement('s3:GetObject'), readOnly)],
    ['narrower by one action', ROLE, 'would block 1 of the 2 actions that permissions allow, such as s3:GetObject',
      bounded(statement('s3:GetObject', 's3:GetBucketPolicy'), auditOnly), bounded(statement('s3:GetBucketPolicy'), auditOnly)],
    ['narrower than what is left after denials', ROLE, 'permissionsBoundary ReadOnlyAccess would block',
      bounded(securityAudit().withDenied('s3:GetObject'), readOnly), bounded(readOnlyAccess().withDenied('s3:GetObject'), readOnly)],
    ['narrower by an action that is not denied either', ROLE, 'would block 1 of the 2 actions that permissions allow, such as s3:GetObject',
      bounded(statement('s3:GetObject', 's3:GetBucketPolicy'), auditOnly), bounded(statement('s3:GetObject', 's3:GetBucketPolicy').withDenied('s3:GetObject'), auditOnly)],
    ['narrower than an action newer than the library', ROLE, 'permissions allow ec2:PonderTomorrow, which the boundary SecurityAudit would block',
      bounded(newer('ec2:PonderTomorrow'), auditOnly), bounded(newer('ec2:PonderTomorrow'), ANYTHING)],
    ['narrower than a scanner that writes', ROLE, 'permissionsBoundary ReadOnlyAccess would block', bounded(prowlerWrites, readOnly), bounded(prowlerWrites, ANYTHING)],
    ['narrower than a level that is added', ROLE, 'permissionsBoundary SecurityAudit would block',
      bounded(securityAudit().combinedWith(services('s3')), auditOnly), bounded(securityAudit().combinedWith(none()), auditOnly)],
  ]));

  test('the user\'s own boundary is accepted if the text of the permissions is unknown', () => {
    synth(bounded(custom({ managedPolicies: [ANYTHING] }), auditOnly));
  });

  test('the user\'s own boundary is accepted if no permissions are given', () => {
    synth(role({ permissionsBoundary: auditOnly }));
  });

  /** Each was refused, because the boundary was one of AWS's policies. */
  test.each<[string, ReadOnlyPermissions]>([
    ['a write action next to a known policy', publishing(auditOnly)],
    ['a write action next to ReadOnlyAccess', publishing(readOnly)],
    ['a write action next to a policy whose text is unknown', publishing(...aws('AmazonEC2ReadOnlyAccess'))],
    ['an action newer than the library that no pattern of a known policy matches',
      custom({ managedPolicies: aws('SecurityAudit'), statements: [allow('ec2:PonderTomorrow')], allowedWriteActions: ['ec2:PonderTomorrow'] })],
    ['case 2026-11-32: a read action that no AWS policy here allows', managed('SecurityAudit').combinedWith(statementOfNoPolicy())],
    ['a read action with one resource that no AWS policy here allows', managed('SecurityAudit').combinedWith(ofOneThing())],
    ['a scanner that writes', prowlerWrites],
  ])('the boundary that the library chooses blocks none: %s', (_, permissions) => {
    expect(() => synth(bounded(permissions))).not.toThrow();
  });

  test('members of a group have no boundary', () => {
    synth(group({ groupPermissions: prowlerWrites }));
  });
});

/** A read action that neither SecurityAudit nor ReadOnlyAccess has. */
function statementOfNoPolicy(): ReadOnlyPermissions {
  return statement('support:DownloadAttachment');
}

function ofOneThing(): ReadOnlyPermissions {
  return custom({ statements: [new PolicyStatement({ actions: ['support:DownloadAttachment'], resources: ['arn:aws:support:::case/1'] })] });
}

/** A statement of at least this size in characters. It has one action, so it cannot be split. */
function longStatement(size: number): PolicyStatement {
  const bucket = (i: number) => `arn:aws:s3:::bucket-${String(i).padStart(73, '0')}/*`;
  return new PolicyStatement({ actions: ['s3:GetObject'], resources: Array.from({ length: Math.ceil(size / 98) }, (_, i) => bucket(i)) });
}

describe('policies fit IAM\'s quotas', () => {
  const names = (count: number) => Array.from({ length: count }, (_, i) => `Policy${i}`);
  // Each has a sid, so that the CDK does not merge them when it minimizes policies.
  const later = (count: number, props: Partial<TrustingRoleProps> = {}): Input => ({ b }) => {
    const made = new TrustingRole(b, 'Role', { assumingAccount: A, ...props });
    Array.from({ length: count }, (_, i) => made.addToPolicy(new PolicyStatement({ sid: `Bucket${i}`, actions: ['s3:GetObject'], resources: [`arn:aws:s3:::bucket-${i}/*`] })));
  };
  const longUnder = (permissionsBoundary: IManagedPolicy | undefined, ...sizes: number[]) =>
    role({ permissions: custom({ statements: sizes.map(longStatement) }), permissionsBoundary });
  const long = (size: number) => longUnder(undefined, size);
  rejects([
    ['managed policies of a role, including those for its denials', ROLE, '30 managed policies, 2 of them the library\'s own denials',
      role({ permissions: managed(...names(25)).withoutDataAccess() }), role({ permissions: managed(...names(12)).withoutDataAccess() })],
    ['managed policies of a group, including those for its denials', GROUP, 'managed policies',
      group({ groupPermissions: managed(...names(10)).withoutDataAccess() }), group({ groupPermissions: managed('ReadOnlyAccess').withoutDataAccess() })],
    ['inline policies, including statements that are added later', ROLE, 'over IAM\'s quota of 10240', later(90, { permissions: metadataOnly() }), later(15, { permissions: metadataOnly() })],
    ['a statement too long for a managed policy', ROLE, 'over IAM\'s quota of 6144 for a managed policy', long(6300), long(5900)],
    ['a statement too long for an inline policy, with the user\'s own boundary', ROLE, 'the role\'s inline policies are', longUnder(ANYTHING, 11000), longUnder(ANYTHING, 9000)],
    ['a second long statement, which needs a separate policy', ROLE, 'over IAM\'s quota of 6144 for a managed policy',
      longUnder(ANYTHING, 9000, 6300), longUnder(ANYTHING, 9000, 5900)],
  ]);

  test('statements that exactly fill a managed policy are also the boundary', () => {
    const statementOf = (Resource: string) => ({ Action: 's3:GetObject', Effect: 'Allow', Resource });
    const arnOf = (size: number) => 'arn:aws:s3:::b/'.padEnd(size - JSON.stringify({ Version: '2012-10-17', Statement: [statementOf('')] }).length, 'x');
    const reading = (size: number) => role({ permissions: custom({ statements: [PolicyStatement.fromJson(statementOf(arnOf(size)))] }) });
    const accounts = new TwoAccounts();
    reading(6144)(accounts);
    expect(only(accounts.templateB, 'AWS::IAM::Role').PermissionsBoundary).toEqual({ Ref: expect.stringMatching('^RolePermissions') });
    expect(rejectionOf(() => synth(reading(6145))).problem).toContain('over IAM\'s quota of 6144 for a managed policy');
  });

  test('the message says by how much inline policies are too long', () => {
    const [, size, overQuota] = /are (\d+) characters long, (\d+) over/.exec(rejectionOf(() => synth(longUnder(ANYTHING, 11000))).problem)!;
    expect(Number(size) - Number(overQuota)).toBe(10240);
  });

  describe('a role that needs a raised quota of managed policies has a warning', () => {
    const warned = (permissions: ReadOnlyPermissions) => {
      const accounts = new TwoAccounts();
      const made = new TrustingRole(accounts.b, 'Role', { assumingAccount: A, permissions });
      return { made, annotations: () => Annotations.fromStack(accounts.b) };
    };
    const warning = Match.stringLikeRegexp('permissions attach 11 managed policies, 2 of them the library\'s own denials, more than.+; raise the quota "Managed policies attached to an IAM role".+raisedQuotaNeeded');

    test('eleven, not ten, with the two that deny writes', () => {
      warned(managed(...names(9))).annotations().hasWarning('/Workload/Role', warning);
      warned(managed(...names(8))).annotations().hasNoWarning('*', Match.stringLikeRegexp('quota'));
    });

    test('the policies for denials count', () => {
      warned(managed(...names(6)).withoutDataAccess()).annotations().hasWarning('/Workload/Role', warning);
      warned(managed(...names(5)).withoutDataAccess()).annotations().hasNoWarning('*', Match.stringLikeRegexp('quota'));
    });

    test('it can be acknowledged', () => {
      const { made, annotations } = warned(managed(...names(9)));
      Warnings.of(made).acknowledgeWarning('cdk-cross-account-read-only-access:raisedQuotaNeeded', 'the quota is 20');
      annotations().hasNoWarning('*', Match.stringLikeRegexp('quota'));
    });
  });

  test('a role whose denials fill its inline policy has space for the end of an access window', () => {
    const permissions = readOnlyAccess().withoutDataAccess();
    const accessWindow = AccessWindow.endingAt(Expiration.fromString('2026-03-31T23:59:59Z'));
    atTime('2026-01-01T00:00:00Z', () => synth(role({ permissions, accessWindow })));
  });
});

describe('tokens pass through', () => {
  const parameter = ({ b }: TwoAccounts) => new CfnParameter(b, 'Action', { default: 's3:GetObject' }).valueAsString;

  test('in withDenied()', () => {
    const accounts = new TwoAccounts();
    role({ permissions: viewOnly().withDenied(parameter(accounts)) })(accounts);
    const [{ Properties }] = Object.values(accounts.templateB.findResources('AWS::IAM::Role'));
    expect(Properties.Policies[0].PolicyDocument.Statement).toEqual([{ Effect: 'Deny', Action: expect.arrayContaining([{ Ref: 'Action' }]), Resource: '*' }]);
  });

  test('in the actions of a statement', () => {
    const accounts = new TwoAccounts();
    role({ permissions: custom({ statements: [allow('s3:GetObject', parameter(accounts))] }) })(accounts);
    const [{ Properties }] = Object.values(accounts.templateB.findResources('AWS::IAM::ManagedPolicy'));
    expect(Properties.PolicyDocument.Statement).toEqual([{ Effect: 'Allow', Action: ['s3:GetObject', { Ref: 'Action' }], Resource: '*' }]);
  });

  test('in the actions of a statement of groupPermissions', () => {
    const accounts = new TwoAccounts();
    const action = new CfnParameter(accounts.a, 'Action', { default: 's3:GetObject' }).valueAsString;
    group({ groupPermissions: custom({ statements: [allow(action)] }) })(accounts);
    expect(statementsOf(accounts.templateA, 'HomePermissions')).toEqual([{ Effect: 'Allow', Action: { Ref: 'Action' }, Resource: '*' }]);
  });
});
