import { CfnRole, IManagedPolicy, ManagedPolicy, Policy, PolicyDocument, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { RoleIdentity } from '../core/role-name';
import { WrittenPolicy } from '../core/written-policy';
import { CheckedPermissions } from '../permissions/attached-permissions';
import { PermissionLevel } from '../permissions/permission-level';
import { SESSION_DENIALS } from '../permissions/session-denials';
import { PolicyStatementsPrincipal } from '../trust/policy-statements-principal';

/** What the library tells others about a role, and what it has made the role of. */
export interface RolePromise {
  /** The name by which group, links, profiles and guide know the role. */
  readonly identity: RoleIdentity;
  /** In seconds, as the profiles have it. */
  readonly maxSessionDuration?: number;
  readonly boundary: BoundaryPromise;
  readonly trust: TrustPromise;
  readonly permissions: PermissionsPromise;
}

/** The trust policy of a role. */
export interface TrustPromise {
  /** The principal that has written the first statements. */
  readonly assumedBy: PolicyStatementsPrincipal;
  /** The statements, which can become more until synth. */
  readonly statements: readonly PolicyStatement[];
}

/** The permissions boundary of a role. */
export interface BoundaryPromise {
  readonly policy: IManagedPolicy;
  /** The policy that the library has made as the boundary; undefined if the policy is another one. */
  readonly written?: WrittenPolicy<ManagedPolicy>;
  /** Whether the user has given it, and so takes care of what the role can do at most. */
  readonly isGiven: boolean;
  /** Whether the role is in a template for many accounts. */
  readonly isManyAccounts: boolean;
}

/** The permissions of a role. */
export interface PermissionsPromise {
  readonly managedPolicies: readonly IManagedPolicy[];
  /** The documents of all policies that the library has made for the role. */
  readonly documents: readonly PolicyDocument[];
  /** The policies that deny writes, which roles of a stack can share. */
  readonly writeDenials: readonly WrittenPolicy<ManagedPolicy>[];
  /** The list of attached policies that the CDK makes: it has the denials, unless somebody gives the role another list. */
  readonly managedPolicyArns: CfnRole['managedPolicyArns'];
  /** What the policies are made of. */
  readonly level: PermissionLevel;
  /** Whether the user has left the choice to the library. */
  readonly isDefault: boolean;
}

/** What denies sessions, in an inline policy that the CDK makes, or in a managed one. */
function isOfSessions(child: IConstruct): child is Policy | ManagedPolicy {
  return child instanceof Policy || child instanceof ManagedPolicy && child.node.id === SESSION_DENIALS;
}

/** The permissions of a role whose policies are all made, those for its sessions included. */
export function promisedPermissions(
  role: Role,
  { managedPolicies, inlinePolicies, documents, level, isDefault }: CheckedPermissions,
  writeDenials: readonly WrittenPolicy<ManagedPolicy>[],
): PermissionsPromise {
  const ofSessions = role.node.children.filter(isOfSessions).map(({ document }) => document);
  const ofDenials = writeDenials.map(({ document }) => document);
  const all = [...Object.values(inlinePolicies), ...documents, ...ofDenials, ...ofSessions];
  const { managedPolicyArns } = role.node.defaultChild as CfnRole;
  return { managedPolicies, documents: all, writeDenials, managedPolicyArns, level, isDefault };
}
