import { DescribedAccess, DescribedAccount } from './described-access';

/** A field more makes it a minor version, and another meaning of one that is there a major one. `docs/access.schema.json` has all. */
const VERSION = '1.0';

const SCHEMA = 'https://raw.githubusercontent.com/cdk-cross-account-read-only-access/cdk-cross-account-read-only-access/main/docs/access.schema.json';

/** Who may look where, for programs: to be kept, compared with what it was, and handed to whoever reviews access. */
export function accessJson(title: string, accesses: DescribedAccess[]): string {
  const text = JSON.stringify({ $schema: SCHEMA, version: VERSION, title, accesses: accesses.map(inventoryOf) }, null, 2);
  return `${withoutHiding(text)}\n`;
}

function inventoryOf({ title, window, accounts, ...access }: DescribedAccess) {
  return {
    path: title,
    description: access.description,
    assumingAccount: access.assumingAccount,
    roleName: access.roleName,
    permissions: access.permissions,
    allowed: access.allowed,
    trusted: access.trusted,
    conditions: access.conditions,
    longestSession: access.longestSession,
    validFrom: window?.from,
    validUntil: window?.until,
    accounts: accounts.map(inventoryOfAccount),
  };
}

function inventoryOfAccount({ name, id, roleArn, stage, owner, url }: DescribedAccount) {
  return { name, id: id ?? '*', roleArn, stage, owner, switchRoleUrl: url?.startsWith('https://') ? url : undefined };
}

/** Characters that are not seen, and change what is, are spelled: whoever reviews a change must see it. */
function withoutHiding(json: string): string {
  return json.replace(/[^\P{C}\n]|[\u2028\u2029]/gu, (character) => [...Array(character.length).keys()]
    .map((i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`).join(''));
}
