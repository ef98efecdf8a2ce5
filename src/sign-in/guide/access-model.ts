import { IGroup, IUser } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { Identity } from './describe-identities';
import { RoleTrust } from './trust-description';
import { AccessWindowLimits } from '../../trust/conditions/access-window-condition';
import { SignInInfo } from '../sign-in-info';

/** The role of an account as it is at synth. */
export interface RoleModel {
  /** The owner of the role, if it is made in this app and has one. */
  readonly owner?: string;
  readonly trust: RoleTrust;
  /** The path from the guide to the instructions by which the owner of the account makes the role. */
  readonly ownerInstructions?: string;
}

/** A `CrossAccountReadOnlyAccess` as it is at synth. Its texts may have tokens. */
export interface AccessModel {
  readonly scope: IConstruct;
  /** What the page calls it. */
  readonly title: string;
  readonly description?: string;
  /** Describes what the roles may read. */
  readonly permissions: string;
  readonly permissionDetails: string[];
  readonly window?: AccessWindowLimits;
  readonly signIn: SignInInfo;
  readonly group: IGroup;
  readonly members: IUser[];
  /** The identities, besides the group, that may assume all roles. */
  readonly grantees: Identity[];
  /** The profile names that had to be changed, and why. */
  readonly notes: string[];
  /** The role of each account. */
  readonly roles: ReadonlyMap<string, RoleModel>;
}
