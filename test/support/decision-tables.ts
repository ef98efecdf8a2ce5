import { Caller } from './callers';
import { DeployedIam } from './deployed-iam';
import { TwoAccounts } from './two-accounts';
import { CrossAccountReadOnlyAccess, CrossAccountReadOnlyAccessProps, TrustingTarget } from '../../src';

/** The group of every access below, so that people can be put in it by hand. */
export const AUDITORS = ['Auditors'];

/** Both halves, deployed; `more` adds to them before. */
export function deployed(
  props: Partial<CrossAccountReadOnlyAccessProps> = {},
  more: (access: CrossAccountReadOnlyAccess, accounts: TwoAccounts) => void = () => {},
  accounts: TwoAccounts = new TwoAccounts(),
): DeployedIam {
  const trusting = props.trusting ?? [TrustingTarget.scope(accounts.b)];
  const access = new CrossAccountReadOnlyAccess(accounts.a, 'Access', { groupName: AUDITORS[0], ...props, trusting });
  more(access, accounts);
  return new DeployedIam(accounts.a, ...access.roles.map(({ stack }) => stack));
}

/** Who gets in, beside the nearest who does not. */
export type AllowedAndDeniedCaller = [who: string, inside: Caller, outside: Caller];

/** The role of an access lets in exactly whom it is meant to. */
export function testWhoCanAssume(iam: () => DeployedIam, cases: AllowedAndDeniedCaller[], roleName = 'SecurityReadOnlyRole'): void {
  test.each(cases)('%s', async (_, inside, outside) => {
    const role = iam().roleArn(roleName);
    expect(await iam().mayAssume(inside, role)).toBe('allowed');
    expect(await iam().mayAssume(outside, role)).toBe('denied');
  });
}

/** What somebody may do, beside the nearest that the same caller may not. */
export type AllowedAndDeniedAction = [what: string, may: ActionOnResource, mayNot: ActionOnResource];
export type ActionOnResource = [action: string, resource?: string];

export function testAllowedActions(iam: () => DeployedIam, who: (iam: DeployedIam) => Caller, cases: AllowedAndDeniedAction[]): void {
  test.each(cases)('%s', async (_, may, mayNot) => {
    expect(await iam().may(who(iam()), ...may)).toBe('allowed');
    expect(await iam().may(who(iam()), ...mayNot)).toBe('denied');
  });
}
