import { readdirSync } from 'fs';
import { tmpdir } from 'os';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { zipSync } from 'fflate';
import { Clients } from '../../testing/clients';
import { ASSUMING_ACCOUNT, Cloud, THIRD_ACCOUNT } from '../../testing/cloud';
import { FunctionProps, functionResources } from '../../testing/functions';
import { ALLOWED, outcomeOf } from '../../testing/outcome';
import { allow, deny } from '../../testing/policies';
import { TestStack } from '../../testing/stack';

const ECHO = `arn:aws:lambda:eu-west-1:${ASSUMING_ACCOUNT}:function:Echo`;

let cloud: Cloud;
beforeEach(async () => {
  cloud = await Cloud.open();
});
afterEach(() => cloud.close());

async function deploy(code: string, props: FunctionProps = {}): Promise<void> {
  const stack = new TestStack(cloud.administrator(ASSUMING_ACCOUNT).cloudFormation);
  expect({ status: await stack.deploy({ Resources: functionResources(code, props) }), failures: await stack.failures() })
    .toEqual({ status: 'CREATE_COMPLETE', failures: {} });
}

async function invoke(payload: unknown = {}, { lambda }: Clients = cloud.administrator(ASSUMING_ACCOUNT)): Promise<{ error?: string; result: any }> {
  const { FunctionError, Payload } = await lambda.send(new InvokeCommand({ FunctionName: 'Echo', Payload: JSON.stringify(payload) }));
  return { error: FunctionError, result: JSON.parse(Buffer.from(Payload!).toString()) };
}

describe('a function', () => {
  test('returns what its handler returns, in an environment that has nothing but the function\'s', async () => {
    await deploy('exports.handler = async (event) => ({ event, env: process.env });', { properties: { Environment: { Variables: { STAGE: 'test' } } } });
    const { error, result } = await invoke({ a: 1 });
    expect(error).toBeUndefined();
    expect(result.event).toEqual({ a: 1 });
    expect(result.env).toMatchObject({ STAGE: 'test', AWS_REGION: 'eu-west-1', AWS_LAMBDA_FUNCTION_NAME: 'Echo' });
    expect(result.env).not.toHaveProperty('PATH');
  });

  test('has the permissions of its role, and no others', async () => {
    const code = `const { IAMClient, ListRolesCommand, ListUsersCommand } = require('@aws-sdk/client-iam');
      const { GetCallerIdentityCommand, STSClient } = require('@aws-sdk/client-sts');
      const outcomeOf = (call) => call.then(() => 'allowed', ({ name }) => name);
      exports.handler = async () => ({
        arn: (await new STSClient({}).send(new GetCallerIdentityCommand({}))).Arn,
        roles: await outcomeOf(new IAMClient({}).send(new ListRolesCommand({}))),
        users: await outcomeOf(new IAMClient({}).send(new ListUsersCommand({}))),
      });`;
    await deploy(code, { statements: [allow('iam:ListRoles')], properties: { Timeout: 60 } });
    expect(await invoke()).toEqual({
      error: undefined, result: { arn: `arn:aws:sts::${ASSUMING_ACCOUNT}:assumed-role/EchoRole/Echo`, roles: ALLOWED, users: 'AccessDenied' },
    });
  }, 60_000);

  test.each([
    ['throws', 'exports.handler = async () => { throw new TypeError("no"); };', { errorType: 'TypeError', errorMessage: 'no' }],
    ['has no such handler', 'exports.other = async () => 1;', { errorType: 'TypeError', errorMessage: expect.stringContaining('not a function') }],
    ['exits', 'exports.handler = async () => process.exit(3);', { errorType: 'Runtime.ExitError', errorMessage: expect.stringContaining('exit status 3') }],
    ['takes too long', 'exports.handler = () => new Promise((resolve) => setTimeout(resolve, 60_000));', { errorType: 'Sandbox.Timedout', errorMessage: 'Task timed out after 3.00 seconds' }],
  ])('that %s fails', async (_, code, error) => {
    await deploy(code);
    expect(await invoke()).toEqual({ error: 'Unhandled', result: error });
  });

  test('with code in a bucket, of several files', async () => {
    const { s3 } = cloud.administrator(ASSUMING_ACCOUNT);
    const files = { 'index.js': 'exports.handler = async () => require("./lib/answer").answer;', 'lib/answer.js': 'exports.answer = 42;' };
    await s3.send(new CreateBucketCommand({ Bucket: 'code' }));
    await s3.send(new PutObjectCommand({
      Bucket: 'code', Key: 'code.zip', Body: zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]))),
    }));
    await deploy('', { properties: { Code: { S3Bucket: 'code', S3Key: 'code.zip' } } });
    expect(await invoke()).toEqual({ error: undefined, result: 42 });
  });

  test('leaves no files', async () => {
    const before = readdirSync(tmpdir());
    await deploy('exports.handler = async () => 1;');
    await invoke();
    expect(readdirSync(tmpdir())).toEqual(before);
  });
});

describe('an invocation', () => {
  test.each([
    ['the function', [allow('lambda:InvokeFunction', ECHO)], ALLOWED],
    ['another function', [allow('lambda:InvokeFunction', `${ECHO}2`)], 'AccessDenied'],
    ['all functions, but denied for this one', [allow('lambda:*'), deny('lambda:InvokeFunction', ECHO)], 'AccessDenied'],
  ])('by a user with permission for %s', async (_, statements, outcome) => {
    await deploy('exports.handler = async () => 1;');
    const { clients } = await cloud.user(ASSUMING_ACCOUNT, 'ann', { statements });
    expect(await outcomeOf(invoke({}, clients))).toBe(outcome);
  });

  test('requires that the role trusts Lambda', async () => {
    await deploy('exports.handler = async () => 1;', {
      trust: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }] },
    });
    expect(await outcomeOf(invoke())).toBe('AccessDeniedException');
  });

  test('in another account requires a permission of the function', async () => {
    const by = async (name: string) => (await cloud.user(THIRD_ACCOUNT, name, { statements: [allow('lambda:*')] })).clients;
    const permitted = `arn:aws:iam::${THIRD_ACCOUNT}:user/ann`;
    const [ann, bob] = [await by('ann'), await by('bob')];
    const stack = new TestStack(cloud.administrator(ASSUMING_ACCOUNT).cloudFormation);
    await stack.deploy({
      Resources: {
        ...functionResources('exports.handler = async () => 1;'),
        Permission: { Type: 'AWS::Lambda::Permission', Properties: { Action: 'lambda:InvokeFunction', FunctionName: { Ref: 'Echo' }, Principal: permitted } },
      },
    });
    const call = ({ lambda }: Clients) => outcomeOf(lambda.send(new InvokeCommand({ FunctionName: ECHO })));
    expect(await call(ann)).toBe(ALLOWED);
    expect(await call(bob)).toBe('AccessDenied');
  });
});
