import { PrincipalKind } from '../principals/principal-kind';

/** The conditions of a statement: values by key, by operator. */
export type ConditionBlock = Record<string, Record<string, unknown>>;

/**
 * An action that AWS authorizes by itself when a role is assumed. It knows fewer condition keys than `sts:AssumeRole`, so
 * that it needs a statement of its own. Alone it opens nothing, because the assumption must be allowed too.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html
 */
export interface AssumptionBesides {
  readonly action: 'sts:TagSession' | 'sts:SetSourceIdentity';
  readonly block: ConditionBlock;
}

/** One condition of a trust policy, as a value that knows IAM and nothing of constructs. */
export interface TrustCondition {
  /** The prop that users know it by. */
  readonly prop: string;

  /** What is asked of callers who assume the role. */
  readonly block: ConditionBlock;

  /** What callers do besides, in the same call. */
  readonly besides?: AssumptionBesides;

  /** Why some callers cannot meet it. */
  readonly whyNot?: string;

  /** Why the console cannot switch to a role that asks for it. */
  readonly consoleObstacle?: string;

  /** Whether callers of a kind can meet it; those of any kind where this is left out. */
  canBeMetBy?(kind: PrincipalKind): boolean;
}

export function canBeMetBy(condition: TrustCondition, kind: PrincipalKind): boolean {
  return condition.canBeMetBy?.(kind) ?? true;
}

/** Several blocks as one, in which all of them must be met. */
export function merged(blocks: ConditionBlock[]): ConditionBlock {
  const all: ConditionBlock = {};
  for (const [operator, values] of blocks.flatMap((block) => Object.entries(block))) {
    all[operator] = { ...all[operator], ...values };
  }
  return all;
}
