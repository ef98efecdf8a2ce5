import { AccessDescription, AccountDescription } from './access-description';

/** A new field makes a minor version, a changed meaning a major version. `docs/access.schema.json` describes all fields. */
const VERSION = '2.1';

const SCHEMA = 'https://raw.githubusercontent.com/cdk-cross-account-read-only-access/cdk-cross-account-read-only-access/main/docs/access.schema.json';

/** Who may assume which role, as JSON: for programs, for comparison with an earlier version, and for reviews. */
export function accessJson(title: string, accesses: AccessDescription[]): string {
  const text = JSON.stringify({ $schema: SCHEMA, version: VERSION, title, accesses: accesses.map(inventoryOf) }, null, 2);
  return `${escapeInvisible(text)}\n`;
}

function inventoryOf({ window, accounts, ...access }: AccessDescription) {
  return {
    title: access.title,
    path: access.path,
    description: access.description,
    assumingAccount: access.assumingAccount,
    roleName: access.roleName,
    permissions: access.permissions,
    allowed: access.allowed,
    longestSession: access.longestSession,
    validFrom: window?.from,
    validUntil: window?.until,
    accounts: accounts.map(inventoryOfAccount),
  };
}

function inventoryOfAccount({ name, id, roleArn, trust, stage, owner, url }: AccountDescription) {
  const { trusted, conditions, addedStatements, alsoAllowed, declared } = trust;
  return {
    name,
    id: id ?? '*',
    roleArn,
    declared: declared !== undefined,
    trusted,
    conditions,
    addedStatements,
    alsoAllowed,
    stage,
    owner,
    switchRoleUrl: url?.startsWith('https://') ? url : undefined,
  };
}

/** Escapes invisible characters, which can change what the text seems to say, so that a reviewer sees them. */
function escapeInvisible(json: string): string {
  return json.replace(/[^\P{C}\n]|[\u2028\u2029]/gu, (character) => [...Array(character.length).keys()]
    .map((i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`).join(''));
}
