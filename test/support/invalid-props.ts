import { Stack } from 'aws-cdk-lib';
import { rejectionOf } from './validation-messages';
import { A, B, templateOf, TwoAccounts } from './two-accounts';
import {
  AssumingGroup, AssumingGroupProps, CrossAccountReadOnlyAccess, CrossAccountReadOnlyAccessProps, TrustingRole, TrustingRoleProps, TrustingTarget,
} from '../../src';

/** Makes something in two accounts. */
export type Input = (accounts: TwoAccounts) => unknown;

/** What is wrong, where, with which value; and the nearest input that is right. */
export type BadInput = [what: string, path: string, value: string, bad: Input, good: Input];

export const ROLE = 'Workload/Role';
export const GROUP = 'Identity/Auditors';
export const ACCESS = 'Identity/Access';
export const ROLE_OF_ACCESS = 'Workload/TrustingRole-SecurityReadOnlyRole';

export function role(props: Partial<TrustingRoleProps> = {}): Input {
  return ({ b }) => new TrustingRole(b, 'Role', { assumingAccount: A, ...props });
}

export function group(props: Partial<AssumingGroupProps> = {}): Input {
  return ({ a }) => new AssumingGroup(a, 'Auditors', { trusting: [TrustingTarget.account(B)], ...props });
}

export function access(props: Partial<CrossAccountReadOnlyAccessProps> = {}): (accounts: TwoAccounts) => CrossAccountReadOnlyAccess {
  return (accounts) => new CrossAccountReadOnlyAccess(accounts.a, 'Access', { ...props, trusting: props.trusting ?? [TrustingTarget.scope(accounts.b)] });
}

/** Makes and synthesizes all stacks. */
export function synth(input: Input): void {
  const accounts = new TwoAccounts();
  input(accounts);
  accounts.app.node.findAll().filter((construct): construct is Stack => Stack.isStack(construct)).forEach(templateOf);
}

/** Bad input is a clear error at synth, and it is the mistake alone that makes it one. */
export function rejects(cases: BadInput[]): void {
  test.each(cases)('%s', (_, path, value, bad, good) => {
    expect(rejectionOf(() => synth(bad))).toEqual({ path, problem: expect.stringContaining(value), remedy: expect.any(String) });
    synth(good);
  });
}
