import { ASSUMING_ACCOUNT, Cloud } from '../testing/cloud';
import { functionResources } from '../testing/functions';
import { outcomeOf } from '../testing/outcome';
import { allow } from '../testing/policies';
import { Template, TestStack } from '../testing/stack';

/** Answers with the request as data. Fails on request, or does not answer at all. */
const PROVIDER = `const https = require('https');
exports.handler = async (event) => {
  const { ResponseURL, RequestType, StackId, RequestId, LogicalResourceId, PhysicalResourceId, ResourceProperties } = event;
  if (ResourceProperties.Silent) {
    return;
  }
  const body = JSON.stringify({
    Status: ResourceProperties.Fail === RequestType ? 'FAILED' : 'SUCCESS', Reason: 'on request', StackId, RequestId, LogicalResourceId,
    PhysicalResourceId: PhysicalResourceId ?? 'thing-1',
    Data: { request: JSON.stringify({ RequestType, PhysicalResourceId, properties: ResourceProperties, old: event.OldResourceProperties }) },
  });
  const { hostname, pathname } = new URL(ResponseURL);
  await new Promise((resolve, reject) => https.request({ hostname, path: pathname, method: 'PUT', headers: { 'content-type': '' } }, resolve).on('error', reject).end(body));
};`;

const ServiceToken = { 'Fn::GetAtt': ['Echo', 'Arn'] };

let cloud: Cloud;
let stack: TestStack;
beforeEach(async () => {
  cloud = await Cloud.open();
  stack = new TestStack(cloud.administrator(ASSUMING_ACCOUNT).cloudFormation);
});
afterEach(() => cloud.close());

function template(properties: Record<string, unknown> = {}, attribute = 'request'): Template {
  return {
    Resources: { ...functionResources(PROVIDER), Thing: { Type: 'Custom::Thing', Properties: { ServiceToken, ...properties } } },
    Outputs: { Request: { Value: { 'Fn::GetAtt': ['Thing', attribute] } } },
  };
}

async function request() {
  const { properties, ...rest } = JSON.parse((await stack.outputs()).Request);
  const { ServiceToken: token, ...others } = properties;
  expect(token).toBe(`arn:aws:lambda:eu-west-1:${ASSUMING_ACCOUNT}:function:Echo`);
  return { ...rest, properties: others };
}

test('the function of a custom resource is called to create, update and delete it, and its data are attributes', async () => {
  expect(await stack.deploy(template({ Size: 1, IsOpen: true, Names: ['a'] }))).toBe('CREATE_COMPLETE');
  expect(await request()).toEqual({ RequestType: 'Create', properties: { Size: '1', IsOpen: 'true', Names: ['a'] } });

  expect(await stack.deploy(template({ Size: 2 }))).toBe('UPDATE_COMPLETE');
  expect(await request()).toMatchObject({ RequestType: 'Update', PhysicalResourceId: 'thing-1', properties: { Size: '2' }, old: { Size: '1', IsOpen: 'true' } });

  expect(await outcomeOf(stack.deploy(template({ Size: 2 })))).toBe('InvalidChangeSetStatusException');

  await stack.delete();
  expect(await stack.exists()).toBe(false);
});

test.each([
  ['answers with a failure', template({ Fail: 'Create' }), /Received response status \[FAILED\] from custom resource. Message returned: on request/],
  ['does not answer', template({ Silent: true }), /did not receive a response/],
])('a stack fails if the function %s', async (_, body, reason) => {
  expect(await stack.deploy(body)).toBe('ROLLBACK_COMPLETE');
  expect(await stack.failures()).toEqual({ Thing: expect.stringMatching(reason) });
});

test('a stack fails if an output has an attribute that the function does not know', async () => {
  expect(await stack.deploy(template({}, 'other'))).toBe('ROLLBACK_COMPLETE');
});

test('a deletion fails with the function', async () => {
  await stack.deploy(template({ Fail: 'Delete' }));
  await stack.delete();
  expect(await stack.status()).toBe('DELETE_FAILED');
});

test('the deployer needs permission to invoke the function', async () => {
  const permissions = [allow(['cloudformation:*', 'iam:*', 'lambda:CreateFunction', 'lambda:DeleteFunction'])];
  const { clients } = await cloud.user(ASSUMING_ACCOUNT, 'deployer', { statements: permissions });
  const byDeployer = new TestStack(clients.cloudFormation);
  expect(await byDeployer.deploy(template())).toBe('ROLLBACK_COMPLETE');
  expect(await byDeployer.failures()).toEqual({ Thing: expect.stringMatching(/not authorized to perform: lambda:InvokeFunction/) });
});

test.each([
  ['its physical id', { Ref: 'Thing' }, /Ref of the custom resource Thing/],
  ['an attribute in a property', { 'Fn::GetAtt': ['Thing', 'request'] }, /Fn::GetAtt of the custom resource Thing outside of outputs/],
])('%s is not supported', async (_, value, listed) => {
  const { Resources } = template();
  const group = { Type: 'AWS::IAM::Group', Properties: { GroupName: value } };
  expect(await outcomeOf(stack.createChangeSet({ Resources: { ...Resources, Group: group } }))).toBe('NotEmulated');
  expect(cloud.unsupportedRequests()).toEqual([expect.stringMatching(listed)]);
});
