import { AwsCredentialIdentity } from '@smithy/types';
import { ASSUMING_ACCOUNT, Cloud, REGION, TRUSTING_ACCOUNT } from '../../emulator/testing/cloud';
import { allow, root, trust } from '../../emulator/testing/policies';
import { HANDLER } from '../../test/contracts/integ/caller';

const READ_ONLY = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const DENIED = { assume: 'AccessDenied' };

/** Runs the Lambda handler of the integration tests with a role on the emulator. */
async function runHandler(cloud: Cloud, caller: string, role: string, env: Record<string, string> = {}): Promise<unknown> {
  const service = await cloud.user(ASSUMING_ACCOUNT, `starts-${caller}`, { statements: [allow('sts:AssumeRole')] });
  const arn = await cloud.role(ASSUMING_ACCOUNT, caller, { trust: [trust(root(ASSUMING_ACCOUNT))], statements: [allow('sts:AssumeRole')] });
  const { accessKeyId, secretAccessKey, sessionToken } = (await cloud.assume(service.clients, arn)).keys as AwsCredentialIdentity;
  const credentials = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken, AWS_REGION: REGION };
  const before = { ...process.env };
  Object.assign(process.env, credentials, { ENDPOINT: cloud.emulator.endpoint, PAUSE: '0.01', ROLE_ARN: `arn:aws:iam::${TRUSTING_ACCOUNT}:role/${role}`, ...env });
  try {
    const exports: { handler?: () => Promise<unknown> } = {};
    new Function('require', 'exports', HANDLER)(require, exports);
    return await exports.handler!();
  } finally {
    process.env = before;
  }
}

test('the handler of the integration tests reports whether AssumeRole, a read and a write are allowed', async () => {
  const cloud = await Cloud.open();
  const only = { ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${ASSUMING_ACCOUNT}:role/trusted-caller` } };
  await cloud.role(TRUSTING_ACCOUNT, 'ReadOnly', { trust: [trust(root(ASSUMING_ACCOUNT), only)], managed: [READ_ONLY] });
  await cloud.role(TRUSTING_ACCOUNT, 'WithoutPermissions', { trust: [trust(root(ASSUMING_ACCOUNT))] });
  await cloud.role(TRUSTING_ACCOUNT, 'Writes', { trust: [trust(root(ASSUMING_ACCOUNT))], managed: [READ_ONLY], statements: [allow('iam:CreateRole')] });
  await cloud.role(TRUSTING_ACCOUNT, 'ExternalId', { trust: [trust(root(ASSUMING_ACCOUNT), { StringEquals: { 'sts:ExternalId': 'contract-42' } })], managed: [READ_ONLY] });

  expect(await runHandler(cloud, 'trusted-caller', 'ReadOnly')).toEqual({ assume: 'Allowed', read: 'Allowed', write: 'AccessDenied' });
  expect(await runHandler(cloud, 'other-caller', 'ReadOnly')).toEqual(DENIED);
  expect(await runHandler(cloud, 'any-caller', 'WithoutPermissions')).toEqual({ assume: 'Allowed', read: 'AccessDenied', write: 'AccessDenied' });
  expect(await runHandler(cloud, 'writing-caller', 'Writes')).toEqual({ assume: 'Allowed', read: 'Allowed', write: 'Allowed' });
  expect(await runHandler(cloud, 'wrong-id-caller', 'ExternalId', { EXTERNAL_ID: 'contract-43' })).toEqual(DENIED);
  expect(await runHandler(cloud, 'right-id-caller', 'ExternalId', { EXTERNAL_ID: 'contract-42' })).toEqual({ assume: 'Allowed', read: 'Allowed', write: 'AccessDenied' });
  await cloud.close();
});
