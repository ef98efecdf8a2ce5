import { Caller } from './callers';
import { DeployedIam } from './deployed-iam';
import { TwoAccounts } from './two-accounts';
import { CrossAccountReadOnlyAccess, CrossAccountReadOnlyAccessProps, TrustingTarget } from '../../src';

/** The group of the constructs below, so that tests can add callers by hand. */
export const AUDITORS = ['Auditors'];

/** Both halves, deployed; `more` changes them before the deployment. */
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

/** A caller who can assume the role, and the most similar caller who cannot. */
export type AllowedAndDeniedCaller = [who: string, allowed: Caller, denied: Caller];

/** Tests for each pair of callers that one can assume the role and the other cannot. */
export function testWhoCanAssume(iam: () => DeployedIam, cases: AllowedAndDeniedCaller[], roleName = 'SecurityReadOnlyRole'): void {
  test.each(cases)('%s', async (_, allowed, denied) => {
    const role = iam().roleArn(roleName);
    expect(await iam().mayAssume(allowed, role)).toBe('allowed');
    expect(await iam().mayAssume(denied, role)).toBe('denied');
  });
}

/** A call that a caller may make, and the most similar call that the same caller may not. */
export type AllowedAndDeniedAction = [what: string, may: ActionOnResource, mayNot: ActionOnResource];
export type ActionOnResource = [action: string, resource?: string];

export function testAllowedActions(iam: () => DeployedIam, who: (iam: DeployedIam) => Caller, cases: AllowedAndDeniedAction[]): void {
  test.each(cases)('%s', async (_, may, mayNot) => {
    expect(await iam().may(who(iam()), ...may)).toBe('allowed');
    expect(await iam().may(who(iam()), ...mayNot)).toBe('denied');
  });
}
