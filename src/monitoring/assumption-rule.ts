import { CfnRule, IRuleTarget, Rule, RuleTargetConfig, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { EventBus } from 'aws-cdk-lib/aws-events-targets';
import { Annotations, IResource, Stack, Token } from 'aws-cdk-lib/core';
import { allManagementEvents } from './all-management-events';
import { AssumptionFilter } from './assumption-filter';
import { assumptionMessage } from './assumption-message';
import { eventsOfAssumption } from './assumption-pattern';
import { checkRegions, forwardEvents, unmonitoredRegion } from './forward-events';
import { OnAssumedOptions } from './on-assumed-options';
import { checkSameEnvironment, environmentOfArn } from './same-environment';
import { roleArn } from '../core/arns';
import { policySize } from '../core/policy-size';
import { QUOTAS } from '../core/quotas';
import { ErrorContext } from '../core/validation-error';
import type { TrustingRole } from '../trusting-role';

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html */
const DESCRIPTION_LENGTH = 512;

/** The rule that fires when a role is assumed. */
export function assumptionRule(role: TrustingRole, id: string, options: OnAssumedOptions): Rule {
  const { filter, regions = [], target, eventPattern, crossStackScope, ruleName, description } = options;
  const scope = crossStackScope ?? role;
  const errors = ErrorContext.of(scope, id);
  const { account, region } = Stack.of(role);
  filter?._check(errors);
  checkRegions(errors, region, regions);
  const arn = roleArn(account, role._config.identity);

  const rule = new Rule(scope, id, {
    ruleName,
    description: description ?? describeRule(role, filter),
    eventPattern: eventsOfAssumption(account, role._config.identity, filter?._pattern),
  });
  allManagementEvents(rule);
  rule.addEventPattern(eventPattern);
  if (target) {
    rule.addTarget(withDefaultInput(errors, rule, target, assumptionMessage(withDescription(`<event> of ${arn}`, filter), arn)));
  }
  forwardEvents(role, regions);
  const unseen = unmonitoredRegion(region, regions);
  if (unseen) {
    Annotations.of(rule).addWarningV2('cdk-cross-account-read-only-access:assumptionsElsewhere', errors.message(
      `the rule sees nothing of ${unseen}, where assumptions by the global STS endpoint and by many consoles are recorded`,
      `give regions: ["${unseen}"], or acknowledge that nobody uses it`));
  }
  rule.node.addValidation({ validate: () => [...filter?._validate(errors, role._config.trust) ?? [], ...validateSize(errors, rule)] });
  return rule;
}

function withDescription(text: string, filter?: AssumptionFilter): string {
  return filter ? `${text} ${filter._description}` : text;
}

function describeRule(role: TrustingRole, filter?: AssumptionFilter): string {
  const text = withDescription(`${role._config.identity.roleName} is assumed`, filter);
  return Token.isUnresolved(text) || text.length <= DESCRIPTION_LENGTH ? text : `${text.slice(0, DESCRIPTION_LENGTH - 1)}…`;
}

function validateSize(errors: ErrorContext, rule: Rule): string[] {
  const size = policySize(rule, (rule.node.defaultChild as CfnRule).eventPattern);
  return size > QUOTAS.eventPatternSize
    ? [errors.message(`filter and eventPattern make an event pattern of ${size} characters, over EventBridge's quota of ${QUOTAS.eventPatternSize}`,
      'name fewer networks, principals or accounts, or a time that is rounder')]
    : [];
}

/** A target with our message, unless it has one of its own. */
function withDefaultInput(errors: ErrorContext, rule: Rule, target: IRuleTarget, message: RuleTargetInput): IRuleTarget {
  // A bus takes events as they are, and from other environments.
  if (target instanceof EventBus) {
    return target;
  }
  return {
    bind: (boundRule, id) => {
      const config = target.bind(boundRule, id);
      checkTarget(errors, rule, config);
      return { ...config, input: config.input ?? message };
    },
  };
}

function checkTarget(errors: ErrorContext, rule: Rule, { arn, targetResource }: RuleTargetConfig): void {
  const { env } = (targetResource ?? {}) as Partial<IResource>;
  for (const environment of [env ?? {}, environmentOfArn(arn)]) {
    checkSameEnvironment(errors, `target ${targetResource?.node.path ?? arn}`, rule.env, environment,
      'give a target there, or new EventBus(...) of aws-events-targets with a bus of the other environment, and a rule on that bus');
  }
}
