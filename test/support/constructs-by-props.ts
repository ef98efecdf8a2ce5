import { Stack } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { A, B, TwoAccounts } from './two-accounts';
import { AccessGuide, AssumingGroup, CrossAccountReadOnlyAccess, TrustingRole, TrustingRoleStackSet, TrustingTarget } from '../../src';
import { PROP_TYPES } from '../../src/core/runtime-types/declared-types.generated';

/** Makes each thing that has props, by the name of their interface, with some in place of good ones. */
export const CONSTRUCT_BY_PROPS: Record<string, (accounts: TwoAccounts, props: any) => unknown> = {
  TrustingRoleProps: ({ b }, props) => new TrustingRole(b, 'Access', { assumingAccount: A, ...props }),
  AssumingGroupProps: ({ a }, props) => new AssumingGroup(a, 'Access', { trusting: [TrustingTarget.account(B)], ...props }),
  CrossAccountReadOnlyAccessProps: ({ a, b }, props) => new CrossAccountReadOnlyAccess(a, 'Access', { trusting: [TrustingTarget.scope(b)], ...props }),
  TrustingRoleStackSetProps: ({ b }, props) => new TrustingRoleStackSet(b, 'Access', {
    assumingAccount: A, target: TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['ou-ab12-abcdefgh'] }), ...props,
  }),
  AccessGuideProps: ({ a, b }, props) => new AccessGuide(a, 'Guide', {
    accesses: [new CrossAccountReadOnlyAccess(a, 'Access', { trusting: [TrustingTarget.scope(b)] })], ...props,
  }),
  OnAssumedOptions: ({ b }, props) => exampleRole(b).onAssumed('Access', props),
  AlarmOnAssumedOptions: ({ b }, props) => exampleRole(b).alarmOnAssumed('Access', { logGroup: LogGroup.fromLogGroupName(b, 'Trail', 'trail'), ...props }),
};

export function exampleRole(stack: Stack): TrustingRole {
  return new TrustingRole(stack, 'Role', { assumingAccount: A });
}

/** The props of an interface and of those that it extends, with their types as PROP_TYPES writes them. */
export function propTypesOf(struct: string): [string, string][] {
  const { bases, props } = PROP_TYPES[struct];
  return [...bases.flatMap(propTypesOf), ...Object.entries(props)];
}
