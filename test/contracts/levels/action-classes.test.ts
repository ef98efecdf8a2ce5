/**
 * Decisions on classes of actions are the same as decisions on each action: tested with the levels, with policies of every form, and with
 * wrong classes.
 */
import { readdirSync } from 'fs';
import { dirname } from 'path';
import { decideOneByOne } from './one-by-one';
import { actionClasses } from '../../../tools/levels/action-classes';
import { RolePolicies, SERVICES_WITH_RULES } from '../../../tools/levels/ask-engine';
import { Allowed, Answers, decideAll } from '../../../tools/levels/decide';
import { KnownAction, knownActions } from '../../../tools/levels/known-actions';
import { LEVELS } from '../../../tools/levels/levels';
import { synthesizedRole } from '../../../tools/levels/role-policies';
import { ADMINISTRATOR } from '../../support/callers';
import { COMPLETE } from '../../support/complete';

let actions: KnownAction[];
beforeAll(async () => {
  actions = await knownActions();
});

const find = (id: string) => actions.find((action) => action.id === id)!;
const lines = (allowed: Allowed) => [...allowed].flatMap(([action, resources]) => resources.map((resource) => `${action} on ${resource}`));

/** The actions that only one of the two ways allows. */
async function differences(some: KnownAction[], policies: RolePolicies, classesOf = actionClasses, answers?: Answers): Promise<string[]> {
  const [byClass, byAction] = [lines(await decideAll(some, policies, classesOf, answers)), lines(await decideOneByOne(some, policies))];
  const [one, other] = [new Set(byClass), new Set(byAction)];
  expect(one.size + other.size).toBeGreaterThan(0);
  return [...byClass.filter((line) => !other.has(line)), ...byAction.filter((line) => !one.has(line))];
}

/** Whether an administrator attaches a policy to the role after its deployment. */
const ATTACHED_LATER: Record<string, string[]> = { 'as deployed': [], 'after an administrator\'s policy is attached': ['AdministratorAccess'] };

/** A level of a policy and one made of statements; the complete run has every level, in both cases. */
const COMPARED: [level: string, when: string][] = COMPLETE
  ? Object.keys(LEVELS).flatMap((name) => Object.keys(ATTACHED_LATER).map((when): [string, string] => [name, when]))
  : [['support()', 'as deployed'], ['services(\'s3\', \'ec2\')', 'after an administrator\'s policy is attached']];

describe('levels decide the same by class as one by one', () => {
  test.each(COMPARED)('%s %s', async (name, when) => {
    expect(await differences(actions, synthesizedRole(LEVELS[name](), ATTACHED_LATER[when]).policies)).toEqual([]);
  });
});

describe('policies of every form decide the same by class as one by one', () => {
  const SERVICES = ['dynamodb', 'ebs', 'ec2', 'iam', 'kms', 'lambda', 's3', 's3express', 'sqs', 'sts'];
  const policy = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
  const allow = (Action: string | string[], Resource: string | string[] = '*', more: object = {}) => ({ Effect: 'Allow', Action, Resource, ...more });
  const deny = (Action: string | string[], Resource: string | string[] = '*', more: object = {}) => ({ ...allow(Action, Resource, more), Effect: 'Deny' });
  const within = (boundary: object, ...identity: object[]): RolePolicies => ({ identity: identity.map((statement) => policy(statement)), boundary });
  const forms: [form: string, policies: RolePolicies][] = [
    ['names that begin alike', within(ADMINISTRATOR, allow(['ec2:DescribeInstance', 'ec2:DescribeInstanceStatus', 's3express:GetBucketPolicy']))],
    ['wildcards at the end', within(ADMINISTRATOR, allow(['ec2:Describe*', 'sqs:Get*', 'lambda:GetFunction?*']))],
    ['wildcards anywhere', within(ADMINISTRATOR, allow(['ec2:*Instances', 'lambda:*Func??on*', 'dynamodb:?etItem', 'sqs:*e*M*', 'iam:?*User']))],
    ['letters of either case', within(ADMINISTRATOR, allow(['EC2:describeINSTANCES', 'Lambda:get*', 'SQS:RECEIVEMESSAGE']))],
    ['all actions of a service, and of every service', within(policy(allow('*')), allow('lambda:*'), deny('*', '*', { Condition: { Bool: { 'aws:SecureTransport': 'false' } } }))],
    ['NotAction', within(ADMINISTRATOR, { Effect: 'Allow', NotAction: ['ec2:*', 'lambda:Get*', 'sqs:?endMessage', 'iam:CreateUser'], Resource: '*' })],
    ['NotAction of a denial', within(ADMINISTRATOR, allow('*'), { Effect: 'Deny', NotAction: ['ec2:Describe*', 'kms:Decrypt', 's3:GetObject'], Resource: '*' })],
    ['resources', within(ADMINISTRATOR, allow(['sqs:*', 'dynamodb:*'], ['arn:aws:sqs:*:*:example', 'arn:aws:dynamodb:*:*:table/*/stream/*']))],
    ['resources of some services, for all actions but some', within(ADMINISTRATOR, allow('*'), {
      Effect: 'Deny', NotAction: ['sqs:Get*', 'ec2:Describe*'], Resource: ['arn:*:sqs:*:*:*', 'arn:*:dynamodb:*:*:*'],
    })],
    ['resources of a denial', within(ADMINISTRATOR, allow('ec2:*'), deny('ec2:*Instances', 'arn:aws:ec2:*:*:instance/*'))],
    ['NotResource', within(ADMINISTRATOR, { Effect: 'Allow', Action: ['lambda:*', 'ec2:*'], NotResource: ['arn:aws:lambda:*:*:function:*', 'arn:aws:ec2:*:*:image/*'] })],
    ['NotResource of a denial', within(ADMINISTRATOR, allow('*'), { Effect: 'Deny', Action: ['lambda:Get*'], NotResource: ['arn:aws:lambda:*:*:function:*'] })],
    ['a condition', within(ADMINISTRATOR, allow('ec2:Describe*', '*', { Condition: { StringEquals: { 'ec2:Region': 'eu-west-1' } } }))],
    ['conditions that no one value meets', within(
      policy(allow(['ec2:Get*', 'ec2:Describe*'], '*', { Condition: { StringEquals: { 'ec2:Region': 'eu-west-1' } } })),
      allow('ec2:*', '*', { Condition: { StringEquals: { 'ec2:Region': 'us-east-1' } } }), allow('lambda:*'))],
    ['a condition whose value another statement of the service sets', within(
      ADMINISTRATOR, allow('lambda:Get*', '*', { Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }),
      allow('lambda:List*', '*', { Condition: { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } } }))],
    ['a variable in a resource', within(
      ADMINISTRATOR, allow('dynamodb:*', 'arn:aws:dynamodb:*:*:table/${aws:PrincipalTag/table}', { Condition: { StringEquals: { 'aws:PrincipalTag/table': 'example' } } }))],
    ['statements in one policy, a denial among them', { identity: [policy(allow('ec2:*'), deny('ec2:*Instance*'), allow('ec2:RunInstances'))], boundary: ADMINISTRATOR }],
    ['a boundary of other actions', within(policy(allow(['ec2:DescribeInstances', 'lambda:List*', 'sts:*'])), allow(['ec2:*', 'lambda:*', 'sqs:*']))],
    ['one statement that is no list', { identity: [{ Version: '2012-10-17', Statement: allow('ec2:DescribeInstances') }], boundary: ADMINISTRATOR }],
    ['services that the engine has rules for', within(ADMINISTRATOR, allow(['iam:*', 'kms:*', 's3:*', 'sts:*']))],
    ['what only those rules allow', within(policy(deny('ec2:*')), deny('ec2:*'))],
  ];

  test.each(forms)('%s', async (_, policies) => {
    const some = actions.filter(({ service }) => SERVICES.includes(service));
    expect(await differences(some, policies)).toEqual([]);
  });
});

describe('wrong classes are reported', () => {
  const policies = () => synthesizedRole(LEVELS['readOnlyAccess().withoutDataAccess()']()).policies;

  test('an action in the class of one that another pattern matches', async () => {
    const mistaken: typeof actionClasses = (given) => {
      const classOf = actionClasses(given);
      return (action) => classOf(action.name === 'ReceiveMessage' ? find('sqs:GetQueueAttributes') : action);
    };
    const some = actions.filter(({ service }) => service === 'sqs');
    expect(await differences(some, policies())).toEqual([]);
    expect(await differences(some, policies(), mistaken, new Map())).toEqual(['sqs:ReceiveMessage on arn:aws:sqs:eu-west-1:222222222222:example']);
  });

  test('a statement on the resources of a service, taken for one on all', async () => {
    const ofService: RolePolicies = {
      identity: [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'wafv2:*', Resource: 'arn:*:wafv2:*:*:*' }] }],
      boundary: ADMINISTRATOR,
    };
    const mistaken: typeof actionClasses = (given) => {
      const classOf = actionClasses(given);
      return (action) => ({ ...classOf(action), dependsOn: 'action' });
    };
    const some = actions.filter(({ service }) => service === 'wafv2');
    expect(await differences(some, ofService)).toEqual([]);
    expect(await differences(some, ofService, mistaken, new Map())).not.toEqual([]);
  });

  test('a statement that names resources, taken for one that does not', async () => {
    const mistaken: typeof actionClasses = (given) => {
      const classOf = actionClasses(given);
      return (action) => ({ ...classOf(action), dependsOn: 'action' });
    };
    const some = actions.filter(({ service }) => service === 'apigateway');
    expect(await differences(some, policies())).toEqual([]);
    expect(await differences(some, policies(), mistaken, new Map())).not.toEqual([]);
  });
});

describe('actions are in one class', () => {
  const classOf = (id: string, ...Action: string[]) => actionClasses({ identity: [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] }], boundary: ADMINISTRATOR })(find(id));
  const together = (one: string, other: string, ...Action: string[]) => {
    const policies = [one, other].map((id) => classOf(id, ...Action).policies);
    return JSON.stringify(policies[0]) === JSON.stringify(policies[1]);
  };

  test.each([
    ['that match the same pattern', ['ec2:Describe*'], true],
    ['that match no pattern', ['ec2:Run*'], true],
    ['not if one of them is named', ['ec2:Describe*', 'ec2:DescribeInstances'], false],
    ['not if one of them is named in other letters', ['ec2:Describe*', 'EC2:describeinstances'], false],
    ['not if one of them matches a wildcard within', ['ec2:*ances'], false],
    ['not if one of them matches a single character', ['ec2:DescribeInstance?'], false],
  ])('%s', (_, patterns, expected) => {
    expect(together('ec2:DescribeInstances', 'ec2:DescribeImages', ...patterns)).toBe(expected);
  });
});

describe('nothing is guessed', () => {
  const decideOn = (statement: object) => actionClasses({ identity: [{ Statement: [statement] }], boundary: ADMINISTRATOR });

  test.each(['s?:GetObject', 's3', 's3:Get Object', 's3:Get:Object', 's3:', '**', 's3:Get{Object}'])('a pattern of a form that IAM does not have: %s', (pattern) => {
    expect(() => decideOn({ Effect: 'Allow', Action: pattern, Resource: '*' })).toThrow('define in tools/levels/action-patterns.ts');
  });

  test.each<[string, object]>([
    ['an element that is new', { Effect: 'Allow', Action: 's3:*', Resource: '*', When: 'today' }],
    ['a principal', { Effect: 'Allow', Action: 's3:*', Resource: '*', Principal: '*' }],
    ['no action', { Effect: 'Allow', Resource: '*' }],
    ['both kinds of action', { Effect: 'Allow', Action: 's3:*', NotAction: 'ec2:*', Resource: '*' }],
  ])('a statement with %s', (_, statement) => {
    expect(() => decideOn(statement)).toThrow('define in tools/levels/action-classes.ts');
  });

  test('the engine decides on each action of a service that it has special rules for', () => {
    const files = readdirSync(dirname(require.resolve('@cloud-copilot/iam-simulate')), { recursive: true }).map(String);
    const authorizers = files.flatMap((file) => /services[\\/](?:.*[\\/])?(\w+)ServiceAuthorizer\.js$/.exec(file)?.[1].toLowerCase() ?? []);
    expect(authorizers.sort()).toEqual(['default', ...SERVICES_WITH_RULES]);
  });
});
