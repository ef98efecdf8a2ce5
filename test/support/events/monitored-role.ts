import { CALLING, ROLES } from './cloudtrail';
import { OnAssumedOptions, TrustingRole, TrustingRoleProps } from '../../../src';
import { only } from '../resources';
import { templateOf, TwoAccounts } from '../two-accounts';

/** The role of AWS's example, with monitoring. */
export function watchedRole(options: OnAssumedOptions = {}, props: Partial<TrustingRoleProps> = {}): TwoAccounts {
  const accounts = new TwoAccounts();
  const stack = accounts.stack('Roles', ROLES);
  new TrustingRole(stack, 'Role', { assumingAccount: CALLING, roleName: 'EC2-dev', ...props }).onAssumed('Assumed', options);
  return accounts;
}

/** The event pattern of the role's deployed rule. */
export function patternOf(options: OnAssumedOptions = {}, props: Partial<TrustingRoleProps> = {}): any {
  const stack = watchedRole(options, props).app.node.findChild('Roles') as any;
  return inPartition(only(templateOf(stack), 'AWS::Events::Rule').EventPattern);
}

/** Resolves joins for the partition `aws`. */
export function inPartition(value: any): any {
  if (Array.isArray(value)) {
    return value.map(inPartition);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (value['Fn::Join']) {
    return value['Fn::Join'][1].map(inPartition).join(value['Fn::Join'][0]);
  }
  return value.Ref === 'AWS::Partition' ? 'aws' : Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, inPartition(entry)]));
}
