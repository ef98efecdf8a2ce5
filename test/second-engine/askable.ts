import { AssumeRoleCall, circumstances } from '../support/assume-role-call';
import { Caller } from '../support/callers';

interface Statement {
  readonly Action?: string | string[];
  readonly Condition?: Record<string, object>;
}

/** What a call on MiniStack cannot have, by the condition keys that a policy would notice it with. */
const NOT_THERE: [reason: string, keys: RegExp][] = [
  ['sessions with MFA', /^aws:multifactorauth/],
  ['organizations of several accounts', /^aws:(principal|resource)org(id|paths)$/],
  ['calls from a chosen address', /^aws:(sourceip|vpcsourceip|sourcevpc|sourcevpce|viaawsservice)$/],
  ['calls at a chosen time', /^aws:(currenttime|epochtime)$/],
];

/**
 * Why MiniStack cannot decide a case, if so: a policy of the case has a condition on something that a call there cannot have.
 */
export function notAskable(caller: Caller, call: AssumeRoleCall, policies: object[]): string | undefined {
  if (call.sourceIdentity ?? call.keepsSourceIdentity) {
    return 'source identities';
  }
  const compared = conditionKeys(policies);
  const context = Object.fromEntries(Object.entries({ ...caller.context, ...circumstances(call) }).map(([key, value]) => [key.toLowerCase(), value]));
  return NOT_THERE.find(([, keys]) => [...compared].some((key) => keys.test(key) && differs(key, context[key])))?.[0];
}

/** Self-managed MFA, for example, has conditions that matter to other actions only. */
function isAboutRoles({ Action = '*' }: Statement): boolean {
  return [Action].flat().some((action) => action === '*' || action.startsWith('sts:'));
}

/** Whether a key has another value than a call on MiniStack gives it. */
function differs(key: string, value: unknown): boolean {
  // A session has this key there too, always with this value. An access key does not.
  return key === 'aws:multifactorauthpresent' ? value === 'true' : value !== undefined && value !== 'false';
}

function conditionKeys(policies: object[]): Set<string> {
  const statements = policies.flatMap((policy) => (policy as { Statement: Statement[] }).Statement).filter(isAboutRoles);
  const keys = statements.flatMap(({ Condition = {} }) => Object.values(Condition).flatMap((block) => Object.keys(block)));
  return new Set(keys.map((key) => key.toLowerCase()));
}
