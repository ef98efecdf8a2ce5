import { IGroup, IUser } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { Identity } from './describe-identities';
import { AccessWindowLimits } from '../../trust/conditions/access-window-condition';
import { TrustPolicy } from '../../trust/trust-policy';
import { SignInInfo } from '../sign-in-info';

/** A `CrossAccountReadOnlyAccess` as it is at synth. Its texts may have tokens. */
export interface AccessModel {
  /** The construct: its path is the title. */
  readonly scope: IConstruct;
  readonly description?: string;
  /** Describes what the roles may read. */
  readonly permissions: string;
  readonly window?: AccessWindowLimits;
  readonly signIn: SignInInfo;
  readonly trust: TrustPolicy;
  readonly group: IGroup;
  readonly members: IUser[];
  /** The identities, besides the group, that may assume the roles. */
  readonly grantees: Identity[];
  /** The owner of each account's role, if the role is made in this app and has one. */
  readonly owners: ReadonlyMap<string, string | undefined>;
}
