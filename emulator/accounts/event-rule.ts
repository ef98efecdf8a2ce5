/** How much of what happens a rule is told. */
export const RULE_STATES = ['ENABLED', 'DISABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'];

/** Where a rule sends events, as it is given to `PutTargets`. */
export interface EventTarget {
  readonly Id: string;
  readonly Arn: string;
  readonly RoleArn?: string;
  readonly InputTransformer?: { readonly InputPathsMap: Record<string, string>; readonly InputTemplate: string };
}

/** A rule of the default event bus of a Region. */
export interface EventRule {
  readonly name: string;
  readonly arn: string;
  readonly region: string;
  readonly pattern: object;
  readonly state: string;
  readonly targets: Map<string, EventTarget>;
}
