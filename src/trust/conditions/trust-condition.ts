import { PrincipalType } from '../principal-type';

/** The conditions of a statement: values by key, by operator. */
export type ConditionBlock = Record<string, Record<string, unknown>>;

/**
 * An action that AWS authorizes separately when a role is assumed. It supports fewer condition keys than `sts:AssumeRole`, so it needs
 * a separate statement. Alone it allows nothing, because `sts:AssumeRole` must be allowed too.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html
 */
export interface AdditionalAction {
  readonly action: 'sts:TagSession' | 'sts:SetSourceIdentity';
  /** Its condition for principals of a type: each type needs one that it can meet. Undefined if the type never does it. */
  blockFor(type: PrincipalType): ConditionBlock | undefined;
}

/** The parameters of the `AssumeRole` call that meet a condition. */
export interface CallerSettings {
  /** Whether the call needs a code of the caller's MFA device. */
  readonly mfa?: boolean;
  readonly externalId?: string;
  /** Whether the session name must be the caller's user name. */
  readonly userNameAsSessionName?: boolean;
  readonly sourceIdentity?: 'any' | 'userName';
  /** An accepted value for each required tag; undefined if any value is accepted. */
  readonly sessionTags?: Record<string, string | undefined>;
}

/** One condition of a trust policy, independent of constructs. */
export interface TrustCondition {
  /** The prop that has the condition. */
  readonly prop: string;

  /** Describes the condition, with "the caller" as its subject. */
  readonly description: string;

  /** The condition of the statement for `sts:AssumeRole`. */
  readonly block: ConditionBlock;

  /** What else the call does, which AWS authorizes separately. */
  readonly additionalAction?: AdditionalAction;

  /** Why some callers cannot meet it. */
  readonly unmetReason?: string;

  /** Why the console cannot switch to a role with this condition. */
  readonly consoleUnsupportedReason?: string;

  /** The parameters that callers must pass. */
  readonly settings?: CallerSettings;

  /** Whether principals of a type can meet it. If undefined, all can. */
  appliesTo?(type: PrincipalType): boolean;
}

export function appliesTo(condition: TrustCondition, type: PrincipalType): boolean {
  return condition.appliesTo?.(type) ?? true;
}

/** Whether principals are users or sessions of roles. An AWS service has no tags and no organization, and passes no parameters. */
export function isIdentity({ service }: PrincipalType): boolean {
  return service === undefined;
}

/** Merges blocks into one that requires all of them. */
export function merged(blocks: ConditionBlock[]): ConditionBlock {
  const all: ConditionBlock = {};
  for (const [operator, values] of blocks.flatMap((block) => Object.entries(block))) {
    all[operator] = { ...all[operator], ...values };
  }
  return all;
}
