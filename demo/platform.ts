import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { fromIni } from '@aws-sdk/credential-providers';
import { Emulator } from '../emulator/emulator';
import { Clients, Keys, Place } from '../emulator/testing/clients';

/** An account, acted in by its administrator. */
export interface AdministeredAccount {
  readonly id: string;
  readonly administrator: Clients;
}

/** Where the demo runs. */
export interface Platform {
  readonly title: string;
  readonly place: Place;
  readonly assuming: AdministeredAccount;
  readonly trusting: AdministeredAccount;
  /** Where there is none, nobody tries from a third account. */
  readonly stranger?: AdministeredAccount;
  /** How long a change may take to be in force everywhere, in milliseconds. */
  readonly patience: number;
  /** Why the last call was decided as it was, where the platform can tell. */
  lastReason(): string | undefined;
  close(): Promise<void>;
}

const REGION = 'eu-west-1';
const ACCOUNTS = ['111111111111', '222222222222', '333333333333'];

/** The emulator of this repository, in this process. */
export async function embedded(): Promise<Platform> {
  const emulator = await Emulator.start();
  const place = { region: REGION, endpoint: emulator.endpoint };
  const [assuming, trusting, stranger] = ACCOUNTS.map((id) => ({ id, administrator: new Clients(place, emulator.createAccount(id)) }));
  return {
    title: `three accounts of the embedded emulator at ${emulator.endpoint}`,
    place,
    assuming,
    trusting,
    stranger,
    patience: 0,
    lastReason: () => emulator.decisions.at(-1)?.reason,
    close: async () => {
      await emulator.stop();
      if (emulator.notEmulated.length > 0) {
        throw new Error(`the emulator was asked for what it does not know:\n${emulator.notEmulated.join('\n')}`);
      }
    },
  };
}

/** Another emulator. */
export async function endpoint(url: string): Promise<Platform> {
  const place = { region: REGION, endpoint: url };
  const [assuming, trusting, stranger] = await Promise.all(ACCOUNTS.map(async (id) => {
    return { id, administrator: new Clients(place, await keysFor(url, id)) };
  }));
  return { title: `three accounts of ${url}`, place, assuming, trusting, stranger, patience: 0, lastReason: () => undefined, close: async () => {} };
}

/** Real accounts, by profiles of the AWS CLI; a third one is that of a stranger. */
export async function profiles(names: string[], url?: string): Promise<Platform> {
  const place = { region: REGION, endpoint: url };
  const [assuming, trusting, stranger] = await Promise.all(names.map((profile) => accountOf(place, fromIni({ profile }))));
  if (!trusting || assuming.id === trusting.id) {
    throw new Error(`--profiles ${names.join(' ')}: two profiles of two different accounts are needed`);
  }
  return {
    title: `the accounts ${[assuming, trusting, stranger].filter(Boolean).map(({ id }) => id).join(', ')}`,
    place,
    assuming,
    trusting,
    stranger,
    patience: 90_000,
    lastReason: () => undefined,
    close: async () => {},
  };
}

async function accountOf(place: Place, keys: Keys): Promise<AdministeredAccount> {
  const administrator = new Clients(place, keys);
  const { Account } = await administrator.sts.send(new GetCallerIdentityCommand({}));
  return { id: Account!, administrator };
}

/** Emulators either have an address that makes an administrator, or take the account's id for a key. */
async function keysFor(url: string, account: string): Promise<Keys> {
  const answer = await fetch(new URL('/_fakecloud/iam/create-admin', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ accountId: account, userName: 'administrator' }),
  });
  if (!answer.ok) {
    return { accessKeyId: account, secretAccessKey: account };
  }
  const { accessKeyId, secretAccessKey } = await answer.json() as { accessKeyId: string; secretAccessKey: string };
  return { accessKeyId, secretAccessKey };
}
