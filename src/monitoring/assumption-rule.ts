import { CfnRule, IRuleTarget, Rule, RuleTargetConfig, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { EventBus } from 'aws-cdk-lib/aws-events-targets';
import { Annotations, IResource, Stack, Token } from 'aws-cdk-lib/core';
import { AssumptionFilter } from './assumption-filter';
import { assumptionMessage } from './assumption-message';
import { assumptionEventPattern } from './assumption-pattern';
import { checkRegions, forwardEvents, unmonitoredRegion } from './forward-events';
import { MonitoredRole } from './monitored-role';
import { OnAssumedOptions } from './on-assumed-options';
import { receiveReadOnlyEvents } from './read-only-events';
import { checkSameEnvironment, environmentOfArn } from './same-environment';
import { roleArn } from '../core/arns';
import { policySize } from '../core/policy-size';
import { QUOTAS } from '../core/quotas';
import { ErrorContext } from '../core/validation-error';
import { validateKnownValues } from '../finished-template/known-values';

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html */
const DESCRIPTION_LENGTH = 512;

/** The rule that fires when a role is assumed. */
export function assumptionRule(role: MonitoredRole, id: string, options: OnAssumedOptions): Rule {
  const { filter, regions = [], target, eventPattern, crossStackScope, ruleName, description } = options;
  const scope = crossStackScope ?? role.construct;
  const errors = ErrorContext.of(scope, id);
  const { account, region } = Stack.of(role.construct);
  filter?._config.check(errors);
  checkRegions(errors, region, regions);
  const arn = roleArn(account, role.identity);

  const rule = new Rule(scope, id, {
    ruleName,
    description: description ?? describeRule(role, filter),
    eventPattern: assumptionEventPattern(account, role.identity, filter?._config.pattern()),
  });
  receiveReadOnlyEvents(rule);
  rule.addEventPattern(eventPattern);
  if (target) {
    rule.addTarget(withDefaultInput(errors, rule, target, assumptionMessage(withDescription(`<event> of ${arn}`, filter), arn)));
  }
  forwardEvents(role, regions);
  warnOfUnmonitoredRegion(errors, rule, unmonitoredRegion(region, regions));
  rule.node.addValidation({
    validate: () => [
      ...validateKnownValues(errors, rule, (known) => filter?._config.check(known)),
      ...filter?._config.validate?.(errors, role.trust) ?? [],
      ...validateSize(errors, rule),
    ],
  });
  return rule;
}

function warnOfUnmonitoredRegion(errors: ErrorContext, rule: Rule, region?: string): void {
  if (region) {
    Annotations.of(rule).addWarningV2('cdk-cross-account-read-only-access:assumptionsElsewhere', errors.message(
      `regions does not have ${region}, where CloudTrail records assumptions through the global STS endpoint and through many consoles`,
      `give regions: ["${region}"], or acknowledge that nobody uses it`));
  }
}

function withDescription(text: string, filter?: AssumptionFilter): string {
  return filter ? `${text} ${filter._config.describe()}` : text;
}

function describeRule(role: MonitoredRole, filter?: AssumptionFilter): string {
  const text = withDescription(`${role.identity.roleName} is assumed`, filter);
  return Token.isUnresolved(text) || text.length <= DESCRIPTION_LENGTH ? text : `${text.slice(0, DESCRIPTION_LENGTH - 1)}…`;
}

function validateSize(errors: ErrorContext, rule: Rule): string[] {
  const size = policySize(rule, (rule.node.defaultChild as CfnRule).eventPattern);
  return size > QUOTAS.eventPatternSize
    ? [errors.message(`filter and eventPattern make an event pattern of ${size} characters, over EventBridge's quota of ${QUOTAS.eventPatternSize}`,
      'name fewer networks, principals or accounts, or give a window whose limits are full days, months or years')]
    : [];
}

/** The target with the library's message, unless it has another input already. */
function withDefaultInput(errors: ErrorContext, rule: Rule, target: IRuleTarget, message: RuleTargetInput): IRuleTarget {
  // An event bus accepts only whole events, and may be in another account or Region.
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
