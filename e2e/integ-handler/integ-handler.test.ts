import { AwsCredentialIdentity } from '@smithy/types';
import { ASSUMING_ACCOUNT, Cloud, REGION, TRUSTING_ACCOUNT } from '../../emulator/testing/cloud';
import { allow, root, trust } from '../../emulator/testing/policies';
import { HANDLER } from '../../test/contracts/integ/looker';

const READ_ONLY = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const REFUSED = { assume: 'AccessDenied' };

/** The code that the integration tests run on AWS, as the role of the emulator that has the name. */
async function look(cloud: Cloud, caller: string, role: string, env: Record<string, string> = {}): Promise<unknown> {
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

test('the code of the integration tests tells apart who is let in, and what they can do then', async () => {
  const cloud = await Cloud.open();
  const only = { ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${ASSUMING_ACCOUNT}:role/looker` } };
  await cloud.role(TRUSTING_ACCOUNT, 'Looked-at', { trust: [trust(root(ASSUMING_ACCOUNT), only)], managed: [READ_ONLY] });
  await cloud.role(TRUSTING_ACCOUNT, 'Without-anything', { trust: [trust(root(ASSUMING_ACCOUNT))] });
  await cloud.role(TRUSTING_ACCOUNT, 'Writes', { trust: [trust(root(ASSUMING_ACCOUNT))], managed: [READ_ONLY], statements: [allow('iam:CreateRole')] });
  await cloud.role(TRUSTING_ACCOUNT, 'Contracted', { trust: [trust(root(ASSUMING_ACCOUNT), { StringEquals: { 'sts:ExternalId': 'contract-42' } })], managed: [READ_ONLY] });

  expect(await look(cloud, 'looker', 'Looked-at')).toEqual({ assume: 'Allowed', read: 'Allowed', write: 'AccessDenied' });
  expect(await look(cloud, 'stranger', 'Looked-at')).toEqual(REFUSED);
  expect(await look(cloud, 'anybody', 'Without-anything')).toEqual({ assume: 'Allowed', read: 'AccessDenied', write: 'AccessDenied' });
  expect(await look(cloud, 'writer', 'Writes')).toEqual({ assume: 'Allowed', read: 'Allowed', write: 'Allowed' });
  expect(await look(cloud, 'guessing', 'Contracted', { EXTERNAL_ID: 'contract-43' })).toEqual(REFUSED);
  expect(await look(cloud, 'knowing', 'Contracted', { EXTERNAL_ID: 'contract-42' })).toEqual({ assume: 'Allowed', read: 'Allowed', write: 'AccessDenied' });
  await cloud.close();
});
