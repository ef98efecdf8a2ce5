import { joinWithAnd } from '../../core/text';
import { AssumableRole } from '../assumable-role';
import { cliUnsupportedReason } from '../profiles/aws-cli';
import { CallerKind } from '../profiles/caller-kind';
import { callersOf } from '../profiles/callers';
import { profilesOf } from '../profiles/role-profiles';
import { switchRoleLink } from '../switch-role/switch-role-link';

/** What one kind of caller does on a first visit. */
export interface FirstVisit {
  /** The kind of caller, such as `IAM user`. */
  readonly caller: string;
  readonly steps: string[];
}

const SIGN_IN = new Map<CallerKind, (account: string) => { caller: string; steps: string[] }>([
  [CallerKind.USER_WITH_MFA_CODE, (account) => ({
    caller: 'IAM user',
    steps: [
      `Sign in to the console of account ${account} as your IAM user. Register an MFA device there under Security credentials. If you cannot, ask an administrator.`,
      'Sign out, and sign in again with the device. The session in which you registered it does not count as MFA.',
    ],
  })],
  [CallerKind.USER, (account) => ({ caller: 'IAM user', steps: [`Sign in to the console of account ${account} as your IAM user.`] })],
  [CallerKind.PERMISSION_SET, (account) => ({
    caller: 'Permission set of IAM Identity Center',
    steps: [
      `Open the AWS access portal of your organization, and choose account ${account} with your permission set.`,
      'Stay signed in, in the same browser.',
    ],
  })],
  [CallerKind.ROLE, (account) => ({
    caller: 'Role',
    steps: [`Sign in to account ${account} with your role, as you usually do. A program uses the credentials of its role.`],
  })],
]);

/** What each kind of caller does on a first visit, in the order of the principals that the roles trust. */
export function firstVisits(roles: AssumableRole[]): FirstVisit[] {
  const [{ assumingAccount }] = roles;
  const kinds = new Set(roles.flatMap(({ trust }) => callersOf(trust).map(({ kind }) => kind)));
  // Users with and without MFA are the same people: the longer way works for both.
  const isForMfa = kinds.has(CallerKind.USER_WITH_MFA_CODE);
  const last = lastStep(roles);
  return [...kinds].filter((kind) => !(isForMfa && kind === CallerKind.USER)).flatMap((kind) => {
    const { caller, steps = [] } = SIGN_IN.get(kind)?.(assumingAccount) ?? {};
    return caller === undefined ? [] : [{ caller, steps: [...steps, last] }];
  });
}

function lastStep(roles: AssumableRole[]): string {
  const withoutLink = roles.filter((role) => switchRoleLink(role).url === undefined);
  const withoutProfile = withoutLink.filter((role) => profilesOf(role, '').every(cliUnsupportedReason));
  const ways = [
    ...withoutLink.length < roles.length ? ['find the account on this page, choose Switch role, and confirm in the form of the console'] : [],
    ...withoutProfile.length < withoutLink.length ? ['copy the profile of an account without a link to ~/.aws/config, and use it on the command line'] : [],
    ...withoutProfile.length > 0 ? ['assume the role of an account without a link and a profile by the tool that this page names there'] : [],
  ];
  return `${capitalized(joinWithAnd(ways, 'or'))}.`;
}

function capitalized(text: string): string {
  return `${text[0].toUpperCase()}${text.slice(1)}`;
}

/** The first visits of the page, each once. Where those of one kind of caller differ, each names the constructs by their titles. */
export function distinctVisits(accesses: { readonly title: string; readonly firstVisits: FirstVisit[] }[]): FirstVisit[] {
  const all = new Map<string, { visit: FirstVisit; titles: string[] }>();
  accesses.forEach(({ title, firstVisits: visits }) => visits.forEach((visit) => {
    const key = JSON.stringify(visit);
    const { titles } = all.get(key) ?? { titles: [] };
    all.set(key, { visit, titles: [...titles, title] });
  }));
  const distinct = [...all.values()];
  return distinct.map(({ visit: { caller, steps }, titles }) => ({
    caller: distinct.filter(({ visit }) => visit.caller === caller).length > 1 ? `${caller}: ${joinWithAnd(titles)}` : caller, steps,
  }));
}
