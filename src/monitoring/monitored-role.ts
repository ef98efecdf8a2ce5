import { Construct } from 'constructs';
import { RoleIdentity } from '../core/role-name';
import { TrustPolicy } from '../trust/trust-policy';

/** A role whose assumptions are monitored. */
export interface MonitoredRole {
  /** The construct of the role: rules, alarms and metrics are made below it, and its stack has the role's account and Region. */
  readonly construct: Construct;
  readonly identity: RoleIdentity;
  /** May grow until synth. */
  readonly trust: TrustPolicy;
}
