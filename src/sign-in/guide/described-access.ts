import { AccountStage } from '../account-stage';
import { SwitchRoleColor } from '../switch-role/switch-role-color';

/**
 * An access as a guide tells of it: plain text, with nothing left that only the CDK understands. Any of it may have come from
 * people, and hold whatever characters they liked.
 */
export interface DescribedAccess {
  /** The path of its construct, such as `Identity/SecurityReadOnly`. */
  readonly title: string;
  /** What it is for, in the words of whoever made it. */
  readonly description?: string;
  readonly assumingAccount: string;
  /** The name of the role, with its path where it has one: the same in all accounts. */
  readonly roleName: string;
  /** What the role may read. */
  readonly permissions: string;
  /** Who has the permission to assume the roles, such as `members of the group Auditors: ann and bob`. */
  readonly allowed: string[];
  /** Whom the roles let in, such as `the users ann and bob`. */
  readonly trusted: string[];
  /** What is asked of whoever assumes it, each to be read after "whoever comes", such as `has signed in with MFA`. */
  readonly conditions: string[];
  /** The longest session, such as `1 hour`. */
  readonly longestSession: string;
  /** From when until when the roles can be used, as IAM writes dates. */
  readonly window?: { readonly from?: string; readonly until?: string };
  /** In the order of the targets. */
  readonly accounts: DescribedAccount[];
}

/** An account whose role people may assume. */
export interface DescribedAccount {
  /** What people call it; for an organization, which accounts they are. */
  readonly name: string;
  /** Twelve digits; none where any account of an organization may be chosen. */
  readonly id?: string;
  readonly roleArn: string;
  readonly stage?: AccountStage;
  readonly color?: SwitchRoleColor;
  /** What the role's tag `Owner` says. */
  readonly owner?: string;
  /** The link that opens the console's Switch role form filled in. */
  readonly url?: string;
  /** Why there is no link, or what to do in its place. */
  readonly noUrl?: string;
  /** The link of an account that is yet to be chosen, with `ACCOUNT-ID` in place of its id. */
  readonly urlOfChosen?: string;
  /** What the account's profile is called in the files beside the guide. */
  readonly profileName: string;
  /** The section for `~/.aws/config`. */
  readonly profile?: string;
  /** Why there is none. */
  readonly noProfile?: string;
}
