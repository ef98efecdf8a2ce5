import { Stack } from 'aws-cdk-lib';
import { A, B, templateOf, TwoAccounts } from './two-accounts';
import { rejectionOf } from './validation-messages';
import {
  AssumingGroup, AssumingGroupProps, CrossAccountReadOnlyAccess, CrossAccountReadOnlyAccessProps, TrustingRole, TrustingRoleProps, TrustingTarget,
} from '../../src';

/** Creates constructs in two accounts. */
export type Input = (accounts: TwoAccounts) => unknown;

/** The problem, the construct path, the value that the message names, the invalid input, and the most similar valid input. */
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

/** Creates the constructs and synthesizes all stacks. */
export function synth(input: Input): void {
  const accounts = new TwoAccounts();
  input(accounts);
  accounts.app.node.findAll().filter((construct): construct is Stack => Stack.isStack(construct)).forEach(templateOf);
}

/** Tests that each invalid input is a clear error at synth, and that the most similar valid input is accepted. */
export function rejects(cases: BadInput[]): void {
  test.each(cases)('%s', (_, path, value, bad, good) => {
    expect(rejectionOf(() => synth(bad))).toEqual({ path, problem: expect.stringContaining(value), remedy: expect.any(String) });
    synth(good);
  });
}
