import { FirstVisit } from './first-visit';
import { TrustDescription } from './trust-description';
import { AccountStage } from '../account-stage';
import { ProfileSnippet } from '../profiles/profile-snippet';
import { SwitchRoleColor } from '../switch-role/switch-role-color';

/**
 * A `CrossAccountReadOnlyAccess` as the guide shows it: plain text without tokens. Many of these texts are input, so each may contain
 * any character.
 */
export interface AccessDescription {
  /** What the page calls it, such as `Security read only`. */
  readonly title: string;
  /** The path of the construct, such as `Identity/SecurityReadOnly`. */
  readonly path: string;
  /** The purpose, from the prop `description`. */
  readonly description?: string;
  readonly assumingAccount: string;
  /** The name of the role, with its path if it has one: the same in all accounts. */
  readonly roleName: string;
  /** What the role may read. */
  readonly permissions: string;
  /** The same in detail: policies, and the actions of statements. */
  readonly permissionDetails: string[];
  /** The identities with permission to assume all roles, such as `members of the group Auditors: ann and bob`. */
  readonly allowed: string[];
  /** The longest session, such as `1 hour`, for each kind of caller if it differs. */
  readonly longestSession: string;
  /** The first and the last second in which the roles can be used, as IAM writes dates. */
  readonly window?: { readonly from?: string; readonly until?: string };
  /** What to do on a first visit, for each kind of caller. */
  readonly firstVisits: FirstVisit[];
  /** The profile names that had to be changed, and why. */
  readonly notes: string[];
  /** In the order of the targets. */
  readonly accounts: AccountDescription[];
}

/** An account with a role that users can assume. */
export interface AccountDescription {
  /** The name by which users know the account; for an organization, a description of its accounts. */
  readonly name: string;
  /** Twelve digits; undefined if the user chooses an account of an organization. */
  readonly id?: string;
  readonly roleArn: string;
  readonly trust: TrustDescription;
  readonly stage?: AccountStage;
  readonly color?: SwitchRoleColor;
  /** The value of the role's tag `Owner`. */
  readonly owner?: string;
  /** The path from the guide to the instructions by which the owner of the account makes the role from a template. */
  readonly ownerInstructions?: string;
  /** The link that opens the console's Switch role form, filled in. */
  readonly url?: string;
  /** Why there is no link, or what to do without one. */
  readonly urlUnavailableReason?: string;
  /** The parts of the link between which the id of the account is, if the user chooses the account. */
  readonly urlParts?: string[];
  /** The profiles of the account, one for each kind of caller. */
  readonly profiles: ProfileSnippet[];
}
