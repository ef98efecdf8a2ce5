import { PrincipalType } from '../principal-type';

/** The conditions of a statement: values by key, by operator. */
export type ConditionBlock = Record<string, Record<string, unknown>>;

/**
 * An action that AWS authorizes by itself when a role is assumed. It knows fewer condition keys than `sts:AssumeRole`, so
 * that it needs a statement of its own. Alone it opens nothing, because the assumption must be allowed too.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html
 */
export interface AdditionalAction {
  readonly action: 'sts:TagSession' | 'sts:SetSourceIdentity';
  readonly block: ConditionBlock;
}

/** What a caller of the API gives together with the call, beside the role. */
export interface CallerSettings {
  /** A code of the caller's MFA device. */
  readonly mfa?: boolean;
  readonly externalId?: string;
  /** Whether the session must go by the caller's own user name. */
  readonly userNameAsSessionName?: boolean;
  readonly sourceIdentity?: 'any' | 'userName';
  /** The first value that will do, for each tag that must be passed; any where it is left out. */
  readonly sessionTags?: Record<string, string | undefined>;
}

/** One condition of a trust policy, as a value that knows IAM and nothing of constructs. */
export interface TrustCondition {
  /** The prop that users know it by. */
  readonly prop: string;

  /** What it asks of a caller, to be read after "whoever comes". */
  readonly description: string;

  /** What is asked of callers who assume the role. */
  readonly block: ConditionBlock;

  /** What callers do besides, in the same call. */
  readonly additionalAction?: AdditionalAction;

  /** Why some callers cannot meet it. */
  readonly unmetReason?: string;

  /** Why the console cannot switch to a role that asks for it. */
  readonly consoleUnsupportedReason?: string;

  /** What callers have to give for it. */
  readonly settings?: CallerSettings;

  /** Whether callers of a kind can meet it; those of any kind where this is left out. */
  appliesTo?(type: PrincipalType): boolean;
}

export function appliesTo(condition: TrustCondition, type: PrincipalType): boolean {
  return condition.appliesTo?.(type) ?? true;
}

/** Several blocks as one, in which all of them must be met. */
export function merged(blocks: ConditionBlock[]): ConditionBlock {
  const all: ConditionBlock = {};
  for (const [operator, values] of blocks.flatMap((block) => Object.entries(block))) {
    all[operator] = { ...all[operator], ...values };
  }
  return all;
}
