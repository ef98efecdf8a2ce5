import { CreateBucketCommand, DeleteBucketCommand, DeleteObjectCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { Clients } from '../testing/clients';
import { ASSUMING_ACCOUNT, Cloud } from '../testing/cloud';
import { ALLOWED, outcomeOf } from '../testing/outcome';
import { allow, deny, Statement } from '../testing/policies';

const DENIED = 'AccessDenied';
const Bucket = 'data-1';
const READABLE = 'reports/2026 ä/x.txt';

let cloud: Cloud;
let administrator: Clients;
beforeEach(async () => {
  cloud = await Cloud.open();
  administrator = cloud.administrator(ASSUMING_ACCOUNT);
  await administrator.s3.send(new CreateBucketCommand({ Bucket }));
  await administrator.s3.send(new PutObjectCommand({ Bucket, Key: READABLE, Body: 'figures' }));
  await administrator.s3.send(new PutObjectCommand({ Bucket, Key: 'secret', Body: 'secret' }));
});
afterEach(() => cloud.close());

async function read({ s3 }: Clients, Key: string): Promise<string> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  return Body!.transformToString();
}

test('an object has the content that was put last, unchanged', async () => {
  expect(await read(administrator, READABLE)).toBe('figures');
  await administrator.s3.send(new PutObjectCommand({ Bucket, Key: READABLE, Body: '<a>&ä</a>' }));
  expect(await read(administrator, READABLE)).toBe('<a>&ä</a>');
  expect(await read(administrator, 'secret')).toBe('secret');
});

test('a bucket is deleted only if it is empty', async () => {
  const deleted = () => outcomeOf(administrator.s3.send(new DeleteBucketCommand({ Bucket })));
  await administrator.s3.send(new DeleteObjectCommand({ Bucket, Key: READABLE }));
  expect(await deleted()).toBe('BucketNotEmpty');
  await administrator.s3.send(new DeleteObjectCommand({ Bucket, Key: 'secret' }));
  expect(await deleted()).toBe(ALLOWED);
});

// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
describe('operations on an object are authorized for its ARN', () => {
  const all = 'arn:aws:s3:::data-1/*';
  const acts: Record<string, (clients: Clients) => Promise<unknown>> = {
    get: (clients) => read(clients, READABLE),
    getSecret: (clients) => read(clients, 'secret'),
    put: ({ s3 }) => s3.send(new PutObjectCommand({ Bucket, Key: 'new', Body: 'x' })),
    delete: ({ s3 }) => s3.send(new DeleteObjectCommand({ Bucket, Key: 'new' })),
  };

  test.each<{ statements: Statement[]; may: string[] }>([
    { statements: [allow('s3:GetObject', all)], may: ['get', 'getSecret'] },
    { statements: [allow('s3:GetObject', 'arn:aws:s3:::data-1/reports/*')], may: ['get'] },
    { statements: [allow('s3:GetObject', 'arn:aws:s3:::data-1')], may: [] },
    { statements: [allow('s3:GetObject', 'arn:aws:s3:::data-2/*')], may: [] },
    { statements: [allow('s3:List*')], may: [] },
    { statements: [allow('s3:*'), deny('s3:GetObject', 'arn:aws:s3:::*/secret')], may: ['get', 'put', 'delete'] },
    { statements: [allow('s3:PutObject', all)], may: ['put'] },
    { statements: [allow('s3:DeleteObject', all)], may: ['delete'] },
  ])('$may', async ({ statements, may }) => {
    const { clients } = await cloud.user(ASSUMING_ACCOUNT, 'ann', { statements });
    for (const [name, act] of Object.entries(acts)) {
      expect([name, await outcomeOf(act(clients))]).toEqual([name, may.includes(name) ? ALLOWED : DENIED]);
    }
  });
});
