import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack, Token } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { A, B, TwoAccounts } from './two-accounts';
import { AccessGuide, AccountAccessEntitlement, AssumingGroup, CrossAccountReadOnlyAccess, TrustingRole, TrustingRoleStackSet, TrustingTarget } from '../../src';
import { PROP_TYPES } from '../../src/core/runtime-types/declared-types.generated';

/** Creates the construct, rule or alarm of each props interface, with valid props that the given ones override. */
export const CONSTRUCT_BY_PROPS: Record<string, (accounts: TwoAccounts, props: any) => unknown> = {
  TrustingRoleProps: ({ b }, props) => new TrustingRole(b, 'Access', { assumingAccount: A, ...props }),
  AssumingGroupProps: ({ a }, props) => new AssumingGroup(a, 'Access', { trusting: [TrustingTarget.account(B)], ...props }),
  CrossAccountReadOnlyAccessProps: ({ a, b }, props) => new CrossAccountReadOnlyAccess(a, 'Access', { trusting: [TrustingTarget.scope(b)], ...props }),
  TrustingRoleStackSetProps: ({ b }, props) => new TrustingRoleStackSet(b, 'Access', {
    assumingAccount: A, target: TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['ou-ab12-abcdefgh'] }), ...props,
  }),
  AccessGuideProps: ({ a, b }, props) => new AccessGuide(a, 'Guide', {
    accesses: [new CrossAccountReadOnlyAccess(a, 'Access', { trusting: [TrustingTarget.scope(b)] })],
    ...props,
    ...'outputDirectory' in props ? { outputDirectory: inOneFolder(props.outputDirectory) } : {},
  }),
  AccountAccessEntitlementProps: ({ a }, props) => new AccountAccessEntitlement(a, 'Access', {
    applicationArn: 'arn:aws:account-access:eu-west-1:999999999999:application/app-1',
    roleArn: `arn:aws:iam::${B}:role/SecurityReadOnlyRole`,
    groupId: '906717e2d8-c51a8fdb-0dd4-4e14-9d0f-1b7d3c6f4a5e',
    ...props,
  }),
  OnAssumedOptions: ({ b }, props) => exampleRole(b).onAssumed('Access', props),
  AlarmOnAssumedOptions: ({ b }, props) => exampleRole(b).alarmOnAssumed('Access', { logGroup: LogGroup.fromLogGroupName(b, 'Trail', 'trail'), ...props }),
};

/** A path in the folder for temporary files, because a synthesis writes to it, whatever the path is. */
function inOneFolder(path: unknown): unknown {
  const isPath = typeof path === 'string' && path !== '' && !Token.isUnresolved(path);
  return isPath ? join(tmpdir(), 'guides', path.replaceAll(/[/\\]|\.\./g, '_')) : path;
}

export function exampleRole(stack: Stack): TrustingRole {
  return new TrustingRole(stack, 'Role', { assumingAccount: A });
}

/** The props of an interface and of its base interfaces, with their types in the notation of PROP_TYPES. */
export function propTypesOf(struct: string): [string, string][] {
  const { bases, props } = PROP_TYPES[struct];
  return [...bases.flatMap(propTypesOf), ...Object.entries(props)];
}
