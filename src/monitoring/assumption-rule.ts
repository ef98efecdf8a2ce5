import { CfnRule, IRuleTarget, Rule, RuleTargetConfig, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { EventBus } from 'aws-cdk-lib/aws-events-targets';
import { Annotations, IResource, Stack, Token } from 'aws-cdk-lib/core';
import { allManagementEvents } from './all-management-events';
import { AssumptionFilter } from './assumption-filter';
import { assumptionMessage } from './assumption-message';
import { eventsOfAssumption } from './assumption-pattern';
import { checkRegions, passOn, unseenRegion } from './forward-events';
import { OnAssumedOptions } from './on-assumed-options';
import { checkSameEnvironment, environmentOfArn } from './same-environment';
import { roleArn } from '../core/arns';
import { policySize } from '../core/policy-size';
import { QUOTAS } from '../core/quotas';
import { Place } from '../core/validation-error';
import type { TrustingRole } from '../trusting-role';

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html */
const DESCRIPTION_LENGTH = 512;

/** The rule that fires when a role is assumed. */
export function assumptionRule(role: TrustingRole, id: string, options: OnAssumedOptions): Rule {
  const { filter, regions = [], target, eventPattern, crossStackScope, ruleName, description } = options;
  const scope = crossStackScope ?? role;
  const at = Place.of(scope, id);
  const { account, region } = Stack.of(role);
  filter?._check(at);
  checkRegions(at, region, regions);
  const arn = roleArn(account, role._identity);

  const rule = new Rule(scope, id, {
    ruleName,
    description: description ?? describe(role, filter),
    eventPattern: eventsOfAssumption(account, role._identity, filter?._pattern),
  });
  allManagementEvents(rule);
  rule.addEventPattern(eventPattern);
  if (target) {
    rule.addTarget(telling(at, rule, target, assumptionMessage(withWords(`<event> of ${arn}`, filter), arn)));
  }
  passOn(role, regions);
  const unseen = unseenRegion(region, regions);
  if (unseen) {
    Annotations.of(rule).addWarningV2('cdk-cross-account-read-only-access:assumptionsElsewhere', at.message(
      `the rule sees nothing of ${unseen}, where assumptions by the global STS endpoint and by many consoles are recorded`,
      `give regions: ["${unseen}"], or acknowledge that nobody uses it`));
  }
  rule.node.addValidation({ validate: () => [...filter?._problems(at, role._trust) ?? [], ...sizeProblems(at, rule)] });
  return rule;
}

function withWords(text: string, filter?: AssumptionFilter): string {
  return filter ? `${text} ${filter._words}` : text;
}

function describe(role: TrustingRole, filter?: AssumptionFilter): string {
  const text = withWords(`${role._identity.roleName} is assumed`, filter);
  return Token.isUnresolved(text) || text.length <= DESCRIPTION_LENGTH ? text : `${text.slice(0, DESCRIPTION_LENGTH - 1)}…`;
}

function sizeProblems(at: Place, rule: Rule): string[] {
  const size = policySize(rule, (rule.node.defaultChild as CfnRule).eventPattern);
  return size > QUOTAS.eventPatternSize
    ? [at.message(`filter and eventPattern make an event pattern of ${size} characters, over EventBridge's quota of ${QUOTAS.eventPatternSize}`,
      'name fewer networks, principals or accounts, or a time that is rounder')]
    : [];
}

/** A target with our message, unless it has one of its own. */
function telling(at: Place, rule: Rule, target: IRuleTarget, message: RuleTargetInput): IRuleTarget {
  // A bus takes events as they are, and from other environments.
  if (target instanceof EventBus) {
    return target;
  }
  return {
    bind: (boundRule, id) => {
      const config = target.bind(boundRule, id);
      checkTarget(at, rule, config);
      return { ...config, input: config.input ?? message };
    },
  };
}

function checkTarget(at: Place, rule: Rule, { arn, targetResource }: RuleTargetConfig): void {
  const { env } = (targetResource ?? {}) as Partial<IResource>;
  for (const environment of [env ?? {}, environmentOfArn(arn)]) {
    checkSameEnvironment(at, `target ${targetResource?.node.path ?? arn}`, rule.env, environment,
      'give a target there, or new EventBus(...) of aws-events-targets with a bus of the other environment, and a rule on that bus');
  }
}
