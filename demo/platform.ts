import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { fromIni } from '@aws-sdk/credential-providers';
import { Emulator } from '../emulator/emulator';
import { Clients, Keys, RegionalEndpoint } from '../emulator/testing/clients';

/** An account and the clients of its administrator. */
export interface AdministeredAccount {
  readonly id: string;
  readonly administrator: Clients;
}

/** The code of an MFA device, as a user types it. */
export interface MfaCode {
  readonly SerialNumber: string;
  readonly TokenCode: string;
}

/** Where the demo runs. */
export interface Platform {
  readonly title: string;
  readonly place: RegionalEndpoint;
  readonly assuming: AdministeredAccount;
  readonly trusting: AdministeredAccount;
  /** A third account, if there is one. */
  readonly third?: AdministeredAccount;
  /** How long a change may take to have effect, in milliseconds. */
  readonly propagationTime: number;
  /** Signs a user in to the console, for somebody who has the password. Absent where only a browser can. */
  readonly signInToConsole?: (account: string, userName: string, code?: MfaCode) => Keys;
  /** Returns the reason of the last decision, if the platform knows it. */
  lastReason(): string | undefined;
  close(): Promise<void>;
}

/** Why the demo cannot run at an endpoint. Its message is for the person who gave it. */
export class EndpointError extends Error {}

const REGION = 'eu-west-1';
const ACCOUNTS = ['111111111111', '222222222222', '333333333333'];

/** The emulator of this repository, inside this process. */
export async function embedded(): Promise<Platform> {
  const emulator = await Emulator.start();
  const place = { region: REGION, endpoint: emulator.endpoint };
  const [assuming, trusting, third] = ACCOUNTS.map((id) => ({ id, administrator: new Clients(place, emulator.createAccount(id)) }));
  return {
    title: `three accounts of the embedded emulator at ${emulator.endpoint}`,
    place,
    assuming,
    trusting,
    third,
    propagationTime: 0,
    signInToConsole: (account, userName, code) => emulator.signInToConsole(account, userName, code),
    lastReason: () => emulator.decisions.at(-1)?.reason,
    close: async () => {
      await emulator.stop();
      if (emulator.notEmulated.length > 0) {
        throw new Error(`the demo sent requests that the emulator does not support:\n${emulator.notEmulated.join('\n')}`);
      }
    },
  };
}

/** Another emulator. */
export async function endpoint(url: string): Promise<Platform> {
  const place = { region: REGION, endpoint: url };
  const [assuming, trusting, third] = await Promise.all(ACCOUNTS.map(async (id) => {
    const account = { id, administrator: new Clients(place, await keysFor(url, id)) };
    await checkAccount(url, account);
    return account;
  }));
  return { title: `three accounts of ${url}`, place, assuming, trusting, third, propagationTime: 0, lastReason: () => undefined, close: async () => {} };
}

/** AWS accounts, by their CLI profiles: the assuming, the trusting and, if given, a third one. */
export async function profiles(names: string[], url?: string): Promise<Platform> {
  const place = { region: REGION, endpoint: url };
  const [assuming, trusting, third] = await Promise.all(names.map((profile) => accountOf(place, fromIni({ profile }))));
  if (!trusting || assuming.id === trusting.id) {
    throw new Error(`--profiles ${names.join(' ')} must name two profiles of different accounts; give the one of the assuming account first`);
  }
  return {
    title: `the accounts ${[assuming, trusting, third].filter(Boolean).map(({ id }) => id).join(', ')}`,
    place,
    assuming,
    trusting,
    third,
    propagationTime: 90_000,
    lastReason: () => undefined,
    close: async () => {},
  };
}

async function accountOf(place: RegionalEndpoint, keys: Keys): Promise<AdministeredAccount> {
  const administrator = new Clients(place, keys);
  const { Account } = await administrator.sts.send(new GetCallerIdentityCommand({}));
  return { id: Account!, administrator };
}

/** An emulator either has an endpoint that creates an administrator, or accepts the account's id as access key. */
async function keysFor(url: string, account: string): Promise<Keys> {
  const answer = await post(new URL('/_fakecloud/iam/create-admin', url), { accountId: account, userName: 'administrator' });
  if (!answer.ok) {
    return { accessKeyId: account, secretAccessKey: account };
  }
  const text = await answer.text();
  const { accessKeyId, secretAccessKey } = parseJson(text) ?? {};
  if (!accessKeyId || !secretAccessKey) {
    throw new EndpointError(`--endpoint ${url} answers ${JSON.stringify(text.slice(0, 60))} where an emulator answers with JSON or an error; give the endpoint of an emulator of AWS`);
  }
  return { accessKeyId, secretAccessKey };
}

async function post(url: URL, body: object): Promise<Response> {
  try {
    return await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  } catch (error) {
    throw new EndpointError(`--endpoint ${url.origin} cannot be reached (${(error as Error).message}); start the emulator first`);
  }
}

function parseJson(text: string): { accessKeyId?: string; secretAccessKey?: string } | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An emulator with only one account gives that one to every key, and the demo would test nothing. */
async function checkAccount(url: string, { id, administrator }: AdministeredAccount): Promise<void> {
  const actual = await administrator.sts.send(new GetCallerIdentityCommand({})).then(({ Account }) => Account, (error: Error) => {
    throw new EndpointError(`--endpoint ${url} does not answer sts:GetCallerIdentity as AWS does (${error.message.split('\n')[0]}); give the endpoint of an emulator of AWS`);
  });
  if (actual !== id) {
    throw new EndpointError(`--endpoint ${url} takes the access key of account ${id} for one of account ${actual}; use an emulator with several accounts`);
  }
}
