import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { endpoint, EndpointError } from '../../demo/platform';
import { Emulator } from '../../emulator/emulator';

let server: Server | undefined;
afterEach(() => new Promise<void>((resolve) => server ? server.close(() => resolve()) : resolve()));

/** Starts a server that answers the request for an administrator, and all others, with a status and a text. */
async function answering(admin: [status: number, text: string], others = admin): Promise<string> {
  server = createServer(({ url, headers }, response) => {
    const [status, text] = url === '/_fakecloud/iam/create-admin' ? admin : others;
    const [, accessKey] = /Credential=(\d+)/.exec(headers.authorization ?? '') ?? [];
    response.writeHead(status, { connection: 'close' }).end(text.replace('ACCESS_KEY', accessKey));
  });
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function callerIdentity(account: string): string {
  return `<GetCallerIdentityResponse><GetCallerIdentityResult><Account>${account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;
}

describe('--endpoint ends with a clear message', () => {
  test.each<[string, () => Promise<string>, RegExp]>([
    ['for a web site', () => answering([200, '<!doctype html><title>Shop</title>']), /answers "<!doctype html><title>Shop<\/title>" where an emulator answers with JSON/],
    ['for JSON without a key', () => answering([200, '{"status":"ok"}']), /where an emulator answers with JSON or an error/],
    ['for a web site without that page', () => answering([404, 'no such page'], [200, 'hello']), /does not answer sts:GetCallerIdentity as AWS does/],
    ['for an emulator with one account', () => answering([404, ''], [200, callerIdentity('000000000000')]), /takes the access key of account \d{12} for one of account 000000000000/],
    ['for an address where nothing listens', async () => 'http://127.0.0.1:1', /cannot be reached/],
  ])('%s', async (_, start, message) => {
    const url = await start();
    const failure = await endpoint(url).catch((error) => error);
    expect(failure).toBeInstanceOf(EndpointError);
    expect(failure.message).toMatch(message);
    expect(failure.message).toContain(`--endpoint ${url}`);
  });

  test('and not for an emulator whose accounts have their ids as access keys', async () => {
    const url = await answering([404, ''], [200, callerIdentity('ACCESS_KEY')]);
    expect(await endpoint(url)).toMatchObject({ assuming: { id: '111111111111' }, trusting: { id: '222222222222' }, third: { id: '333333333333' } });
  });

  test('for this emulator too, which creates accounts by a method alone', async () => {
    const emulator = await Emulator.start();
    await expect(endpoint(emulator.endpoint)).rejects.toThrow(EndpointError);
    await emulator.stop();
  });
});
