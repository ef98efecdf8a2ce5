import { ActionRequest } from './action-request';
import { and, Formula, not, or } from './formula';
import { sequence } from './languages';
import { NAME, PATH } from './members';
import { PromisedAction } from './prove-action';
import { ReadOnlyPermissions, SelfManagedMfa } from '../../src';
import { mfa, user } from '../support/callers';
import { AUDITORS, deployed } from '../support/decision-tables';
import { A } from '../support/two-accounts';

type Condition = 'always' | 'fromConsole' | 'withMfa' | 'never';

/** What members may do with MFA devices. */
export interface MfaDevices {
  readonly what: string;
  readonly selfManagedMfa: SelfManagedMfa;
  /** When they may register their own. */
  readonly toRegister: Condition;
  /** When they may deactivate it. */
  readonly toManage: Condition;
}

export const MFA_DEVICES: MfaDevices[] = [
  { what: 'fromConsole()', selfManagedMfa: SelfManagedMfa.fromConsole(), toRegister: 'fromConsole', toManage: 'withMfa' },
  { what: 'requireMfa()', selfManagedMfa: SelfManagedMfa.requireMfa(), toRegister: 'withMfa', toManage: 'withMfa' },
  { what: 'none()', selfManagedMfa: SelfManagedMfa.none(), toRegister: 'never', toManage: 'never' },
];

const USERS = sequence('user/', PATH, NAME);
const DEVICES = sequence('mfa/', PATH, NAME);
const OWN = ['iam:ChangePassword', 'iam:GetMFADevice', 'iam:GetUser', 'iam:ListMFADevices'];
const FOREIGN = ['iam:CreateAccessKey', 'iam:UpdateLoginProfile', 'iam:AttachUserPolicy', 'iam:DeleteUser'];

/** What a member of this name may do with users and devices. */
export function promisesAboutDevices({ selfManagedMfa, toRegister, toManage }: MfaDevices, userName: string): PromisedAction[] {
  const caller = user(userName, mfa(), { groups: AUDITORS });
  const policies = deployed({ groupPermissions: ReadOnlyPermissions.none(), selfManagedMfa }).policiesOf(caller);
  const own: Condition = toManage === 'never' ? 'never' : 'always';
  return [
    ...OWN.map((action) => [action, USERS, own] as const),
    ['iam:CreateVirtualMFADevice', DEVICES, toRegister] as const,
    ['iam:EnableMFADevice', USERS, toRegister] as const,
    ...['iam:DeactivateMFADevice', 'iam:ResyncMFADevice'].map((action) => [action, USERS, toManage] as const),
    ['iam:DeleteVirtualMFADevice', DEVICES, 'never'] as const,
    ...FOREIGN.map((action) => [action, USERS, 'never'] as const),
  ].map(([action, resources, condition]) => {
    const request = new ActionRequest({ resources, account: A, userName });
    const promised = and(holds(condition, request), resources === DEVICES ? 'true' : request.isOn(sequence('user/', PATH, userName)));
    return { action, request, policies, promised, principal: caller.principal };
  });
}

function holds(condition: Condition, { hasMfa, mfaKeyPresent, isViaService }: ActionRequest): Formula {
  switch (condition) {
    case 'always': return 'true';
    case 'never': return 'false';
    case 'withMfa': return hasMfa;
    case 'fromConsole': return or(hasMfa, and(mfaKeyPresent, not(isViaService)));
  }
}
