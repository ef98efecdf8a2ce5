import { App, Aws, Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import * as fc from 'fast-check';
import { splitIntoPolicies } from '../../../../src/permissions/boundary/split-statements';

const scope = new Stack(new App(), 'Stack', { env: { region: 'eu-west-1' } });
const allow = (...actions: string[]) => new PolicyStatement({ actions, resources: ['*'] });

/** The characters of a policy as IAM counts them, written by hand. */
function sizeOf(statements: PolicyStatement[]): number {
  const document = { Version: '2012-10-17', Statement: statements.map((statement) => statement.toStatementJson()) };
  return JSON.stringify(scope.resolve(document)).length;
}

/** The meaning of statements: one line for each action. */
function meaning(statements: PolicyStatement[]): string[] {
  return statements.flatMap((statement) => {
    const { Action, Sid, ...rest } = statement.toStatementJson();
    return [Action].flat().map((action) => `${action} ${JSON.stringify(rest)}`);
  });
}

/** The actions of each policy, statement by statement. */
const actionsOf = (policies: PolicyStatement[][]) => policies.map((policy) => policy.map(({ actions }) => actions));

describe('splitIntoPolicies()', () => {
  const ONE = [allow('s3:GetObject')];
  const TWO = [allow('s3:GetObject'), allow('s3:ListBucket')];
  const LONG = [allow('s3:GetObject', 's3:ListBucket', 's3:GetBucketAcl')];
  /** A policy counts as one character longer than it is, as if a comma followed its last statement. */
  const room = (statements: PolicyStatement[]) => sizeOf(statements) + 1;

  test.each<[string, PolicyStatement[], number[], string[][][]]>([
    ['no statements: no policy', [], [1000], []],
    ['all in one policy, if they fit', TWO, [room(TWO)], [[['s3:GetObject'], ['s3:ListBucket']]]],
    ['one more policy, if one character is missing', TWO, [room(TWO) - 1], [[['s3:GetObject']], [['s3:ListBucket']]]],
    ['a statement split between its actions', LONG, [room(LONG) - 1], [[['s3:GetObject', 's3:ListBucket']], [['s3:GetBucketAcl']]]],
    ['a statement split at the end of the first policy', [...ONE, ...LONG], [room([...ONE, ...ONE]), 1000], [
      [['s3:GetObject'], ['s3:GetObject']], [['s3:ListBucket', 's3:GetBucketAcl']],
    ]],
    ['a first policy that is larger', [allow('s3:GetObject', 's3:PutObject', 's3:GetBucket', 's3:PutBucket')], [room([allow('s3:GetObject', 's3:PutObject', 's3:GetBucket')]), room(ONE)], [
      [['s3:GetObject', 's3:PutObject', 's3:GetBucket']], [['s3:PutBucket']],
    ]],
    ['indivisible statements first, while there is space', [...LONG, ...TWO], [room(TWO), room(LONG)], [
      [['s3:GetObject'], ['s3:ListBucket']], [['s3:GetObject', 's3:ListBucket', 's3:GetBucketAcl']],
    ]],
    ['a first policy that is smaller', LONG, [room(ONE), room(LONG)], [[['s3:GetObject']], [['s3:ListBucket', 's3:GetBucketAcl']]]],
    ['a third policy as large as the second', LONG, [room(ONE), room(ONE) + 3], [[['s3:GetObject']], [['s3:ListBucket']], [['s3:GetBucketAcl']]]],
    ['an action too long for any policy, in a separate policy', [...ONE, allow('s3:ListBucket', `s3:${'x'.repeat(200)}`)], [room(ONE)], [
      [['s3:GetObject']], [['s3:ListBucket', `s3:${'x'.repeat(200)}`]],
    ]],
  ])('%s', (_, statements, capacities, expected) => expect(actionsOf(splitIntoPolicies(scope, statements, capacities))).toEqual(expected));

  test('a split statement keeps its sid, which is unique in a policy, because no policy has two parts of it', () => {
    const actions = Array.from({ length: 12 }, (_, i) => `s3:Get${i}`);
    const [named, other] = ['Reads', 'Other'].map((sid) => new PolicyStatement({ sid, actions, resources: ['*'] }));
    const sids = splitIntoPolicies(scope, [named, other], [room([named]) - 1]).map((policy) => policy.map(({ sid }) => sid));
    expect(sids).toEqual([['Reads'], ['Reads', 'Other'], ['Other']]);
  });

  test('effect, resources and conditions stay with each part', () => {
    const statement = new PolicyStatement({
      effect: Effect.DENY,
      actions: ['s3:GetObject', 's3:ListBucket'],
      notResources: ['arn:aws:s3:::public/*'],
      conditions: { StringEquals: { 'aws:PrincipalTag/team': 'a' } },
    });
    const parts = splitIntoPolicies(scope, [statement], [room([statement]) - 1]);
    expect(parts).toHaveLength(2);
    expect(meaning(parts.flat())).toEqual(meaning([statement]));
  });

  test('the given statements do not change', () => {
    const [statement] = LONG;
    const before = JSON.stringify(statement.toStatementJson());
    splitIntoPolicies(scope, [statement], [room(ONE)]);
    expect(JSON.stringify(statement.toStatementJson())).toBe(before);
  });

  test('the partition counts with its real length', () => {
    const onBucket = new PolicyStatement({ actions: ['s3:GetObject', 's3:ListBucket'], resources: [`arn:${Aws.PARTITION}:s3:::bucket`] });
    const gov = new Stack(new App(), 'Gov', { env: { region: 'us-gov-west-1' } });
    const capacity = JSON.stringify({
      Version: '2012-10-17', Statement: [{ Action: ['s3:GetObject', 's3:ListBucket'], Effect: 'Allow', Resource: 'arn:aws:s3:::bucket' }],
    }).length + 1;
    expect(splitIntoPolicies(scope, [onBucket], [capacity])).toHaveLength(1);
    expect(splitIntoPolicies(gov, [onBucket], [capacity])).toHaveLength(2);
  });
});

const action = fc.tuple(fc.constantFrom('s3', 'ec2', 'elasticfilesystem'), fc.stringMatching(/^[A-Z][a-z]{0,30}$/)).map((parts) => parts.join(':'));
const statement = fc.record({
  effect: fc.constantFrom(Effect.ALLOW, Effect.DENY),
  actions: fc.uniqueArray(action, { minLength: 1, maxLength: 30 }),
  resources: fc.constantFrom<string[]>(['*'], ['arn:aws:s3:::one', 'arn:aws:s3:::two']),
}).map((props) => new PolicyStatement(props));
const statements = fc.array(statement, { maxLength: 6 });
/** Large enough for any statement with any one of its actions. */
const capacities = fc.array(fc.integer({ min: 250, max: 1500 }), { minLength: 1, maxLength: 3 });

describe('for any statements and capacities', () => {
  const RUNS = { numRuns: 500 };
  const capacityOf = (i: number, all: number[]) => all[Math.min(i, all.length - 1)];

  test('nothing is lost, and nothing is added', () => fc.assert(fc.property(statements, capacities, (given, sizes) => {
    expect(meaning(splitIntoPolicies(scope, given, sizes).flat()).sort()).toEqual(meaning(given).sort());
  }), RUNS));

  test('nothing is written twice: a statement is split only at the end of a policy', () => fc.assert(fc.property(statements, capacities, (given, sizes) => {
    const policies = splitIntoPolicies(scope, given, sizes);
    expect(policies.flat().length).toBeLessThan(given.length + Math.max(policies.length, 1));
  }), RUNS));

  test('every policy fits, and none is empty', () => fc.assert(fc.property(statements, capacities, (given, sizes) => {
    splitIntoPolicies(scope, given, sizes).forEach((policy, i) => {
      expect(policy.length).toBeGreaterThan(0);
      expect(sizeOf(policy)).toBeLessThanOrEqual(capacityOf(i, sizes));
    });
  }), RUNS));

  test('a policy is full before the next one begins: not one more action would fit', () => fc.assert(fc.property(statements, capacities, (given, sizes) => {
    const policies = splitIntoPolicies(scope, given, sizes);
    policies.slice(1).forEach(([next], i) => {
      const oneMore = next.copy({ actions: next.actions.slice(0, 1), sid: undefined });
      expect(sizeOf([...policies[i], oneMore]) + 1).toBeGreaterThan(capacityOf(i, sizes));
    });
  }), RUNS));

  test('there are as few policies as the sum of sizes allows, or one more', () => {
    const oneLongStatement = fc.uniqueArray(action, { minLength: 50, maxLength: 300 }).map((actions) => allow(...actions));
    fc.assert(fc.property(oneLongStatement, fc.integer({ min: 2000, max: 6144 }), (given, size) => {
      const around = sizeOf([]) + '{"Action":[],"Effect":"Allow","Resource":"*"},'.length;
      const fewest = Math.ceil((sizeOf([given]) - around) / (size - around));
      expect(splitIntoPolicies(scope, [given], [size]).length).toBeLessThanOrEqual(fewest + 1);
    }), { numRuns: 200 });
  });
});

describe('a statement with NotAction cannot be split: two of them would match everything', () => {
  const others = new PolicyStatement({ effect: Effect.DENY, notActions: ['s3:GetObject', 's3:ListBucket'], resources: ['*'] });
  const policiesOf = (capacity: number, next = 1000) =>
    splitIntoPolicies(scope, [allow('ec2:DescribeVpcs', 'ec2:DescribeTags'), others], [capacity, next]).map((policy) => policy.map((each) => each.toStatementJson()));
  const DENIAL = { Effect: 'Deny', NotAction: ['s3:GetObject', 's3:ListBucket'], Resource: '*' };

  test('it comes first where it fits, whole', () => {
    expect(policiesOf(1000)).toEqual([[DENIAL, { Effect: 'Allow', Action: ['ec2:DescribeVpcs', 'ec2:DescribeTags'], Resource: '*' }]]);
    expect(policiesOf(sizeOf([others]) + 1)[0]).toEqual([DENIAL]);
  });

  test('it is alone and whole where it is longer than any policy', () => {
    expect(policiesOf(sizeOf([others]), sizeOf([others]))).toContainEqual([DENIAL]);
  });
});
