/** `ENABLED` excludes read-only management events. */
export const RULE_STATES = ['ENABLED', 'DISABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'];

/** A target of a rule, as in `PutTargets`. */
export interface EventTarget {
  readonly Id: string;
  readonly Arn: string;
  readonly RoleArn?: string;
  readonly InputTransformer?: { readonly InputPathsMap: Record<string, string>; readonly InputTemplate: string };
}

/** A rule on the default event bus of a Region. */
export interface EventRule {
  readonly name: string;
  readonly arn: string;
  readonly region: string;
  readonly pattern: object;
  readonly state: string;
  readonly targets: Map<string, EventTarget>;
}

export function eventRuleArn(region: string, account: string, name: string): string {
  return `arn:aws:events:${region}:${account}:rule/${name}`;
}
